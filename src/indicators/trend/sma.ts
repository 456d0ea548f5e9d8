import { pushSum, windowSum } from '../folds/window-sum.ts';
import { bars, indicator } from '../indicator.ts';

export const sma = indicator({
  id: 'sma',
  title: 'Simple moving average',
  group: 'trend',
  formula: 'SMA = (x[t] + x[t-1] + .. + x[t-n+1]) / n',
  source: 'TA-Lib, SMA',
  inputs: ['close'],
  params: { period: bars(20) },
  outputs: { sma: 'price' },
  warmup: ({ period }) => period - 1,
  init: ({ period }) => windowSum(period),
  step(window, { close }, out, slot, { period }) {
    const sum = pushSum(window, close);
    if (window.full) out[slot] = sum / period;
  },
});
