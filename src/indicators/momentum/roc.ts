import { pushRing, ring } from '../folds/ring.ts';
import { bars, indicator } from '../indicator.ts';

export const roc = indicator({
  id: 'roc',
  title: 'Rate of change',
  group: 'momentum',
  formula: 'ROC = 100 (x[t] / x[t-n] - 1)',
  source: 'TA-Lib, ROC',
  inputs: ['close'],
  params: { period: bars(10, 'bars back') },
  outputs: { roc: 'percent' },
  undefinedWhen: 'the earlier price is 0 (TA-Lib says 0)',
  warmup: ({ period }) => period,
  init: ({ period }) => ring(period),
  step(window, { close }, out, slot) {
    const full = window.full;
    const earlier = pushRing(window, close);
    if (full && earlier !== 0) out[slot] = 100 * (close / earlier - 1);
  },
});
