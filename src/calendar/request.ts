import { WizError } from '../core/errors.ts';
import type { Day } from './days.ts';
import type { CalendarFacts } from './facts.ts';
import { findCalendar } from './index.ts';
import { covers } from './sessions.ts';

export function calendarNamed(id: string): CalendarFacts {
  const calendar = findCalendar(id);
  if (calendar === null) throw new WizError('not_found', `There is no calendar ${id}; see /v1/calendars`);
  return calendar;
}

/** Beyond its coverage a calendar would have to guess, so it is not asked. */
export function coveredDay(calendar: CalendarFacts, parameter: string, day: Day): Day {
  if (covers(calendar, day)) return day;
  const { calendar_id, coverage } = calendar;
  throw new WizError('invalid_request', `${parameter}: ${calendar_id} covers ${coverage.from} to ${coverage.to}`);
}
