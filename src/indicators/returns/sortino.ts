import { meanOf } from '../folds/ring.ts';
import { pushReturn, simpleReturns } from '../folds/simple-returns.ts';
import { bars, barsPerYear, indicator, real } from '../indicator.ts';

export const sortino = indicator({
  id: 'sortino',
  title: 'Sortino ratio',
  group: 'returns',
  formula:
    '(mean of simple returns over n - target) / square root of the mean over n of min(0, return - target)^2 x square root of bars per year',
  source:
    'Frank Sortino and Lee Price, Performance Measurement in a Downside Risk Framework, Journal of Investing, 1994',
  notes: ['The mean of squares is over all n returns, not only over those below the target.'],
  inputs: ['close'],
  params: {
    period: bars(252, 'returns in the window', 2),
    target: real(0, -100, 1000, 'the least acceptable rate in percent a year, of which each bar has its even part'),
    per_year: barsPerYear(),
  },
  outputs: { sortino: 'ratio' },
  undefinedWhen: 'no return in the window is below the target, or a price is 0',
  warmup: ({ period }) => period,
  init: ({ period }) => simpleReturns(period),
  step(state, { close }, out, slot, { period, target, per_year }) {
    if (!pushReturn(state, close)) return;
    const { returns } = state;
    const { cells } = returns;
    const least = target / 100 / per_year;
    let squares = 0;
    for (let cell = 0; cell < cells.length; cell += 1) {
      const short = Math.min(0, (cells[cell] as number) - least);
      squares += short * short;
    }
    if (squares !== 0) out[slot] = ((meanOf(returns) - least) / Math.sqrt(squares / period)) * Math.sqrt(per_year);
  },
});
