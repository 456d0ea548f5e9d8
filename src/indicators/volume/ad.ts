import { moneyFlow } from '../folds/money-flow.ts';
import { indicator } from '../indicator.ts';

export const ad = indicator({
  id: 'ad',
  title: 'Accumulation/distribution line',
  group: 'volume',
  formula: 'AD[t] = AD[t-1] + volume x ((close - low) - (high - close)) / (high - low); a bar without range adds 0',
  source: 'Marc Chaikin; TA-Lib, AD',
  notes: ['The level depends on the first bar, its changes do not.'],
  inputs: ['high', 'low', 'close', 'volume'],
  params: {},
  outputs: { ad: 'volume' },
  warmup: () => 0,
  memory: () => Number.POSITIVE_INFINITY,
  init: () => ({ line: 0 }),
  step(state, candle, out, slot) {
    state.line += moneyFlow(candle);
    out[slot] = state.line;
  },
});
