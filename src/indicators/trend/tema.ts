import { exponential, exponentialWeight, forgetting, pushSmoothed } from '../folds/smoothed.ts';
import { bars, indicator } from '../indicator.ts';

export const tema = indicator({
  id: 'tema',
  title: 'Triple exponential moving average',
  group: 'trend',
  formula: 'TEMA = 3 EMA - 3 EMA(EMA) + EMA(EMA(EMA))',
  source: 'Patrick Mulloy, Smoothing Data with Less Lag, Stocks & Commodities, 1994; TA-Lib, TEMA',
  inputs: ['close'],
  params: { period: bars(20, 'bars of each average') },
  outputs: { tema: 'price' },
  warmup: ({ period }) => 3 * (period - 1),
  memory: ({ period }) => 3 * (period - 1) + 3 * forgetting(exponentialWeight(period)),
  init: ({ period }) => ({ once: exponential(period), twice: exponential(period), thrice: exponential(period) }),
  step({ once, twice, thrice }, { close }, out, slot) {
    if (!pushSmoothed(once, close) || !pushSmoothed(twice, once.value)) return;
    if (pushSmoothed(thrice, twice.value)) out[slot] = 3 * once.value - 3 * twice.value + thrice.value;
  },
});
