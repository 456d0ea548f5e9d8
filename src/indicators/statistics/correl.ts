import { pairedReturns, pushPair } from '../folds/paired-returns.ts';
import { bars, indicator } from '../indicator.ts';

export const correl = indicator({
  id: 'correl',
  title: 'Correlation with a benchmark',
  group: 'statistics',
  formula: "Pearson's r of the simple returns of close and benchmark over n",
  source: 'TA-Lib, CORREL, of returns',
  notes: [
    'TA-Lib correlates what it is given, often prices; prices that both trend correlate without having to do with each other.',
  ],
  inputs: ['close', 'benchmark'],
  params: { period: bars(60, 'returns in the window', 2) },
  outputs: { correl: 'ratio' },
  undefinedWhen: 'one of the two has the same return throughout the window, or a price is 0',
  warmup: ({ period }) => period,
  init: ({ period }) => pairedReturns(period),
  step(pairs, candle, out, slot) {
    if (!pushPair(pairs, candle) || pairs.ownSquares === 0 || pairs.otherSquares === 0) return;
    const r = pairs.products / Math.sqrt(pairs.ownSquares * pairs.otherSquares);
    out[slot] = Math.max(-1, Math.min(1, r));
  },
});
