import { meanOf, pushRing, ring } from '../folds/ring.ts';
import { bars, indicator } from '../indicator.ts';

export const cci = indicator({
  id: 'cci',
  title: 'Commodity channel index',
  group: 'momentum',
  formula: 'CCI = (p - SMA(p)) / (0.015 x mean of |p[i] - SMA(p)| over n), p = (high + low + close) / 3',
  source: 'Donald Lambert, Commodity Channel Index, Commodities, 1980; TA-Lib, CCI',
  notes: ['A window in which the price stays the same has no deviation: null, where TA-Lib says 0.'],
  inputs: ['high', 'low', 'close'],
  params: { period: bars(20, undefined, 2) },
  outputs: { cci: 'none' },
  undefinedWhen: 'no price has moved in the window',
  warmup: ({ period }) => period - 1,
  init: ({ period }) => ring(period),
  step(window, { high, low, close }, out, slot) {
    const price = (high + low + close) / 3;
    pushRing(window, price);
    if (!window.full) return;
    const { cells } = window;
    const mean = meanOf(window);
    let deviations = 0;
    for (let cell = 0; cell < cells.length; cell += 1) deviations += Math.abs((cells[cell] as number) - mean);
    if (deviations !== 0) out[slot] = (price - mean) / (0.015 * (deviations / cells.length));
  },
});
