import type { Window } from '../model/payload.ts';

const weekMs = 7 * 24 * 3_600_000;
/** 1970-01-04 was the first Sunday of the epoch. */
const firstSundayMs = 3 * 24 * 3_600_000;
const weekOf = (instant: string): number => Math.floor((Date.parse(instant) - firstSundayMs) / weekMs);

/** Whether a Sunday begins in the window: once a week, for what is read again as a whole. */
export function beginsWeek({ from, to }: Window): boolean {
  return weekOf(from) !== weekOf(to);
}
