import { pushRing, ring } from '../folds/ring.ts';
import { bars, indicator } from '../indicator.ts';

export const logReturn = indicator({
  id: 'log_return',
  title: 'Logarithmic return',
  group: 'returns',
  formula: 'ln(x[t] / x[t-n])',
  source: 'John Campbell, Andrew Lo and Craig MacKinlay, The Econometrics of Financial Markets, 1997',
  inputs: ['close'],
  params: { period: bars(1, 'bars back') },
  outputs: { log_return: 'ratio' },
  undefinedWhen: 'one of the two prices is not greater than 0',
  warmup: ({ period }) => period,
  init: ({ period }) => ring(period),
  step(window, { close }, out, slot) {
    const full = window.full;
    const earlier = pushRing(window, close);
    if (full && earlier > 0 && close > 0) out[slot] = Math.log(close / earlier);
  },
});
