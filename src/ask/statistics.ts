import Big from 'big.js';
import { compareDecimals, derivedDecimal, divideDecimals } from '../core/decimal.ts';
import type { Point } from './subject.ts';

/** The first of the highest, or of the lowest. */
export function extreme<T extends { readonly value: string }>(points: readonly T[], highest: boolean): T | null {
  const sign = highest ? 1 : -1;
  return points.reduce<T | null>(
    (best, one) => (best === null || compareDecimals(one.value, best.value) * sign > 0 ? one : best),
    null,
  );
}

/** The sum over the count, to twelve digits. */
export const mean = (points: readonly Point[]): string => divideDecimals(sum(points), String(points.length));
export const sum = (points: readonly { readonly value: string }[]): string =>
  points.reduce((total, { value }) => total.plus(value), new Big(0)).toFixed();

/** The one in the middle, or the mean of the two there. */
export function median(points: readonly Point[]): string {
  const sorted = points.map(({ value }) => value).toSorted(compareDecimals);
  const [low = '0', high = '0'] = [sorted[Math.ceil(sorted.length / 2) - 1], sorted[Math.floor(sorted.length / 2)]];
  return low === high ? low : new Big(low).plus(high).div(2).toFixed();
}

/** (later - earlier) / earlier x 100, to twelve digits; null where the earlier is zero. */
export function changePercent(earlier: string, later: string): string | null {
  const base = new Big(earlier);
  return base.eq(0) ? null : divideDecimals(new Big(later).minus(base).times(100).toFixed(), base.toFixed());
}

export const difference = (earlier: string, later: string): string => new Big(later).minus(earlier).toFixed();
export const product = (one: string, other: string): string => derivedDecimal(new Big(one).times(other));
/** All digits: what is counted in shares is an amount of money. */
export const exactProduct = (one: string, other: string): string => new Big(one).times(other).toFixed();
export const quotient = (one: string, other: string): string | null =>
  new Big(other).eq(0) ? null : divideDecimals(one, other);

export interface Move extends Point {
  /** In percent, from the point before. */
  readonly value: string;
  readonly from: Point;
  readonly to: Point;
}

/** From each point to the next. */
export function movesOf(points: readonly Point[]): Move[] {
  return points.slice(1).flatMap((to, at) => {
    const from = points[at] as Point;
    const value = changePercent(from.value, to.value);
    const fetch_ids = [...new Set([...from.fetch_ids, ...to.fetch_ids])];
    return value === null ? [] : [{ ...to, value, from, to, fetch_ids }];
  });
}
