import { forgetting, wilderWeight } from '../folds/smoothed.ts';
import { averageTrueRange, pushTrueRange } from '../folds/true-range.ts';
import { bars, indicator } from '../indicator.ts';

export const natr = indicator({
  id: 'natr',
  title: 'Normalised average true range',
  group: 'volatility',
  formula: 'NATR = 100 ATR(n) / close',
  source:
    'John Forman, Cross-Market Evaluations With Normalized Average True Range, Stocks & Commodities, 2006; TA-Lib, NATR',
  inputs: ['high', 'low', 'close'],
  params: { period: bars(14, 'bars of the Wilder average') },
  outputs: { natr: 'percent' },
  undefinedWhen: 'the close is 0',
  warmup: ({ period }) => period,
  memory: ({ period }) => period + forgetting(wilderWeight(period)),
  init: ({ period }) => averageTrueRange(period),
  step(range, candle, out, slot) {
    if (pushTrueRange(range, candle) && candle.close !== 0) out[slot] = (100 * range.average.value) / candle.close;
  },
});
