import { pushStochastic, stochastic } from '../folds/stochastic.ts';
import { bars, indicator } from '../indicator.ts';

export const stoch = indicator({
  id: 'stoch',
  title: 'Stochastic oscillator',
  group: 'momentum',
  formula:
    'raw = 100 (close - lowest low of n) / (highest high - lowest low of n); k = SMA(smooth) of raw; d = SMA(d) of k',
  source: 'George Lane, Lane\u2019s Stochastics, Stocks & Commodities, 1984; TA-Lib, STOCH with simple averages',
  notes: [
    'smooth 1 gives the fast stochastic (STOCHF). A window without a range has no position in it: null, where TA-Lib says 0.',
  ],
  inputs: ['high', 'low', 'close'],
  params: {
    period: bars(14),
    smooth: bars(3, 'bars of the average that makes k'),
    d: bars(3, 'bars of the average that makes d'),
  },
  outputs: { k: 'percent', d: 'percent' },
  undefinedWhen: 'no price has moved in the window',
  warmup: ({ period, smooth, d }) => period - 1 + smooth - 1 + d - 1,
  init: ({ period, smooth, d }) => stochastic(period, smooth, d),
  step(state, { high, low, close }, out, slot) {
    pushStochastic(state, high, low, close, out, slot);
  },
});
