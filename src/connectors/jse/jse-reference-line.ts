import { isDay } from '../calendar-day.ts';
import type { Line } from './listings-table.ts';

/** Why nobody could check what a line says, or null. */
export function unsourced(cell: Line): string | null {
  if (!/^https?:\/\/\S+$/.test(cell('source_url'))) return 'the line does not say where it was read';
  return isDay(cell('verified_on')) ? null : 'the line does not say when it was read';
}

/** A day, null where the cell is empty, undefined where it holds something else. */
export function dayOrNull(text: string): string | null | undefined {
  if (text === '') return null;
  return isDay(text) ? text : undefined;
}

/** The cells of a line for a person to look at. */
export function cellsOf(cell: Line, headings: readonly string[]): Record<string, string> {
  return Object.fromEntries(headings.map((heading) => [heading, cell(heading)]));
}
