import { meanOf, pushRing, ring, squaresAround } from '../folds/ring.ts';
import { bars, indicator } from '../indicator.ts';

export const stddev = indicator({
  id: 'stddev',
  title: 'Standard deviation',
  group: 'volatility',
  formula: 'population standard deviation of x over n: square root of the mean of (x[i] - mean)^2',
  source: 'TA-Lib, STDDEV',
  notes: ['Found in two passes; running sums (TA-Lib) lose a small variance at a high price.'],
  inputs: ['close'],
  params: { period: bars(20, undefined, 2) },
  outputs: { stddev: 'price' },
  warmup: ({ period }) => period - 1,
  init: ({ period }) => ring(period),
  step(window, { close }, out, slot, { period }) {
    pushRing(window, close);
    if (window.full) out[slot] = Math.sqrt(squaresAround(window, meanOf(window)) / period);
  },
});
