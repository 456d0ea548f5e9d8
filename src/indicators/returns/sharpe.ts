import { meanOf, squaresAround } from '../folds/ring.ts';
import { pushReturn, simpleReturns } from '../folds/simple-returns.ts';
import { bars, barsPerYear, indicator, real } from '../indicator.ts';

export const sharpe = indicator({
  id: 'sharpe',
  title: 'Sharpe ratio',
  group: 'returns',
  formula:
    '(mean of simple returns over n - risk-free return of a bar) / their sample standard deviation x square root of bars per year',
  source: 'William Sharpe, The Sharpe Ratio, Journal of Portfolio Management, 1994',
  inputs: ['close'],
  params: {
    period: bars(252, 'returns in the window', 2),
    risk_free: real(0, -100, 1000, 'risk-free rate in percent a year, of which each bar has its even part'),
    per_year: barsPerYear(),
  },
  outputs: { sharpe: 'ratio' },
  undefinedWhen: 'all returns in the window are the same, or a price is 0',
  warmup: ({ period }) => period,
  init: ({ period }) => simpleReturns(period),
  step(state, { close }, out, slot, { period, risk_free, per_year }) {
    if (!pushReturn(state, close)) return;
    const { returns } = state;
    const mean = meanOf(returns);
    const squares = squaresAround(returns, mean);
    if (squares === 0) return;
    out[slot] = ((mean - risk_free / 100 / per_year) / Math.sqrt(squares / (period - 1))) * Math.sqrt(per_year);
  },
});
