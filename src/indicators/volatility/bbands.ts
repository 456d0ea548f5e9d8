import { meanOf, pushRing, ring, squaresAround } from '../folds/ring.ts';
import { bars, indicator, real } from '../indicator.ts';

export const bbands = indicator({
  id: 'bbands',
  title: 'Bollinger bands',
  group: 'volatility',
  formula:
    'middle = SMA(n); upper, lower = middle +- m x population standard deviation of n; percent_b = (close - lower) / (upper - lower); width = (upper - lower) / middle',
  source: 'John Bollinger, Bollinger on Bollinger Bands, 2001; TA-Lib, BBANDS with simple averages',
  notes: [
    'The deviation is found in two passes; running sums (TA-Lib) lose a small variance at a high price. A window in which the price stays the same has bands of no width and no percent_b.',
  ],
  inputs: ['close'],
  params: { period: bars(20, undefined, 2), deviations: real(2, 0.01, 100, 'how many deviations the bands are away') },
  outputs: { upper: 'price', middle: 'price', lower: 'price', percent_b: 'ratio', width: 'ratio' },
  undefinedWhen: 'no price has moved in the window (percent_b); the middle is 0 (width)',
  warmup: ({ period }) => period - 1,
  init: ({ period }) => ring(period),
  step(window, { close }, out, slot, { period, deviations }) {
    pushRing(window, close);
    if (!window.full) return;
    const middle = meanOf(window);
    const distance = deviations * Math.sqrt(squaresAround(window, middle) / period);
    const upper = middle + distance;
    const lower = middle - distance;
    out[slot] = upper;
    out[slot + 1] = middle;
    out[slot + 2] = lower;
    if (distance !== 0) out[slot + 3] = (close - lower) / (2 * distance);
    if (middle !== 0) out[slot + 4] = (2 * distance) / middle;
  },
});
