import { expect, test } from 'vitest';
import { correlate } from './correlation.ts';

/** Anscombe (1973), The American Statistician 27, the first of his four sets: r = 0.816 of 11 pairs. */
const x = [10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5];
const y = [8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68];
const pairs = x.map((one, at) => [one, y[at] ?? 0] as const);

test("r of Anscombe's pairs, with the interval of R's cor.test", () => {
  const { n, r, lower, upper, reason } = correlate(pairs);
  expect([n, reason]).toEqual([11, null]);
  expect(r).toBeCloseTo(0.8164205163448399, 12);
  expect([lower, upper].map((bound) => bound?.toFixed(7))).toEqual(['0.4243912', '0.9506933']);
});

test('too few pairs, and pairs that do not vary, have none and say why', () => {
  expect(correlate(pairs.slice(0, 3))).toEqual({ n: 3, r: null, lower: null, upper: null, reason: 'too_few_years' });
  expect(correlate(x.map((one) => [one, 5]))).toMatchObject({ r: null, reason: 'does_not_vary' });
  expect(correlate(pairs.slice(0, 4)).reason).toBeNull();
});

test('the interval narrows as pairs are added, and a straight line has no width', () => {
  const width = (times: number) => {
    const { lower, upper } = correlate(Array.from({ length: times }, () => pairs).flat());
    return (upper ?? 0) - (lower ?? 0);
  };
  expect(width(4)).toBeLessThan(width(2));
  expect(width(2)).toBeLessThan(width(1));
  expect(correlate(x.map((one) => [one, 2 * one]))).toMatchObject({ r: 1, lower: 1, upper: 1 });
  expect(correlate(x.map((one) => [one, -one]))).toMatchObject({ r: -1, lower: -1, upper: -1 });
});
