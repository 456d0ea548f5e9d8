import { isDecimal } from '../../core/decimal.ts';
import type { RecordOf } from '../../model/records.ts';
import type { Dataset } from '../../model/symbol.ts';
import { coinBar, gdp, shareBar } from '../examples.ts';
import { rule } from '../rule.ts';

/**
 * More digits than any market or statistic has, even where a binary fraction is written out in full as the IMF does
 * (some fifty); what is longer is damage, and costs whoever must add it up.
 */
const maxDigits = 60;

const decimalFields = {
  bar: ['open', 'high', 'low', 'close', 'volume', 'turnover'],
  rate: ['value'],
  observation: ['value'],
  quote: ['price', 'bid', 'ask', 'volume', 'market_cap'],
  vintage: ['value'],
  measurement: ['value'],
  trade: ['price', 'size'],
  corporate_action: ['amount', 'ratio'],
  news: ['sentiment'],
} as const satisfies { readonly [D in Dataset]?: readonly (keyof RecordOf[D])[] };

export const decimal = rule({
  id: 'decimal',
  datasets: [
    ...['bar', 'quote', 'rate', 'observation', 'vintage', 'measurement', 'trade', 'corporate_action', 'news'],
  ] as (keyof typeof decimalFields)[],
  verdict: 'rejected',
  describe: `A number is a plain decimal of at most ${maxDigits} digits, as text.`,
  create(_payload, dataset) {
    const fields: readonly string[] = decimalFields[dataset];
    return {
      check(row) {
        for (const field of fields) {
          const value = (row as unknown as Record<string, string | null>)[field];
          if (value === null || value === undefined) continue;
          if (!isDecimal(value)) return `The ${field} ${JSON.stringify(value.slice(0, 60))} is no decimal number.`;
          if (value.length > maxDigits && digitsOf(value) > maxDigits) {
            return `The ${field} has ${digitsOf(value)} digits, more than ${maxDigits}.`;
          }
        }
        return null;
      },
    };
  },
  examples: {
    accepts: { bar: [coinBar], observation: [gdp, { ...gdp, period: '2024-01-01', value: null }] },
    rejects: {
      bar: [
        { ...shareBar, close: 'NaN' },
        { ...shareBar, open: '2.15e5' },
        { ...shareBar, close: `215300.${'0'.repeat(60)}` },
      ],
    },
  },
});

function digitsOf(text: string): number {
  return text.replace(/[-.]/g, '').length;
}
