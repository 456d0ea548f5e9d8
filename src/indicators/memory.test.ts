import { expect, test } from 'vitest';
import { seededRandom } from '../../test/support/seeded-random.ts';
import { runBatch } from './batch.ts';
import { indicatorOf, indicators } from './index.ts';
import { memoryOf } from './memory.ts';
import { readParams } from './read-params.ts';
import { startRun } from './run.ts';

const length = 30_000;
const random = seededRandom(20260302);
const unit = (): number => random.whole(0, 1_000_000) / 1_000_000;
let price = 319_878;
const close = Float64Array.from({ length }, () => {
  price *= 1 + (unit() - 0.5) / 50;
  return price;
});
const columns = {
  open: close.map((at) => at * (1 + (unit() - 0.5) / 500)),
  high: close.map((at) => at * (1.002 + unit() / 500)),
  low: close.map((at) => at * (0.998 - unit() / 500)),
  close,
  volume: close.map(() => 1 + unit() * 1000),
  session: close.map((_, at) => at),
  benchmark: close.map((at) => at * (1 + (unit() - 0.5) / 10)),
};

test.each(indicators.map((one) => [one.id, one] as const))('%s knows no more than it remembers', (_, indicator) => {
  const params = readParams(indicator);
  const memory = memoryOf({ indicator, params }, '1d');
  if (memory === Number.POSITIVE_INFINITY) return;
  expect(memory).toBeGreaterThanOrEqual(indicator.warmup(params));
  const [long = []] = runBatch([startRun(indicator, params)], columns);
  const recent = Object.entries(columns).map(([field, column]) => [field, column.subarray(length - 1 - memory)]);
  const [short = []] = runBatch([startRun(indicator, params)], Object.fromEntries(recent));
  Object.values(indicator.outputs).forEach((unitOf, output) => {
    const [expected = Number.NaN] = long[output]?.slice(-1) ?? [];
    const [own = Number.NaN] = short[output]?.slice(-1) ?? [];
    // A difference of averages near 0 is as exact as the prices that it is made of.
    const scale = unitOf === 'price' ? price : Math.max(1, Math.abs(expected));
    expect({ output, own, expected, same: Math.abs(own - expected) / scale < 1e-12 }).toMatchObject({ same: true });
  });
});

test('only what adds up from the first bar on never forgets', () => {
  const endless = indicators.filter((one) => one.memory?.(readParams(one)) === Number.POSITIVE_INFINITY);
  expect(endless.map(({ id }) => id).toSorted()).toEqual(['ad', 'drawdown', 'obv']);
});

test('what would have to read too many minutes is refused, and on days it is not', () => {
  const rsi = indicatorOf('rsi');
  const of = { indicator: rsi, params: readParams(rsi, { period: 2000 }) };
  expect(() => memoryOf(of, '1m')).toThrow(/rests on \d+ bars/);
  expect(memoryOf(of, '1d')).toBeGreaterThan(60_000);
});
