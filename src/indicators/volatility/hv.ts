import { meanOf, pushRing, ring, squaresAround } from '../folds/ring.ts';
import { bars, barsPerYear, indicator } from '../indicator.ts';

export const hv = indicator({
  id: 'hv',
  title: 'Historical volatility, close to close',
  group: 'volatility',
  formula: 'HV = 100 x sample standard deviation of ln(x[t] / x[t-1]) over n x square root of bars per year',
  source: 'John Hull, Options, Futures, and Other Derivatives, chapter on estimating volatility',
  inputs: ['close'],
  params: { period: bars(20, 'returns in the window', 2), per_year: barsPerYear() },
  outputs: { hv: 'percent' },
  undefinedWhen: 'a price is not greater than 0',
  warmup: ({ period }) => period,
  init: ({ period }) => ({ close: 0, returns: ring(period) }),
  step(state, { close }, out, slot, { period, per_year }) {
    const { close: before, returns } = state;
    state.close = close;
    if (!(before > 0 && close > 0)) return;
    pushRing(returns, Math.log(close / before));
    if (!returns.full) return;
    out[slot] = 100 * Math.sqrt((squaresAround(returns, meanOf(returns)) / (period - 1)) * per_year);
  },
});
