import { pushSum, windowSum } from '../folds/window-sum.ts';
import { bars, indicator } from '../indicator.ts';

export const vwma = indicator({
  id: 'vwma',
  title: 'Volume-weighted moving average',
  group: 'volume',
  formula: 'VWMA = sum of close x volume over n / sum of volume over n',
  source: 'TradingView, ta.vwma',
  inputs: ['close', 'volume'],
  params: { period: bars(20) },
  outputs: { vwma: 'price' },
  undefinedWhen: 'nothing was traded in the window',
  warmup: ({ period }) => period - 1,
  init: ({ period }) => ({ value: windowSum(period), volume: windowSum(period) }),
  step(state, { close, volume }, out, slot) {
    const value = pushSum(state.value, close * volume);
    const traded = pushSum(state.volume, volume);
    if (state.volume.full && traded !== 0) out[slot] = value / traded;
  },
});
