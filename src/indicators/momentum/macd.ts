import { exponential, exponentialWeight, forgetting, pushSmoothed } from '../folds/smoothed.ts';
import { bars, fastBelowSlow, indicator } from '../indicator.ts';

export const macd = indicator({
  id: 'macd',
  title: 'Moving average convergence divergence',
  group: 'momentum',
  formula: 'macd = EMA(fast) - EMA(slow); signal = EMA(signal) of macd; histogram = macd - signal',
  source: 'Gerald Appel; TA-Lib, MACD',
  notes: [
    'As in TA-Lib both averages begin on the same bar, the fast one with the mean of the last `fast` closes there. Where each begins on its own first bars (Skender) the figures meet after some hundred bars.',
  ],
  inputs: ['close'],
  params: {
    fast: bars(12, 'bars of the fast average', 2),
    slow: bars(26, 'bars of the slow average', 2),
    signal: bars(9, 'bars of the signal line'),
  },
  outputs: { macd: 'price', signal: 'price', histogram: 'price' },
  check: fastBelowSlow,
  warmup: ({ slow, signal }) => slow - 1 + signal - 1,
  memory: ({ slow, signal }) => slow - 1 + signal - 1 + forgetting(exponentialWeight(slow), exponentialWeight(signal)),
  init: ({ fast, slow, signal }) => ({
    wait: slow - fast,
    fast: exponential(fast),
    slow: exponential(slow),
    signal: exponential(signal),
  }),
  step(state, { close }, out, slot) {
    const { fast, slow, signal } = state;
    const known = pushSmoothed(slow, close);
    if (state.wait > 0) state.wait -= 1;
    else pushSmoothed(fast, close);
    if (!known) return;
    const line = fast.value - slow.value;
    if (!pushSmoothed(signal, line)) return;
    out[slot] = line;
    out[slot + 1] = signal.value;
    out[slot + 2] = line - signal.value;
  },
});
