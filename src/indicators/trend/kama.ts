import { pushRing, ring } from '../folds/ring.ts';
import { forgetting } from '../folds/smoothed.ts';
import { pushSum, windowSum } from '../folds/window-sum.ts';
import { bars, fastBelowSlow, indicator } from '../indicator.ts';

const weightOf = (period: number): number => 2 / (period + 1);

export const kama = indicator({
  id: 'kama',
  title: "Kaufman's adaptive moving average",
  group: 'trend',
  formula:
    'ER = |x[t] - x[t-n]| / sum of |x[i] - x[i-1]| over n; c = (ER (2 / (fast + 1) - 2 / (slow + 1)) + 2 / (slow + 1))^2; KAMA[t] = KAMA[t-1] + c (x[t] - KAMA[t-1]), beginning with x[n-1]',
  source: 'Perry Kaufman, Trading Systems and Methods; TA-Lib, KAMA (which has fast 2 and slow 30)',
  notes: ['A window in which nothing moves has an efficiency of 1, as in TA-Lib.'],
  inputs: ['close'],
  params: {
    period: bars(10, 'bars of the efficiency ratio', 2),
    fast: bars(2, 'bars of the fastest average'),
    slow: bars(30, 'bars of the slowest average'),
  },
  outputs: { kama: 'price' },
  check: fastBelowSlow,
  warmup: ({ period }) => period,
  memory: ({ period, slow }) => period + forgetting(weightOf(slow) ** 2),
  init: ({ period, fast, slow }) => ({
    closes: ring(period),
    moves: windowSum(period),
    started: false,
    close: 0,
    value: 0,
    slow: weightOf(slow),
    spread: weightOf(fast) - weightOf(slow),
  }),
  step(state, { close }, out, slot) {
    const { closes } = state;
    const full = closes.full;
    const first = pushRing(closes, close);
    const moved = state.started ? pushSum(state.moves, Math.abs(close - state.close)) : 0;
    state.started = true;
    state.close = close;
    if (!full) {
      state.value = close;
      return;
    }
    const way = Math.abs(close - first);
    const weight = (moved <= way ? 1 : way / moved) * state.spread + state.slow;
    state.value += weight * weight * (close - state.value);
    out[slot] = state.value;
  },
});
