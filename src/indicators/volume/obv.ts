import { indicator } from '../indicator.ts';

export const obv = indicator({
  id: 'obv',
  title: 'On-balance volume',
  group: 'volume',
  formula: 'OBV[t] = OBV[t-1] + volume when the close rises, - volume when it falls; the first is the first volume',
  source: 'Joseph Granville, New Key to Stock Market Profits, 1963; TA-Lib, OBV',
  notes: [
    'The level depends on the first bar, its changes do not. Skender begins with 0, TA-Lib with the first volume.',
  ],
  inputs: ['close', 'volume'],
  params: {},
  outputs: { obv: 'volume' },
  warmup: () => 0,
  memory: () => Number.POSITIVE_INFINITY,
  init: () => ({ started: false, close: 0, balance: 0 }),
  step(state, { close, volume }, out, slot) {
    if (!state.started || close > state.close) state.balance += volume;
    else if (close < state.close) state.balance -= volume;
    state.started = true;
    state.close = close;
    out[slot] = state.balance;
  },
});
