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

export const exponentialWeight = (period: number): number => 2 / (period + 1);
export const wilderWeight = (period: number): number => 1 / period;

export function exponential(period: number): Smoothed {
  return { period, weight: exponentialWeight(period), left: period, value: 0 };
}

export function wilder(period: number): Smoothed {
  return { period, weight: wilderWeight(period), left: period, value: 0 };
}

/** After how many values averages, each fed by the one before, keep less than 1e-15 of what they began with. */
export function forgetting(...weights: readonly number[]): number {
  const each = weights.map((weight) => (weight < 1 ? Math.ceil(Math.log(1e-15) / Math.log1p(-weight)) : 1));
  return each.reduce((sum, values) => sum + values, 0);
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
