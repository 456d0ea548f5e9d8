import { moneyFlow } from '../folds/money-flow.ts';
import { pushSum, windowSum } from '../folds/window-sum.ts';
import { bars, indicator } from '../indicator.ts';

export const cmf = indicator({
  id: 'cmf',
  title: 'Chaikin money flow',
  group: 'volume',
  formula: 'CMF = sum of volume x ((close - low) - (high - close)) / (high - low) over n / sum of volume over n',
  source: 'Marc Chaikin; StockCharts ChartSchool, Chaikin Money Flow',
  inputs: ['high', 'low', 'close', 'volume'],
  params: { period: bars(20) },
  outputs: { cmf: 'ratio' },
  undefinedWhen: 'nothing was traded in the window',
  warmup: ({ period }) => period - 1,
  init: ({ period }) => ({ flow: windowSum(period), volume: windowSum(period) }),
  step(state, candle, out, slot) {
    const flow = pushSum(state.flow, moneyFlow(candle));
    const volume = pushSum(state.volume, candle.volume);
    if (state.volume.full && volume !== 0) out[slot] = flow / volume;
  },
});
