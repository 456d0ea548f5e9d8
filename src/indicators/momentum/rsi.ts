import { pushStrength, relativeStrength } from '../folds/relative-strength.ts';
import { forgetting, wilderWeight } from '../folds/smoothed.ts';
import { bars, indicator } from '../indicator.ts';

export const rsi = indicator({
  id: 'rsi',
  title: 'Relative strength index',
  group: 'momentum',
  formula:
    'RSI = 100 rises / (rises + falls), of the Wilder averages of rises and falls of x, beginning with the means of the first n',
  source: 'J. Welles Wilder, New Concepts in Technical Trading Systems, 1978; TA-Lib, RSI',
  notes: [
    'A series that has never moved has no strength: null, where TA-Lib says 0 and others 50 or 100. Rises without falls are 100.',
  ],
  inputs: ['close'],
  params: { period: bars(14, 'bars of each Wilder average', 2) },
  outputs: { rsi: 'percent' },
  undefinedWhen: 'no price has moved yet',
  warmup: ({ period }) => period,
  memory: ({ period }) => period + forgetting(wilderWeight(period)),
  init: ({ period }) => relativeStrength(period),
  step(strength, { close }, out, slot) {
    out[slot] = pushStrength(strength, close);
  },
});
