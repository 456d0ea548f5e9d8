import { pushRing, ring } from '../folds/ring.ts';
import { bars, indicator } from '../indicator.ts';

export const mom = indicator({
  id: 'mom',
  title: 'Momentum',
  group: 'momentum',
  formula: 'MOM = x[t] - x[t-n]',
  source: 'TA-Lib, MOM',
  inputs: ['close'],
  params: { period: bars(10, 'bars back') },
  outputs: { mom: 'price' },
  warmup: ({ period }) => period,
  init: ({ period }) => ring(period),
  step(window, { close }, out, slot) {
    const full = window.full;
    const earlier = pushRing(window, close);
    if (full) out[slot] = close - earlier;
  },
});
