import { isPresent } from '../candle.ts';
import { indicator } from '../indicator.ts';

export const vwap = indicator({
  id: 'vwap',
  title: 'Volume-weighted average price of the session',
  group: 'volume',
  formula:
    'vwap = sum of turnover / sum of volume since the first bar of the session; a bar whose turnover is not published counts (high + low + close) / 3 x volume',
  source:
    'Stephen Berkowitz, Dennis Logue and Eugene Noser, The Total Cost of Transactions on the NYSE, Journal of Finance, 1988',
  notes: [
    'exact_share is the part of the volume whose turnover was published: 1 is the exact average, 0 an estimate from typical prices.',
    'The session is session_date, and the day of UTC where a market has none.',
  ],
  inputs: ['volume', 'session'],
  optional: ['turnover', 'high', 'low', 'close'],
  params: {},
  outputs: { vwap: 'price', exact_share: 'ratio' },
  undefinedWhen: 'nothing was traded in the session yet, or a bar has neither turnover nor prices',
  warmup: () => 0,
  init: () => ({ session: 0, value: 0, volume: 0, exact: 0 }),
  step(state, { high, low, close, volume, turnover, session }, out, slot) {
    if (session !== state.session) {
      state.session = session;
      state.value = 0;
      state.volume = 0;
      state.exact = 0;
    }
    if (isPresent(turnover)) {
      state.value += turnover;
      state.exact += volume;
    } else {
      const estimate = ((high + low + close) / 3) * volume;
      if (!isPresent(estimate)) return;
      state.value += estimate;
    }
    state.volume += volume;
    if (state.volume === 0) return;
    out[slot] = state.value / state.volume;
    out[slot + 1] = state.exact === 0 ? 0 : state.exact / state.volume;
  },
});
