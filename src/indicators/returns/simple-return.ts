import { pushRing, ring } from '../folds/ring.ts';
import { bars, indicator } from '../indicator.ts';

export const simpleReturn = indicator({
  id: 'simple_return',
  title: 'Simple return',
  group: 'returns',
  formula: 'x[t] / x[t-n] - 1',
  source: 'John Campbell, Andrew Lo and Craig MacKinlay, The Econometrics of Financial Markets, 1997; TA-Lib, ROCP',
  inputs: ['close'],
  params: { period: bars(1, 'bars back') },
  outputs: { simple_return: 'ratio' },
  undefinedWhen: 'the earlier price is 0',
  warmup: ({ period }) => period,
  init: ({ period }) => ring(period),
  step(window, { close }, out, slot) {
    const full = window.full;
    const earlier = pushRing(window, close);
    if (full && earlier !== 0) out[slot] = close / earlier - 1;
  },
});
