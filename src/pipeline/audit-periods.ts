import { dayOf } from '../calendar/days.ts';
import type { CalendarFacts } from '../calendar/facts.ts';
import { finalAt } from '../calendar/sessions.ts';
import { sessionOf, sessionsBetween } from '../calendar/timeline.ts';
import { toInstant } from '../core/clock.ts';
import type { Bar } from '../model/records.ts';
import type { Interval } from '../model/symbol.ts';
import type { Expected } from '../quality/series.ts';
import { type BucketInterval, bucketOf } from '../rollups/buckets.ts';

/** What a market's calendar expects of the rows of an interval. */
export interface Periods {
  periodOf(row: Pick<Bar, 'time' | 'session_date'>): string;
  /** From one period to another, both included; of a market that never closes, the newest of them. */
  between(first: string, last: string): readonly Expected[];
  /** How many periods after this one had ended by an instant. */
  endedAfter(period: string, by: string): number;
}

const minuteMs = 60_000;
const stepsMs: Partial<Record<Interval, number>> = {
  ...{ '1m': minuteMs, '5m': 5 * minuteMs, '15m': 15 * minuteMs, '1h': 60 * minuteMs, '4h': 240 * minuteMs },
};
/** Minutes and hours. */
export const isWithinDay = (interval: Interval): boolean => interval in stepsMs;

const buckets: readonly Interval[] = ['1w', '1M'] satisfies readonly BucketInterval[];
/** No series is looked at over more steps than this. */
const mostSteps = 10_000;

/**
 * Within a day, a market that never closes has a row each step, and an exchange at least one a session, since a share
 * need not be traded in every minute. Weeks and months have a row where they have a session.
 */
export function periodsOf(calendar: CalendarFacts, interval: Interval): Periods | null {
  const stepMs = stepsMs[interval];
  if (stepMs !== undefined && neverCloses(calendar)) return stepsOf(stepMs);
  if (stepMs !== undefined || interval === '1d') return sessionPeriods(calendar);
  return buckets.includes(interval) ? bucketPeriods(calendar, interval as BucketInterval) : null;
}

const neverCloses = ({ mic, hours }: CalendarFacts): boolean =>
  mic === null && hours.every(({ open, close }) => open === '00:00' && close === '24:00');

function stepsOf(stepMs: number): Periods {
  const floor = (at: string): number => Math.floor(Date.parse(at) / stepMs) * stepMs;
  return {
    periodOf: ({ time }) => toInstant(floor(time)),
    between(first, last) {
      const expected: Expected[] = [];
      for (let at = Math.max(floor(first), floor(last) - (mostSteps - 1) * stepMs); at <= floor(last); at += stepMs) {
        expected.push({ period: toInstant(at), starts: toInstant(at), ends: toInstant(at + stepMs) });
      }
      return expected;
    },
    endedAfter: (period, by) => Math.max(0, Math.floor((Date.parse(by) - floor(period)) / stepMs) - 1),
  };
}

function sessionPeriods(calendar: CalendarFacts): Periods {
  return {
    periodOf: (row) => sessionDateOf(calendar, row),
    between: (first, last) => sessionsIn(calendar, first, last),
    endedAfter: (period, by) =>
      sessionsIn(calendar, period, by.slice(0, 10)).filter((one) => one.period > period && one.ends <= by).length,
  };
}

function sessionDateOf(calendar: CalendarFacts, { time, session_date }: Pick<Bar, 'time' | 'session_date'>): string {
  if (session_date !== null) return session_date;
  if (neverCloses(calendar)) return time.slice(0, 10);
  return sessionOf(calendar, time)?.session_date ?? time.slice(0, 10);
}

function bucketPeriods(calendar: CalendarFacts, interval: BucketInterval): Periods {
  const bucketIn = (session_date: string) =>
    bucketOf({ time: `${session_date}T00:00:00.000Z`, session_date }, interval);
  const expectedIn = (first: string, last: string): Expected[] => {
    const sessions = sessionsIn(calendar, first.slice(0, 10), bucketIn(last.slice(0, 10)).end.slice(0, 10));
    const named = Map.groupBy(sessions, ({ period }) => bucketIn(period).start);
    return [...named.keys()]
      .filter((start) => start <= last)
      .map((start) => ({ period: start, starts: start, ends: bucketIn(start.slice(0, 10)).end }));
  };
  return {
    periodOf: ({ time, session_date }) => bucketIn(session_date ?? time.slice(0, 10)).start,
    between: expectedIn,
    endedAfter: (period, by) => expectedIn(period, by).filter((one) => one.period > period && one.ends <= by).length,
  };
}

/** Facts never change while the code runs, and every series asks for the same years. */
const years = new Map<string, readonly Expected[]>();

function sessionsIn(calendar: CalendarFacts, first: string, last: string): Expected[] {
  const sessions: Expected[] = [];
  for (let year = Number(first.slice(0, 4)); year <= Number(last.slice(0, 4)); year += 1) {
    sessions.push(...sessionsOfYear(calendar, year));
  }
  return sessions.filter(({ period }) => first <= period && period <= last);
}

function sessionsOfYear(calendar: CalendarFacts, year: number): readonly Expected[] {
  const key = `${calendar.calendar_id} ${year}`;
  const known = years.get(key);
  if (known !== undefined) return known;
  const sessions = sessionsBetween(calendar, dayOf(year, 1, 1), dayOf(year, 12, 31));
  const made = sessions
    .filter(({ session_date }) => !restsOn(calendar, session_date))
    .map((session) => ({ period: session.session_date, starts: session.open, ends: finalAt(calendar, session) }));
  years.set(key, made);
  return made;
}

/** A market of banks has no common holidays, but on these two days hardly any vendor has a rate. */
function restsOn({ mic, weekdays }: CalendarFacts, day: string): boolean {
  return mic === null && weekdays.length < 7 && /-(?:12-25|01-01)$/.test(day);
}
