import { compareDecimals, type Decimal } from '../../core/decimal.ts';
import type { Bar, Instrument } from '../../model/records.ts';
import { coinBar, share, shareBar } from '../examples.ts';
import { rule } from '../rule.ts';

/** Contracts and goods have been sold for less than nothing (crude oil, 2020-04-20); shares and coins never are. */
const mayBeNegative = new Set<Instrument['kind']>(['future', 'commodity']);

export const ohlc = rule({
  id: 'ohlc',
  datasets: ['bar'],
  severity: 'error',
  describe: 'A bar opens and closes between its low and its high; prices are above zero and volumes not below it.',
  create({ rows }) {
    const negatives = new Set<string>();
    for (const { instrument_id, kind } of rows.instrument ?? []) {
      if (mayBeNegative.has(kind)) negatives.add(instrument_id);
    }
    return {
      check(bar: Bar) {
        const { open, high, low, close, volume } = bar;
        if (high !== null) {
          if (exceeds(close, high)) return `The close ${close} is above the high ${high}.`;
          if (open !== null && exceeds(open, high)) return `The open ${open} is above the high ${high}.`;
          if (low !== null && exceeds(low, high)) return `The low ${low} is above the high ${high}.`;
        }
        if (low !== null) {
          if (exceeds(low, close)) return `The close ${close} is below the low ${low}.`;
          if (open !== null && exceeds(low, open)) return `The open ${open} is below the low ${low}.`;
        }
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
        { ...shareBar, high: '215299.99' },
        { ...shareBar, low: '215000.000000000000000000001' },
        { ...shareBar, volume: '-1' },
        { ...shareBar, open: '0', low: '0' },
      ],
    },
  },
});

function notPositive(field: string, price: Decimal | null): string | null {
  return price === null || exceeds(price, '0') ? null : `The ${field} ${price} is not above zero.`;
}

/** Up to 15 digits a binary float keeps decimals apart and in order; longer ones are compared digit by digit. */
function exceeds(left: Decimal, right: Decimal): boolean {
  if (left.length <= 15 && right.length <= 15) return Number(left) > Number(right);
  return compareDecimals(left, right) > 0;
}
