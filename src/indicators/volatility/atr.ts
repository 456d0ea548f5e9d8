import { forgetting, wilderWeight } from '../folds/smoothed.ts';
import { averageTrueRange, pushTrueRange } from '../folds/true-range.ts';
import { bars, indicator } from '../indicator.ts';

export const atr = indicator({
  id: 'atr',
  title: 'Average true range',
  group: 'volatility',
  formula: 'ATR[t] = ATR[t-1] + (TR[t] - ATR[t-1]) / n, beginning with the mean of the first n true ranges',
  source: 'J. Welles Wilder, New Concepts in Technical Trading Systems, 1978; TA-Lib, ATR',
  inputs: ['high', 'low', 'close'],
  params: { period: bars(14, 'bars of the Wilder average') },
  outputs: { atr: 'price' },
  warmup: ({ period }) => period,
  memory: ({ period }) => period + forgetting(wilderWeight(period)),
  init: ({ period }) => averageTrueRange(period),
  step(range, candle, out, slot) {
    if (pushTrueRange(range, candle)) out[slot] = range.average.value;
  },
});
