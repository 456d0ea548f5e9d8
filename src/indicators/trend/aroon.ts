import { pushRing, type Ring, ring } from '../folds/ring.ts';
import { bars, indicator } from '../indicator.ts';

interface Peak {
  readonly values: Ring;
  /** How many bars ago the greatest value was. */
  age: number;
  value: number;
}

/** Takes a value in; the window is searched only when its greatest value has left it. Of equals the latest counts. */
function pushPeak(peak: Peak, value: number): void {
  const { values } = peak;
  const { cells } = values;
  pushRing(values, value);
  peak.age += 1;
  if (value >= peak.value || peak.age > cells.length) {
    peak.age = 0;
    peak.value = value;
  } else if (peak.age === cells.length) {
    peak.age = 0;
    peak.value = value;
    for (let age = 1; age < cells.length; age += 1) {
      const at = values.at - 1 - age;
      const earlier = cells[at < 0 ? at + cells.length : at] as number;
      if (earlier > peak.value) {
        peak.value = earlier;
        peak.age = age;
      }
    }
  }
}

/** The first value is always the greatest so far. */
const peak = (size: number): Peak => ({ values: ring(size), age: size, value: 0 });

export const aroon = indicator({
  id: 'aroon',
  title: 'Aroon',
  group: 'trend',
  formula:
    'up = 100 (n - bars since the highest high of n + 1 bars) / n, down likewise of the lowest low, oscillator = up - down',
  source: 'Tushar Chande, A Time Price Oscillator, Stocks & Commodities, 1995; TA-Lib, AROON and AROONOSC',
  inputs: ['high', 'low'],
  params: { period: bars(14, 'bars back', 2) },
  outputs: { up: 'percent', down: 'percent', oscillator: 'percent' },
  warmup: ({ period }) => period,
  init: ({ period }) => ({ highs: peak(period + 1), lows: peak(period + 1) }),
  step({ highs, lows }, { high, low }, out, slot, { period }) {
    pushPeak(highs, high);
    pushPeak(lows, -low);
    if (!highs.values.full) return;
    out[slot] = (100 * (period - highs.age)) / period;
    out[slot + 1] = (100 * (period - lows.age)) / period;
    out[slot + 2] = (100 * (lows.age - highs.age)) / period;
  },
});
