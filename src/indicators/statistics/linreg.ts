import { pushRing, ring } from '../folds/ring.ts';
import { bars, indicator } from '../indicator.ts';

export const linreg = indicator({
  id: 'linreg',
  title: 'Linear regression',
  group: 'statistics',
  formula:
    'least squares line through the last n of x: linreg is its value at this bar, slope its rise per bar, r2 the part of the variance that it explains',
  source: 'TA-Lib, LINEARREG and LINEARREG_SLOPE',
  notes: ['Sums are of distances from a price of the window, which keeps the slope of a high price; TA-Lib has no r2.'],
  inputs: ['close'],
  params: { period: bars(14, undefined, 2) },
  outputs: { linreg: 'price', slope: 'price', r2: 'ratio' },
  undefinedWhen: 'no price has moved in the window (r2)',
  warmup: ({ period }) => period - 1,
  init: ({ period }) => ring(period),
  step(window, { close }, out, slot, { period }) {
    pushRing(window, close);
    if (!window.full) return;
    const { cells, at } = window;
    const [pivot = 0] = cells;
    const middle = (period - 1) / 2;
    let sum = 0;
    let squares = 0;
    let products = 0;
    // From the oldest value, which is the one that the next will replace.
    let cell = at;
    for (let time = -middle; time <= middle; time += 1) {
      const distance = (cells[cell] as number) - pivot;
      sum += distance;
      squares += distance * distance;
      products += time * distance;
      cell = cell + 1 < period ? cell + 1 : 0;
    }
    const times = (period * (period * period - 1)) / 12;
    const slope = products / times;
    const spread = squares - (sum * sum) / period;
    out[slot] = pivot + sum / period + slope * middle;
    out[slot + 1] = slope;
    if (spread > 0) out[slot + 2] = Math.min(1, (products * products) / (times * spread));
  },
});
