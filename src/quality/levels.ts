import { shownIn } from '../model/unit.ts';
import { moveBetween } from './figures.ts';
import type { Point } from './series.ts';

/** How far from a power of ten between two units a move may be, as a factor: prices move as well as units. */
const reach = Math.log(1.6);

/** The moves by which prices in a unit seem to be in another one of its currency: of a hundred, for cents and rands. */
function unitMoves(unit: string): number[] {
  const exponents = shownIn(unit).map(({ exponent }) => Math.abs(exponent));
  return [...new Set(exponents)].filter((exponent) => exponent !== 0).map((exponent) => exponent * Math.LN10);
}

/** Whether a move is one between two units: -1 and 1 are its directions, 0 says that it is none. */
export function unitJump(move: number, unit: string): -1 | 0 | 1 {
  if (Math.abs(move) < 1) return 0;
  const jumps = unitMoves(unit).some((size) => Math.abs(Math.abs(move) - size) < reach);
  return jumps ? (move < 0 ? -1 : 1) : 0;
}

export const isUnitJump = (move: number, unit: string): boolean => unitJump(move, unit) !== 0;

/** Rows in a row between two jumps; those of one level count in one unit. */
export interface Level {
  readonly level: number;
  readonly points: readonly Point[];
}

/**
 * The series cut where its unit seems to change.
 * @param isReal whether something else explains the move to a point
 */
export function levelsOf(points: readonly Point[], isReal: (point: Point, before: Point) => boolean): Level[] {
  const levels: { level: number; points: Point[] }[] = [];
  let level = 0;
  for (const [at, point] of points.entries()) {
    const before = points[at - 1];
    const jump = unitJump(moveBetween(before, point) ?? 0, point.unit);
    const cut = jump !== 0 && before !== undefined && !isReal(point, before);
    if (cut) level += jump;
    if (cut || levels.length === 0) levels.push({ level, points: [] });
    levels.at(-1)?.points.push(point);
  }
  return levels;
}
