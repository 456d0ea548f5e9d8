import { exponential, exponentialWeight, forgetting, pushSmoothed } from '../folds/smoothed.ts';
import { bars, fastBelowSlow, indicator } from '../indicator.ts';

export const ppo = indicator({
  id: 'ppo',
  title: 'Percentage price oscillator',
  group: 'momentum',
  formula: 'ppo = 100 (EMA(fast) - EMA(slow)) / EMA(slow); signal = EMA(signal) of ppo; histogram = ppo - signal',
  source: 'TA-Lib, PPO with exponential averages; signal and histogram as StockCharts documents them',
  notes: ['Each average begins on its own first bars, other than in macd; TA-Lib has it so too.'],
  inputs: ['close'],
  params: {
    fast: bars(12, 'bars of the fast average', 2),
    slow: bars(26, 'bars of the slow average', 2),
    signal: bars(9, 'bars of the signal line'),
  },
  outputs: { ppo: 'percent', signal: 'percent', histogram: 'percent' },
  undefinedWhen: 'the slow average is 0',
  check: fastBelowSlow,
  warmup: ({ slow, signal }) => slow - 1 + signal - 1,
  memory: ({ slow, signal }) => slow - 1 + signal - 1 + forgetting(exponentialWeight(slow), exponentialWeight(signal)),
  init: ({ fast, slow, signal }) => ({
    fast: exponential(fast),
    slow: exponential(slow),
    signal: exponential(signal),
  }),
  step({ fast, slow, signal }, { close }, out, slot) {
    pushSmoothed(fast, close);
    if (!pushSmoothed(slow, close) || slow.value === 0) return;
    const line = (100 * (fast.value - slow.value)) / slow.value;
    if (!pushSmoothed(signal, line)) return;
    out[slot] = line;
    out[slot + 1] = signal.value;
    out[slot + 2] = line - signal.value;
  },
});
