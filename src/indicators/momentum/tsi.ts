import { exponential, exponentialWeight, forgetting, pushSmoothed } from '../folds/smoothed.ts';
import { bars, indicator } from '../indicator.ts';

export const tsi = indicator({
  id: 'tsi',
  title: 'True strength index',
  group: 'momentum',
  formula:
    'tsi = 100 EMA(fast) of EMA(slow) of m / EMA(fast) of EMA(slow) of |m|, m = x[t] - x[t-1]; signal = EMA(signal) of tsi',
  source: 'William Blau, True Strength Index, Stocks & Commodities, 1991',
  notes: ['Averages begin with the mean of their first n, as all of TA-Lib do; it has no TSI itself.'],
  inputs: ['close'],
  params: {
    slow: bars(25, 'bars of the first average'),
    fast: bars(13, 'bars of the second average'),
    signal: bars(13, 'bars of the signal line'),
  },
  outputs: { tsi: 'percent', signal: 'percent' },
  undefinedWhen: 'no price has moved yet',
  warmup: ({ slow, fast, signal }) => slow + fast - 1 + signal - 1,
  memory: ({ slow, fast, signal }) =>
    slow + fast - 1 + signal - 1 + forgetting(...[slow, fast, signal].map(exponentialWeight)),
  init: ({ slow, fast, signal }) => ({
    started: false,
    close: 0,
    moves: exponential(slow),
    ways: exponential(slow),
    smoothMoves: exponential(fast),
    smoothWays: exponential(fast),
    signal: exponential(signal),
  }),
  step(state, { close }, out, slot) {
    const { started, moves, ways, smoothMoves, smoothWays, signal } = state;
    const move = close - state.close;
    state.started = true;
    state.close = close;
    if (!started) return;
    pushSmoothed(ways, Math.abs(move));
    if (!pushSmoothed(moves, move)) return;
    pushSmoothed(smoothWays, ways.value);
    if (!pushSmoothed(smoothMoves, moves.value) || smoothWays.value === 0) return;
    const line = (100 * smoothMoves.value) / smoothWays.value;
    if (!pushSmoothed(signal, line)) return;
    out[slot] = line;
    out[slot + 1] = signal.value;
  },
});
