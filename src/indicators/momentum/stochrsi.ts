import { pushStrength, relativeStrength } from '../folds/relative-strength.ts';
import { forgetting, wilderWeight } from '../folds/smoothed.ts';
import { pushStochastic, stochastic } from '../folds/stochastic.ts';
import { bars, indicator } from '../indicator.ts';

export const stochrsi = indicator({
  id: 'stochrsi',
  title: 'Stochastic RSI',
  group: 'momentum',
  formula:
    'raw = 100 (RSI - lowest RSI of n) / (highest RSI - lowest RSI of n); k = SMA(smooth) of raw; d = SMA(d) of k',
  source: 'Tushar Chande and Stanley Kroll, The New Technical Trader, 1994; TA-Lib, STOCHRSI',
  notes: [
    'smooth 1 gives TA-Lib (its fast k and d). The scale is 0 to 100, where Chande has 0 to 1.',
    'A window in which RSI stays the same has no position in it: null, where TA-Lib says 0.',
  ],
  inputs: ['close'],
  params: {
    rsi: bars(14, 'bars of RSI', 2),
    period: bars(14, 'bars of the window over RSI', 2),
    smooth: bars(3, 'bars of the average that makes k'),
    d: bars(3, 'bars of the average that makes d'),
  },
  outputs: { k: 'percent', d: 'percent' },
  undefinedWhen: 'RSI has not moved in its window',
  warmup: ({ rsi, period, smooth, d }) => rsi + period - 1 + smooth - 1 + d - 1,
  memory: ({ rsi, period, smooth, d }) => rsi + period - 1 + smooth - 1 + d - 1 + forgetting(wilderWeight(rsi)),
  init: ({ rsi, period, smooth, d }) => ({
    strength: relativeStrength(rsi),
    position: stochastic(period, smooth, d),
  }),
  step(state, { close }, out, slot) {
    const strength = pushStrength(state.strength, close);
    if (!Number.isNaN(strength)) pushStochastic(state.position, strength, strength, strength, out, slot);
  },
});
