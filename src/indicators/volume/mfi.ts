import { pushSum, windowSum } from '../folds/window-sum.ts';
import { bars, indicator } from '../indicator.ts';

export const mfi = indicator({
  id: 'mfi',
  title: 'Money flow index',
  group: 'volume',
  formula:
    'MFI = 100 positive / (positive + negative), sums over n of p x volume on bars whose p = (high + low + close) / 3 rises or falls',
  source: 'Gene Quong and Avrum Soudack, Volume-Weighted RSI, Stocks & Commodities, 1989; TA-Lib, MFI',
  notes: [
    'TA-Lib says 0 when the flow of a window is less than 1 in its unit; here only a window without flow is null.',
  ],
  inputs: ['high', 'low', 'close', 'volume'],
  params: { period: bars(14, undefined, 2) },
  outputs: { mfi: 'percent' },
  undefinedWhen: 'no money has flowed in the window',
  warmup: ({ period }) => period,
  init: ({ period }) => ({ started: false, price: 0, positive: windowSum(period), negative: windowSum(period) }),
  step(state, { high, low, close, volume }, out, slot) {
    const { started, price: before } = state;
    const price = (high + low + close) / 3;
    state.started = true;
    state.price = price;
    if (!started) return;
    const positive = pushSum(state.positive, price > before ? price * volume : 0);
    const negative = pushSum(state.negative, price < before ? price * volume : 0);
    if (state.negative.full && positive + negative !== 0) out[slot] = 100 * (positive / (positive + negative));
  },
});
