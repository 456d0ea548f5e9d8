import { priceRange, pushRange } from '../folds/price-range.ts';
import { bars, indicator } from '../indicator.ts';

export const donchian = indicator({
  id: 'donchian',
  title: 'Donchian channels',
  group: 'volatility',
  formula: 'upper = highest high of n, lower = lowest low of n, this bar included; middle = (upper + lower) / 2',
  source: 'Richard Donchian, High Finance in Copper, Financial Analysts Journal, 1960; TA-Lib, MAX, MIN and MIDPRICE',
  inputs: ['high', 'low'],
  params: { period: bars(20) },
  outputs: { upper: 'price', middle: 'price', lower: 'price' },
  warmup: ({ period }) => period - 1,
  init: ({ period }) => priceRange(period),
  step(range, { high, low }, out, slot) {
    if (!pushRange(range, high, low)) return;
    out[slot] = range.high;
    out[slot + 1] = (range.high + range.low) / 2;
    out[slot + 2] = range.low;
  },
});
