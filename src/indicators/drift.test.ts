import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../test/support/seeded-random.ts';
import { runBatch } from './batch.ts';
import { indicatorOf, indicators } from './index.ts';
import { readParams } from './read-params.ts';
import { startRun } from './run.ts';

const length = 1_000_000;
const slow = 60_000;
const random = seededRandom(20211011);
const unit = (): number => random.whole(0, 1_000_000) / 1_000_000;

/** A walk whose early bars are a million times as high, as by a fault of units: what has gone must leave nothing behind. */
function walk(): Float64Array {
  let price = 50_000;
  return Float64Array.from({ length }, (_, at) => {
    price *= 1 + (unit() - 0.5) / 100;
    return at > 10 && at < 1000 ? price * 1e6 : price;
  });
}

const close = walk();
const columns = {
  open: close.map((price) => price * (1 + (unit() - 0.5) / 500)),
  high: close.map((price) => price * (1.002 + unit() / 500)),
  low: close.map((price) => price * (0.998 - unit() / 500)),
  close,
  volume: close.map(() => 1 + unit() * 1000),
  benchmark: walk(),
};

/** Those that forget: after their warm-up they depend on the last bars only. */
const forgetful = indicators.filter(
  ({ inputs, id }) =>
    !inputs.includes('session') &&
    !/^(ema|dema|tema|kama|macd|ppo|adx|di|psar|supertrend|rsi|stochrsi|tsi|obv|ad|force|atr|natr|keltner|drawdown)$/.test(
      id,
    ),
);

test(
  'after a million bars a window is what it is to one who has seen no other',
  () => {
    expect(forgetful.length).toBeGreaterThanOrEqual(30);
    const runs = forgetful.map((indicator) => {
      const yearly = indicator.params.period?.default === 252;
      return startRun(indicator, readParams(indicator, yearly ? { period: 60 } : {}));
    });
    const long = runBatch(runs, columns);
    runs.forEach(({ indicator, params }, one) => {
      const warmup = indicator.warmup(params);
      const tail = Object.fromEntries(
        Object.entries(columns).map(([field, column]) => [field, column.slice(length - warmup - 1)]),
      );
      const [fresh = []] = runBatch([startRun(indicator, params)], tail);
      fresh.forEach((column, output) => {
        const [expected = Number.NaN] = column.slice(-1);
        const own = long[one]?.[output]?.[length - 1] ?? Number.NaN;
        const distance = Math.abs(own - expected) / Math.max(1e-3, Math.abs(expected));
        expect({ id: indicator.id, drifted: !(distance < 1e-11) }).toEqual({ id: indicator.id, drifted: false });
      });
    });
  },
  slow,
);

describe('a variance of hundredths at a price of a billion', () => {
  /** Cents at and above a billion, as whole numbers, so that the deviation is known exactly. */
  const cents = Array.from({ length: 500 }, () => random.whole(0, 400));
  const prices = Float64Array.from(cents, (cent) => 1e9 + cent / 4);

  test.each([
    ['stddev', 0, (deviation: number) => deviation],
    ['bbands', 4, (deviation: number, mean: number) => (4 * deviation) / mean],
    ['zscore', 0, (deviation: number, mean: number, last: number) => (last - mean) / deviation],
  ] as const)('%s is exact', (id, output, of) => {
    const indicator = indicatorOf(id);
    const [columnsOut = []] = runBatch([startRun(indicator, readParams(indicator))], { close: prices });
    for (let at = 19; at < cents.length; at += 1) {
      const window = cents.slice(at - 19, at + 1);
      const total = window.reduce((sum, cent) => sum + cent, 0);
      const squares = window.reduce((sum, cent) => sum + cent * cent, 0);
      const deviation = Math.sqrt(20 * squares - total * total) / 20 / 4;
      const expected = of(deviation, 1e9 + total / 80, 1e9 + (cents[at] as number) / 4);
      const own = columnsOut[output]?.[at] ?? Number.NaN;
      expect(Math.abs(own - expected) / Math.max(Math.abs(expected), 1e-9)).toBeLessThan(1e-6);
    }
  });
});
