import { currencyOf, minorExponent } from '../model/unit.ts';
import type { Point } from './series.ts';

/** A close in its currency, as a logarithm, so that moves are differences; null where it is not above zero. */
export function logClose({ close, unit }: Pick<Point, 'close' | 'unit'>): number | null {
  const value = Number(close);
  return value > 0 ? Math.log(value) + minorExponent(unit) * Math.LN10 : null;
}

/** The move from one row to the next; null where there is none, or the two count different currencies. */
export function moveBetween(one: Point | undefined, next: Point | undefined): number | null {
  if (one === undefined || next === undefined || currencyOf(one.unit) !== currencyOf(next.unit)) return null;
  const [before, after] = [logClose(one), logClose(next)];
  return before === null || after === null ? null : after - before;
}

/** The median, and of two middle values the lower. */
export function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[(sorted.length - 1) >> 1] ?? 0;
}

/** Of normal values the standard deviation is so many median absolute deviations. */
const sigmasOfMad = 1.4826;

interface Spread {
  readonly centre: number;
  readonly sigma: number;
}

/** Where values lie and how far apart, however wild a few of them are. */
export function spreadOf(values: readonly number[]): Spread {
  const centre = medianOf(values);
  return { centre, sigma: sigmasOfMad * medianOf(values.map((value) => Math.abs(value - centre))) };
}

/** A move as a person reads it: ln 1.5 is +50.0%. */
export function percent(move: number): string {
  const parts = 100 * Math.expm1(move);
  return `${parts < 0 ? '' : '+'}${parts.toFixed(Math.abs(parts) < 10 ? 2 : 0)}%`;
}

/** One quantity and its word. */
export const counted = (count: number, word: string): string => `${count} ${word}${count === 1 ? '' : 's'}`;
