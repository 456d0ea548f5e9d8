import { trueRange } from '../folds/true-range.ts';
import { indicator } from '../indicator.ts';

export const trange = indicator({
  id: 'trange',
  title: 'True range',
  group: 'volatility',
  formula: 'TR = max(high - low, |high - close before|, |low - close before|)',
  source: 'J. Welles Wilder, New Concepts in Technical Trading Systems, 1978; TA-Lib, TRANGE',
  notes: [
    'The first bar has none, since no close is before it; libraries that take high - low there (trading-signals) have one value more.',
  ],
  inputs: ['high', 'low', 'close'],
  params: {},
  outputs: { trange: 'price' },
  warmup: () => 1,
  init: () => ({ started: false, close: 0 }),
  step(state, candle, out, slot) {
    if (state.started) out[slot] = trueRange(candle, state.close);
    state.started = true;
    state.close = candle.close;
  },
});
