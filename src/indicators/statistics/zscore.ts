import { meanOf, pushRing, ring, squaresAround } from '../folds/ring.ts';
import { bars, indicator } from '../indicator.ts';

export const zscore = indicator({
  id: 'zscore',
  title: 'Z-score',
  group: 'statistics',
  formula: 'z = (x - SMA(n)) / population standard deviation of n',
  source: 'Erwin Kreyszig, Advanced Engineering Mathematics, standard score',
  inputs: ['close'],
  params: { period: bars(20, undefined, 2) },
  outputs: { zscore: 'none' },
  undefinedWhen: 'no price has moved in the window',
  warmup: ({ period }) => period - 1,
  init: ({ period }) => ring(period),
  step(window, { close }, out, slot, { period }) {
    pushRing(window, close);
    if (!window.full) return;
    const mean = meanOf(window);
    const squares = squaresAround(window, mean);
    if (squares !== 0) out[slot] = (close - mean) / Math.sqrt(squares / period);
  },
});
