import Big from 'big.js';
import { compareDecimals, derivedDecimal, divideDecimals } from '../core/decimal.ts';
import type { Point } from './subject.ts';

/** The first of the highest, or of the lowest. */
export function extreme(points: readonly Point[], highest: boolean): Point | null {
  const sign = highest ? 1 : -1;
  return points.reduce<Point | null>(
    (best, one) => (best === null || compareDecimals(one.value, best.value) * sign > 0 ? one : best),
    null,
  );
}

/** The sum over the count, to twelve digits. */
export const mean = (points: readonly Point[]): string =>
  divideDecimals(points.reduce((sum, { value }) => sum.plus(value), new Big(0)).toFixed(), String(points.length));

/** (later - earlier) / earlier x 100, to twelve digits; null where the earlier is zero. */
export function changePercent(earlier: string, later: string): string | null {
  const base = new Big(earlier);
  return base.eq(0) ? null : divideDecimals(new Big(later).minus(base).times(100).toFixed(), base.toFixed());
}

export const difference = (earlier: string, later: string): string => new Big(later).minus(earlier).toFixed();
export const product = (one: string, other: string): string => derivedDecimal(new Big(one).times(other));
export const isNegative = (value: string): boolean => value.startsWith('-');
export const unsigned = (value: string): string => value.replace(/^-/, '');
