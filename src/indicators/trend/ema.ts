import { exponential, exponentialWeight, forgetting, pushSmoothed } from '../folds/smoothed.ts';
import { bars, indicator } from '../indicator.ts';

export const ema = indicator({
  id: 'ema',
  title: 'Exponential moving average',
  group: 'trend',
  formula: 'EMA[t] = EMA[t-1] + 2 / (n + 1) x (x[t] - EMA[t-1]), beginning with the SMA of the first n',
  source: 'TA-Lib, EMA',
  notes: ['Libraries that begin with the first price (trading-signals) agree only after many bars.'],
  inputs: ['close'],
  params: { period: bars(20, 'bars of the average') },
  outputs: { ema: 'price' },
  warmup: ({ period }) => period - 1,
  memory: ({ period }) => period - 1 + forgetting(exponentialWeight(period)),
  init: ({ period }) => exponential(period),
  step(average, { close }, out, slot) {
    if (pushSmoothed(average, close)) out[slot] = average.value;
  },
});
