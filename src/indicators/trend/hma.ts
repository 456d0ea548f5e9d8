import { pushWeighted, type WindowWeighted, windowWeighted } from '../folds/window-weighted.ts';
import { bars, indicator } from '../indicator.ts';

const half = (period: number): number => Math.floor(period / 2);
const root = (period: number): number => Math.floor(Math.sqrt(period));

/** NaN until the window is full. */
function pushAverage(window: WindowWeighted, value: number): number {
  const sum = pushWeighted(window, value);
  const size = window.cells.length;
  return window.full ? sum / ((size * (size + 1)) / 2) : Number.NaN;
}

export const hma = indicator({
  id: 'hma',
  title: 'Hull moving average',
  group: 'trend',
  formula: 'HMA = WMA of 2 WMA(n / 2) - WMA(n) over sqrt(n) bars; n / 2 and sqrt(n) are rounded down',
  source: 'Alan Hull, Hull Moving Average, 2005, alanhull.com/hull-moving-average',
  inputs: ['close'],
  params: { period: bars(20, 'bars of the longest average', 2) },
  outputs: { hma: 'price' },
  warmup: ({ period }) => period - 1 + root(period) - 1,
  init: ({ period }) => ({
    short: windowWeighted(half(period)),
    long: windowWeighted(period),
    smooth: windowWeighted(root(period)),
  }),
  step({ short, long, smooth }, { close }, out, slot) {
    const fast = pushAverage(short, close);
    const slow = pushAverage(long, close);
    if (long.full) out[slot] = pushAverage(smooth, 2 * fast - slow);
  },
});
