/**
 * An exponential average that begins with the plain mean of its first n values (TA-Lib's "classic" seed), and then moves
 * by `weight` of the distance to each new value.
 */
export interface Smoothed {
  readonly period: number;
  readonly weight: number;
  /** How many of the first n values are still to come. */
  left: number;
  /** The sum of the first values, until there are n of them. */
  value: number;
}

/** Weight 2 / (n + 1). */
export function exponential(period: number): Smoothed {
  return { period, weight: 2 / (period + 1), left: period, value: 0 };
}

/** Wilder's: weight 1 / n. */
export function wilder(period: number): Smoothed {
  return { period, weight: 1 / period, left: period, value: 0 };
}

/** Takes a value in and tells whether `value` is an average yet. */
export function pushSmoothed(average: Smoothed, value: number): boolean {
  if (average.left === 0) {
    average.value += (value - average.value) * average.weight;
    return true;
  }
  average.value += value;
  average.left -= 1;
  if (average.left > 0) return false;
  average.value /= average.period;
  return true;
}
