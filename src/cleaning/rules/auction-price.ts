import type { Bar } from '../../model/records.ts';
import { shareBar } from '../examples.ts';
import { pricesOutside } from '../price-range.ts';
import { rule } from '../rule.ts';

export const auctionPrice = rule({
  id: 'auction_price',
  datasets: ['bar'],
  verdict: 'flagged',
  describe: 'The open and the close of a session lie between its low and its high.',
  // What an auction does not explain was rejected before.
  create: () => ({
    check(bar: Bar) {
      return pricesOutside(bar)[0]?.reason ?? null;
    },
  }),
  examples: {
    accepts: { bar: [shareBar] },
    rejects: {
      bar: [
        { ...shareBar, time: '2019-11-04T07:00:00.000Z', low: '215000.000000000000000000001' },
        { ...shareBar, time: '2019-11-05T07:00:00.000Z', high: '215299.99' },
      ],
    },
  },
});
