import type { Bar } from '../../model/records.ts';
import { coinBar, share, shareBar } from '../examples.ts';
import { exceeds, mayBeAuction, pricesOutside } from '../price-range.ts';
import { rule } from '../rule.ts';

export const ohlc = rule({
  id: 'ohlc',
  datasets: ['bar'],
  verdict: 'rejected',
  describe:
    'A bar opens and closes between its low and its high, apart from what an auction explains, and its volume is not below zero, nor its turnover where its prices are not.',
  create: () => ({
    check(bar: Bar) {
      const { high, low, close, volume, turnover } = bar;
      if (low !== null && high !== null && exceeds(low, high)) return `The low ${low} is above the high ${high}.`;
      const outside = pricesOutside(bar).find((price) => !mayBeAuction(bar, price));
      if (outside !== undefined) return outside.reason;
      if (volume !== null && exceeds('0', volume)) return `The volume ${volume} is negative.`;
      if (turnover === null || !exceeds('0', turnover) || exceeds('0', low ?? close)) return null;
      return `The turnover ${turnover} is negative.`;
    },
  }),
  examples: {
    accepts: {
      instrument: [share],
      bar: [shareBar, coinBar, { ...coinBar, interval: '1h', open: null, high: null, low: null }],
    },
    rejects: {
      bar: [
        { ...shareBar, high: '205000' },
        { ...coinBar, low: '54631.190000000000000000001' },
        { ...coinBar, time: '2021-10-11T00:01:00.000Z', high: '54659' },
        { ...shareBar, volume: '-1' },
        { ...coinBar, time: '2021-10-11T00:02:00.000Z', turnover: '-3744747.38481630' },
      ],
    },
  },
});
