import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../test/support/seeded-random.ts';
import { blockwise } from './blockwise.ts';
import { indicatorOf, indicators } from './index.ts';
import { memoryOf } from './memory.ts';
import { readParams } from './read-params.ts';

const random = seededRandom(11);
const unit = (): number => random.whole(0, 1_000_000) / 1_000_000;
const length = 4000;
let price = 100;
const close = Float64Array.from({ length }, () => {
  price *= 1 + (unit() - 0.5) / 50;
  return price;
});
const columns = {
  open: close,
  high: close.map((at) => at * 1.01),
  low: close.map((at) => at * 0.99),
  close,
  volume: close.map(() => unit()),
  session: close.map((_, at) => at),
  benchmark: close.map((at) => at * (1 + unit() / 10)),
};
/** Every day of the years from 2010 on. */
const days = Array.from({ length }, (_, at) => new Date(Date.UTC(2010, 0, 1 + at)).toISOString().slice(0, 10));
const part = (from: number, to: number) => ({
  interval: '1d' as const,
  days: days.slice(from, to),
  columns: Object.fromEntries(Object.entries(columns).map(([field, column]) => [field, column.subarray(from, to)])),
});
const bits = (values: readonly Float64Array[]): number[][] => values.map((column) => [...column]);

describe.each(indicators.map((one) => [one.id, one] as const))('%s', (_, indicator) => {
  const of = { indicator, params: readParams(indicator, indicator.id === 'kama' ? { slow: 10 } : {}) };
  const whole = blockwise(of, part(0, length), 0);

  test('a value is the same to the last bit whatever bar a read begins and ends with', () => {
    const memory = memoryOf(of, '1d');
    for (const [first, end] of [[3000, 3600] as const, [3333, 3334] as const, [2000, length] as const]) {
      const read = Math.max(0, Math.min(first - 366 - memory, first));
      const paged = blockwise(of, part(read, end), first - read);
      expect(bits(paged.outputs)).toEqual(bits(whole.outputs.map((column) => column.slice(first, end))));
    }
  });

  test('a run begins so many bars before its year as it remembers', () => {
    const at = days.indexOf('2019-07-01');
    const start = days.indexOf('2019-01-01');
    expect(whole.begins[at]).toBe(Math.max(0, start - memoryOf(of, '1d')));
  });
});

test('on minutes what never forgets begins anew with each session', () => {
  const obv = { indicator: indicatorOf('obv'), params: {} };
  const bars = { interval: '1m' as const, days: ['2021-01-12', '2021-01-12', '2021-01-13', '2021-01-13'] };
  const flat = { close: Float64Array.of(1, 2, 3, 4), volume: Float64Array.of(10, 10, 10, 10) };
  expect(bits(blockwise(obv, { ...bars, columns: flat }, 0).outputs)).toEqual([[10, 20, 10, 20]]);
});
