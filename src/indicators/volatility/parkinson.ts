import { pushSum, windowSum } from '../folds/window-sum.ts';
import { bars, barsPerYear, indicator } from '../indicator.ts';

export const parkinson = indicator({
  id: 'parkinson',
  title: 'Parkinson volatility',
  group: 'volatility',
  formula: '100 x square root of (sum of ln(high / low)^2 over n / (4 n ln 2) x bars per year)',
  source:
    'Michael Parkinson, The Extreme Value Method for Estimating the Variance of the Rate of Return, Journal of Business, 1980',
  inputs: ['high', 'low'],
  params: { period: bars(20), per_year: barsPerYear() },
  outputs: { parkinson: 'percent' },
  undefinedWhen: 'a price is not greater than 0',
  warmup: ({ period }) => period - 1,
  init: ({ period }) => windowSum(period),
  step(window, { high, low }, out, slot, { period, per_year }) {
    if (!(high > 0 && low > 0)) return;
    const range = Math.log(high / low);
    const sum = pushSum(window, range * range);
    if (window.full) out[slot] = 100 * Math.sqrt((sum / (4 * period * Math.LN2)) * per_year);
  },
});
