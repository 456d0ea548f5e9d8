import { exponential, exponentialWeight, forgetting, pushSmoothed, wilderWeight } from '../folds/smoothed.ts';
import { averageTrueRange, pushTrueRange } from '../folds/true-range.ts';
import { bars, indicator, real } from '../indicator.ts';

export const keltner = indicator({
  id: 'keltner',
  title: 'Keltner channels',
  group: 'volatility',
  formula: 'middle = EMA(n) of close; upper, lower = middle +- m x ATR(a)',
  source:
    'Chester Keltner, How to Make Money in Commodities, 1960, as Linda Raschke revised it; StockCharts ChartSchool',
  notes: ['EMA and ATR begin as in TA-Lib, which has no Keltner channels itself.'],
  inputs: ['high', 'low', 'close'],
  params: {
    period: bars(20, 'bars of the average'),
    atr: bars(10, 'bars of ATR'),
    multiplier: real(2, 0.01, 100, 'how many ATR the channel is away'),
  },
  outputs: { upper: 'price', middle: 'price', lower: 'price' },
  warmup: ({ period, atr }) => Math.max(period - 1, atr),
  memory: ({ period, atr }) =>
    Math.max(period - 1, atr) + Math.max(forgetting(exponentialWeight(period)), forgetting(wilderWeight(atr))),
  init: ({ period, atr }) => ({ middle: exponential(period), range: averageTrueRange(atr) }),
  step({ middle, range }, candle, out, slot, { multiplier }) {
    const known = pushSmoothed(middle, candle.close);
    if (!pushTrueRange(range, candle) || !known) return;
    const distance = multiplier * range.average.value;
    out[slot] = middle.value + distance;
    out[slot + 1] = middle.value;
    out[slot + 2] = middle.value - distance;
  },
});
