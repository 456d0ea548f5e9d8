import { exponential, exponentialWeight, forgetting, pushSmoothed } from '../folds/smoothed.ts';
import { bars, indicator } from '../indicator.ts';

export const dema = indicator({
  id: 'dema',
  title: 'Double exponential moving average',
  group: 'trend',
  formula: 'DEMA = 2 EMA - EMA(EMA)',
  source: 'Patrick Mulloy, Smoothing Data with Faster Moving Averages, Stocks & Commodities, 1994; TA-Lib, DEMA',
  inputs: ['close'],
  params: { period: bars(20, 'bars of each average') },
  outputs: { dema: 'price' },
  warmup: ({ period }) => 2 * (period - 1),
  memory: ({ period }) => 2 * (period - 1) + 2 * forgetting(exponentialWeight(period)),
  init: ({ period }) => ({ once: exponential(period), twice: exponential(period) }),
  step({ once, twice }, { close }, out, slot) {
    if (!pushSmoothed(once, close)) return;
    if (pushSmoothed(twice, once.value)) out[slot] = 2 * once.value - twice.value;
  },
});
