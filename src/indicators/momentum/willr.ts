import { priceRange, pushRange } from '../folds/price-range.ts';
import { bars, indicator } from '../indicator.ts';

export const willr = indicator({
  id: 'willr',
  title: 'Williams %R',
  group: 'momentum',
  formula: '%R = -100 (highest high of n - close) / (highest high - lowest low of n)',
  source: 'Larry Williams, How I Made One Million Dollars Last Year Trading Commodities, 1973; TA-Lib, WILLR',
  notes: ['A window without a range has no position in it: null, where TA-Lib says 0, which is its top.'],
  inputs: ['high', 'low', 'close'],
  params: { period: bars(14) },
  outputs: { willr: 'percent' },
  undefinedWhen: 'no price has moved in the window',
  warmup: ({ period }) => period - 1,
  init: ({ period }) => priceRange(period),
  step(range, { high, low, close }, out, slot) {
    if (!pushRange(range, high, low) || range.high === range.low) return;
    out[slot] = (-100 * (range.high - close)) / (range.high - range.low);
  },
});
