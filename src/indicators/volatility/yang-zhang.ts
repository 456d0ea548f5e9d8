import { meanOf, pushRing, type Ring, ring, squaresAround } from '../folds/ring.ts';
import { pushSum, windowSum } from '../folds/window-sum.ts';
import { bars, barsPerYear, indicator } from '../indicator.ts';

const variance = (window: Ring): number => squaresAround(window, meanOf(window)) / (window.cells.length - 1);

export const yangZhang = indicator({
  id: 'yang_zhang',
  title: 'Yang-Zhang volatility',
  group: 'volatility',
  formula:
    '100 x square root of ((Vo + k Vc + (1 - k) Vrs) x bars per year), k = 0.34 / (1.34 + (n + 1) / (n - 1)); Vo and Vc are sample variances of o = ln(open / close before) and c = ln(close / open), Vrs is the mean of u (u - c) + d (d - c), u = ln(high / open), d = ln(low / open)',
  source:
    'Dennis Yang and Qiang Zhang, Drift-Independent Volatility Estimation Based on High, Low, Open, and Close Prices, Journal of Business, 2000',
  inputs: ['open', 'high', 'low', 'close'],
  params: { period: bars(20, undefined, 2), per_year: barsPerYear() },
  outputs: { yang_zhang: 'percent' },
  undefinedWhen: 'a price is not greater than 0',
  warmup: ({ period }) => period,
  init: ({ period }) => ({ close: 0, overnight: ring(period), session: ring(period), range: windowSum(period) }),
  step(state, { open, high, low, close }, out, slot, { period, per_year }) {
    const { close: before, overnight, session, range } = state;
    state.close = close;
    if (!(before > 0 && open > 0 && high > 0 && low > 0 && close > 0)) return;
    const up = Math.log(high / open);
    const down = Math.log(low / open);
    const way = Math.log(close / open);
    pushRing(overnight, Math.log(open / before));
    pushRing(session, way);
    const ranges = pushSum(range, up * (up - way) + down * (down - way));
    if (!range.full) return;
    const weight = 0.34 / (1.34 + (period + 1) / (period - 1));
    const daily = variance(overnight) + weight * variance(session) + (1 - weight) * (ranges / period);
    out[slot] = 100 * Math.sqrt(daily * per_year);
  },
});
