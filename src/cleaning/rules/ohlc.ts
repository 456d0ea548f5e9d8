import type { Decimal } from '../../core/decimal.ts';
import type { Bar, Instrument } from '../../model/records.ts';
import { coinBar, share, shareBar } from '../examples.ts';
import { exceeds, mayBeAuction, pricesOutside } from '../price-range.ts';
import { rule } from '../rule.ts';

/** Contracts and goods have been sold for less than nothing (crude oil, 2020-04-20); shares and coins never are. */
const mayBeNegative = new Set<Instrument['kind']>(['future', 'commodity']);

export const ohlc = rule({
  id: 'ohlc',
  datasets: ['bar'],
  verdict: 'rejected',
  describe:
    'A bar opens and closes between its low and its high, apart from what an auction explains; prices are above zero and volumes not below it.',
  create({ rows }) {
    const negatives = new Set<string>();
    for (const { instrument_id, kind } of rows.instrument ?? []) {
      if (mayBeNegative.has(kind)) negatives.add(instrument_id);
    }
    return {
      check(bar: Bar) {
        const { open, high, low, close, volume } = bar;
        if (low !== null && high !== null && exceeds(low, high)) return `The low ${low} is above the high ${high}.`;
        const outside = pricesOutside(bar).find((price) => !mayBeAuction(bar, price));
        if (outside !== undefined) return outside.reason;
        if (volume !== null && exceeds('0', volume)) return `The volume ${volume} is negative.`;
        if (negatives.has(bar.instrument_id)) return null;
        return (
          notPositive('open', open) ??
          notPositive('high', high) ??
          notPositive('low', low) ??
          notPositive('close', close)
        );
      },
    };
  },
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
        { ...shareBar, open: '0', low: '0' },
      ],
    },
  },
});

function notPositive(field: string, price: Decimal | null): string | null {
  return price === null || exceeds(price, '0') ? null : `The ${field} ${price} is not above zero.`;
}
