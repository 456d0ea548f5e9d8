import { indicator } from '../indicator.ts';

export const drawdown = indicator({
  id: 'drawdown',
  title: 'Drawdown',
  group: 'returns',
  formula:
    'drawdown = 100 (x / highest x so far - 1); max_drawdown is the least of them so far; bars_since_peak counts the bars since the highest x',
  source: 'Malik Magdon-Ismail and Amir Atiya, Maximum Drawdown, Risk, 2004',
  notes: ['"So far" begins with the first bar of the run.'],
  inputs: ['close'],
  params: {},
  outputs: { drawdown: 'percent', max_drawdown: 'percent', bars_since_peak: 'none' },
  undefinedWhen: 'no price was greater than 0 yet',
  warmup: () => 0,
  memory: () => Number.POSITIVE_INFINITY,
  init: () => ({ peak: 0, deepest: 0, age: 0 }),
  step(state, { close }, out, slot) {
    if (close >= state.peak) {
      state.peak = close;
      state.age = 0;
    } else state.age += 1;
    if (!(state.peak > 0)) return;
    const depth = 100 * (close / state.peak - 1);
    if (depth < state.deepest) state.deepest = depth;
    out[slot] = depth;
    out[slot + 1] = state.deepest;
    out[slot + 2] = state.age;
  },
});
