import { pushWeighted, windowWeighted } from '../folds/window-weighted.ts';
import { bars, indicator } from '../indicator.ts';

export const wma = indicator({
  id: 'wma',
  title: 'Weighted moving average',
  group: 'trend',
  formula: 'WMA = (n x[t] + (n - 1) x[t-1] + .. + 1 x[t-n+1]) / (n (n + 1) / 2)',
  source: 'TA-Lib, WMA',
  inputs: ['close'],
  params: { period: bars(20) },
  outputs: { wma: 'price' },
  warmup: ({ period }) => period - 1,
  init: ({ period }) => windowWeighted(period),
  step(window, { close }, out, slot, { period }) {
    const sum = pushWeighted(window, close);
    if (window.full) out[slot] = sum / ((period * (period + 1)) / 2);
  },
});
