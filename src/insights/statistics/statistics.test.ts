import { describe, expect, test } from 'vitest';
import { chiSquareAbove, normalReach, normalTwoSided, studentReach, studentTwoSided } from './distributions.ts';
import { kruskalWallis } from './kruskal-wallis.ts';
import { correlation } from './moments.ts';
import { quantile, robustDeviation } from './quantile.ts';
import { holm, ranks, ties } from './rank.ts';
import { neweyWestLag, regress } from './regression.ts';
import { twoRegimes } from './two-regimes.ts';

/** What SciPy 1.17.1 and NumPy say of the same numbers. */
const x = [2, 1, 4, 3, 6, 5, 8, 7, 10, 9.5];
const y = [1.1, 2.3, 2.9, 4.2, 5.1, 5.8, 7.4, 7.7, 9.1, 10.2];

const close = (value: number | undefined, expected: number) =>
  expect(Math.abs((value ?? Number.NaN) / expected - 1)).toBeLessThan(1e-11);

describe('tails', () => {
  test('of the normal distribution', () => {
    close(normalTwoSided(-1.96), 2 * 0.024997895148220435);
    close(normalTwoSided(8), 1.244192114854348e-15);
    close(normalReach(0.95), 1.959963984540054);
  });

  test('of Student’s', () => {
    close(studentTwoSided(2.1, 7), 0.07387119621292265);
    close(studentTwoSided(0.3, 150), 0.7645924943883587);
    close(studentTwoSided(5, 1), 0.1256659163780024);
    close(studentReach(0.95, 3), 3.1824463052837078);
    close(studentReach(0.99, 40), 2.7044592674331622);
  });

  test('of chi square', () => {
    close(chiSquareAbove(4.9, 4), 0.2977128734228281);
    close(chiSquareAbove(30, 11), 0.0015845952573066058);
    close(chiSquareAbove(0.2, 1), 0.6547208460185768);
    expect(chiSquareAbove(0, 3)).toBe(1);
  });
});

test('ranks share places, and the test by ranks knows ties', () => {
  expect([...ranks([1.2, 3.4, 2.2, 5.1, 2.2, 2.2])]).toEqual([1, 5, 3, 6, 3, 3]);
  expect(ties([1, 2, 2, 3, 3, 3])).toEqual([2, 3]);
  const samples = [
    [1.2, 3.4, 2.2, 5.1, 2.2],
    [2.2, 4.4, 6.1, 7.0],
    [0.4, 1.2, 1.3, 2.0, 3.9],
  ];
  close(kruskalWallis(samples)?.h, 5.849999999999999);
  close(kruskalWallis(samples)?.p, 0.05366469191273016);
  expect(kruskalWallis([[1, 1], [1]])).toBeNull();
});

test('Holm’s correction keeps the order and never exceeds one', () => {
  expect(holm([0.01, 0.04, 0.03, 0.9])).toEqual([0.04, 0.09, 0.09, 0.9]);
  expect(holm([0.6, 0.7])).toEqual([1, 1]);
});

test('quantiles and the robust deviation', () => {
  close(quantile([5, 1, 9, 3], 0.3), 2.8);
  close(robustDeviation([5, 1, 9, 3, 20]), 5.930408874022408);
});

test('correlation', () => {
  close(correlation(x, y) ?? 0, 0.9482969029871066);
  close(correlation(ranks(x), ranks(y)) ?? 0, 0.9393939393939393);
  expect(correlation([1, 1, 1], [1, 2, 3])).toBeNull();
});

test('least squares with White’s and Newey and West’s errors', () => {
  const white = regress(y, [x], 0);
  expect(white?.coefficients[1]).toBeCloseTo(0.92328211, 7);
  for (const [at, expected] of [0.76189958, 0.10857015].entries()) {
    expect(white?.standardErrors[at]).toBeCloseTo(expected, 7);
  }
  for (const [at, expected] of [0.46890164, 0.07045193].entries()) {
    expect(regress(y, [x], 2)?.standardErrors[at]).toBeCloseTo(expected, 7);
  }
  close(white?.r2, 0.8992670162149379);
  close(white?.residualVariance, 1.0291888953319803);
  expect(regress(y, [x, x], 0)).toBeNull();
  expect(regress(y, [new Float64Array(10).fill(3)], 0)).toBeNull();
  expect([neweyWestLag(100), neweyWestLag(300)]).toEqual([4, 5]);
});

describe('two regimes', () => {
  const swings = (count: number, size: number) =>
    Array.from({ length: count }, (_, at) => size * Math.cos(at * 2.4) * Math.SQRT2);

  test('are found where there are two', () => {
    const found = twoRegimes(Float64Array.from([...swings(120, 1), ...swings(60, 5), ...swings(120, 1)]));
    expect(found?.calm).toBeCloseTo(1, 0);
    expect(found?.turbulent).toBeCloseTo(5, 0);
    expect(found?.preference).toBeGreaterThan(0);
    expect([found?.turbulence[60], found?.turbulence[150], found?.turbulence[290]].map((p) => (p ?? 0) > 0.5)).toEqual([
      false,
      true,
      false,
    ]);
  });

  test('are not preferred where there is one', () => {
    expect(twoRegimes(Float64Array.from(swings(300, 1)))?.preference).toBeLessThan(0);
    expect(twoRegimes(new Float64Array(50))).toBeNull();
  });
});
