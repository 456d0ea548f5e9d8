import { pairedReturns, pushPair } from '../folds/paired-returns.ts';
import { bars, indicator } from '../indicator.ts';

export const beta = indicator({
  id: 'beta',
  title: 'Beta against a benchmark',
  group: 'statistics',
  formula: 'covariance of the simple returns of close and benchmark / variance of those of the benchmark, over n',
  source:
    'William Sharpe, Capital Asset Prices, Journal of Finance, 1964; TA-Lib, BETA with the benchmark as first input',
  inputs: ['close', 'benchmark'],
  params: { period: bars(60, 'returns in the window', 2) },
  outputs: { beta: 'ratio' },
  undefinedWhen: 'the benchmark has the same return throughout the window (TA-Lib says 0), or a price is 0',
  warmup: ({ period }) => period,
  init: ({ period }) => pairedReturns(period),
  step(pairs, candle, out, slot) {
    if (pushPair(pairs, candle) && pairs.otherSquares !== 0) out[slot] = pairs.products / pairs.otherSquares;
  },
});
