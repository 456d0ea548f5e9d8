import { toInstant } from '../core/clock.ts';
import { calendarOf, findCalendar } from './index.ts';
import { covers } from './sessions.ts';
import { sessionsBetween } from './timeline.ts';

/**
 * Whether `days` hold every session of an exchange from the midnight `start` up to the midnight `end`; null where no
 * calendar vouches for all of these days.
 */
export function hasEverySession(
  instrument_id: string,
  { start, end }: { readonly start: string; readonly end: string },
  days: ReadonlySet<string | null>,
): boolean | null {
  const calendar = findCalendar(calendarOf({ instrument_id, mic: null, kind: 'equity' }) ?? '');
  const [from, to] = [start.slice(0, 10), toInstant(Date.parse(end) - 1).slice(0, 10)];
  if (calendar === null || !covers(calendar, from) || !covers(calendar, to)) return null;
  return sessionsBetween(calendar, from, to).every(({ session_date }) => days.has(session_date));
}
