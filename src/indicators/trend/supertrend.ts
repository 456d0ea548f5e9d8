import { forgetting, wilderWeight } from '../folds/smoothed.ts';
import { averageTrueRange, pushTrueRange } from '../folds/true-range.ts';
import { bars, indicator, real } from '../indicator.ts';

/** No trend of a market lasts so long: within these bars it has turned, and both bands begin anew. */
const trendBars = 1000;

export const supertrend = indicator({
  id: 'supertrend',
  title: 'SuperTrend',
  group: 'trend',
  formula:
    'bands = (high + low) / 2 -+ m ATR(n); the upper band only falls and the lower only rises while the close before stayed within; the line is the lower band in an up-trend and the upper in a down-trend, and a close beyond it turns the trend',
  source: 'Olivier Seban, as TradingView documents ta.supertrend',
  notes: [
    'ATR begins as in TA-Lib, with the first true range on the second bar. The first trend is up when the close is above the upper band, else down.',
    'Two runs are one as soon as both have turned; within the bars of the memory they are taken to have done so.',
  ],
  inputs: ['high', 'low', 'close'],
  params: { period: bars(10, 'bars of ATR'), multiplier: real(3, 0.01, 100, 'how many ATR the bands are away') },
  outputs: { supertrend: 'price', direction: 'none' },
  warmup: ({ period }) => period,
  memory: ({ period }) => period + forgetting(wilderWeight(period)) + trendBars,
  init: ({ period }) => ({
    range: averageTrueRange(period),
    started: false,
    close: 0,
    upper: 0,
    lower: 0,
    rising: false,
  }),
  step(state, candle, out, slot, { multiplier }) {
    const { high, low, close } = candle;
    if (!pushTrueRange(state.range, candle)) return;
    const middle = (high + low) / 2;
    const distance = multiplier * state.range.average.value;
    const before = state.close;
    if (!state.started || middle + distance < state.upper || before > state.upper) state.upper = middle + distance;
    if (!state.started || middle - distance > state.lower || before < state.lower) state.lower = middle - distance;
    state.rising = state.started && state.rising ? close >= state.lower : close > state.upper;
    state.started = true;
    state.close = close;
    out[slot] = state.rising ? state.lower : state.upper;
    out[slot + 1] = state.rising ? 1 : -1;
  },
});
