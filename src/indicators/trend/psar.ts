import { forgetting } from '../folds/smoothed.ts';
import { indicator, real } from '../indicator.ts';

export const psar = indicator({
  id: 'psar',
  title: 'Parabolic stop and reverse',
  group: 'trend',
  formula:
    'SAR[t+1] = SAR[t] + a (extreme - SAR[t]), kept outside of the last two bars; a grows by its step with each new extreme; a bar that touches SAR turns the trend and SAR becomes the extreme',
  source: 'J. Welles Wilder, New Concepts in Technical Trading Systems, 1978; TA-Lib, SAR',
  notes: [
    'Wilder does not say how to begin: as in TA-Lib the first trend is the greater movement of the second bar (up when equal) and the first SAR the opposite end of the first bar.',
    'Two runs are one as soon as both have turned; within the bars of the memory they are taken to have done so.',
  ],
  inputs: ['high', 'low'],
  params: {
    step: real(0.02, 0.0001, 1, 'what each new extreme adds to the acceleration'),
    max: real(0.2, 0.0001, 1, 'the greatest acceleration'),
  },
  outputs: { psar: 'price', direction: 'none' },
  check: ({ step, max }) => (step <= max ? null : `step must not be greater than max, not ${step} and ${max}`),
  warmup: () => 1,
  memory: ({ step }) => 1 + forgetting(step),
  init: () => ({ bars: 0, rising: true, high: 0, low: 0, extreme: 0, stop: 0, acceleration: 0 }),
  step(state, { high, low }, out, slot, { step, max }) {
    if (state.bars < 2) {
      state.bars += 1;
      if (state.bars === 2) {
        const down = state.low - low;
        state.rising = !(down > 0 && high - state.high < down);
        state.extreme = state.rising ? high : low;
        state.stop = state.rising ? state.low : state.high;
        state.acceleration = step;
      }
      const first = state.bars === 1;
      state.high = high;
      state.low = low;
      if (first) return;
    }
    const highest = Math.max(state.high, high);
    const lowest = Math.min(state.low, low);
    state.high = high;
    state.low = low;
    const turns = state.rising ? low <= state.stop : high >= state.stop;
    if (turns) {
      state.stop = state.rising ? Math.max(state.extreme, highest) : Math.min(state.extreme, lowest);
      state.rising = !state.rising;
      state.extreme = state.rising ? high : low;
      state.acceleration = step;
    } else if (state.rising ? high > state.extreme : low < state.extreme) {
      state.extreme = state.rising ? high : low;
      state.acceleration = Math.min(max, state.acceleration + step);
    }
    out[slot] = state.stop;
    out[slot + 1] = state.rising ? 1 : -1;
    const next = state.stop + state.acceleration * (state.extreme - state.stop);
    state.stop = state.rising ? Math.min(next, lowest) : Math.max(next, highest);
  },
});
