import type { Bar } from '../model/records.ts';
import { addDays, type Day, dayOf, type Instant, weekdayOf, yearOf } from './days.ts';
import type { CalendarFacts } from './facts.ts';
import { finalAt } from './sessions.ts';
import { previousSession, sessionOf } from './timeline.ts';
import { dayIn, instantAt } from './zone.ts';

const minuteMs = 60_000;
const withinDay = { '1m': minuteMs, '5m': 5 * minuteMs, '15m': 15 * minuteMs, '1h': 60 * minuteMs } as const;

/**
 * Whether nothing can be added to a bar any more. One of minutes or an hour is complete when its time has passed; one of
 * a day when the last price of its session is known; one of a week, a month, a quarter or a year with its last session,
 * which may be a Thursday. A period that the calendar does not cover ends with its last day.
 */
export function isComplete(
  calendar: CalendarFacts,
  bar: Pick<Bar, 'interval' | 'time' | 'session_date'>,
  now: Instant,
  knownAt?: Instant,
): boolean {
  const { interval, time, session_date } = bar;
  const nowMs = Date.parse(now);
  if (interval in withinDay) return nowMs >= Date.parse(time) + withinDay[interval as keyof typeof withinDay];
  const day = session_date ?? sessionOf(calendar, time)?.session_date ?? dayIn(calendar.timezone, Date.parse(time));
  const period = periodOf(day, interval);
  const last = previousSession(calendar, addDays(period.last, 1), knownAt);
  const isKnown = last !== null && last.session_date >= period.first && period.last <= calendar.coverage.to;
  if (isKnown) return nowMs >= Date.parse(finalAt(calendar, last));
  return nowMs >= instantAt(calendar.timezone, addDays(period.last, 1), 0);
}

interface Period {
  readonly first: Day;
  readonly last: Day;
}

/** Weeks begin on Monday (ISO 8601). */
function periodOf(day: Day, interval: Bar['interval']): Period {
  if (interval === '1w') {
    const monday = addDays(day, -((weekdayOf(day) + 6) % 7));
    return { first: monday, last: addDays(monday, 6) };
  }
  const months = { '1M': 1, '1q': 3, '1y': 12 }[interval as string];
  if (months === undefined) return { first: day, last: day };
  const month = Number(day.slice(5, 7)) - 1;
  const start = month - (month % months);
  return { first: dayOf(yearOf(day), start + 1, 1), last: addDays(dayOf(yearOf(day), start + months + 1, 1), -1) };
}
