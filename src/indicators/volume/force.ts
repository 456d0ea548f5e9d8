import { exponential, exponentialWeight, forgetting, pushSmoothed } from '../folds/smoothed.ts';
import { bars, indicator } from '../indicator.ts';

export const force = indicator({
  id: 'force',
  title: 'Force index',
  group: 'volume',
  formula: 'force = EMA(n) of (close[t] - close[t-1]) x volume[t]',
  source: 'Alexander Elder, Trading for a Living, 1993',
  notes: ['The average begins with the mean of its first n, as all of TA-Lib do; it has no force index itself.'],
  inputs: ['close', 'volume'],
  params: { period: bars(13, 'bars of the average') },
  outputs: { force: 'none' },
  warmup: ({ period }) => period,
  memory: ({ period }) => period + forgetting(exponentialWeight(period)),
  init: ({ period }) => ({ started: false, close: 0, average: exponential(period) }),
  step(state, { close, volume }, out, slot) {
    const { started, close: before, average } = state;
    state.started = true;
    state.close = close;
    if (started && pushSmoothed(average, (close - before) * volume)) out[slot] = average.value;
  },
});
