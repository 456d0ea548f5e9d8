import { type CalendarFacts, mondayToFriday } from './facts.ts';

/** A day of the market begins when New York's ends: a convention, no exchange's rule. */
const convention = 'http://forextradinghub.net/forex-hours/';

/** The week of foreign exchange: from Sunday to Friday, 17:00 in New York, cut into days at 17:00. */
export const fx: CalendarFacts = {
  calendar_id: 'FX',
  name: 'Foreign exchange week',
  mic: null,
  timezone: 'America/New_York',
  coverage: { from: '1970-01-01', to: '2099-12-31' },
  verified_on: '2026-11-24',
  notes: [
    'No exchange sets these hours. Banks trade little on December 25 and January 1 and some venues close, but the market has no common holidays.',
  ],
  weekdays: mondayToFriday,
  hours: [{ open: '17:00', close: '17:00', opens_day_before: true, source: convention }],
  phases: [{ phase: 'continuous', from: { open: 0 }, to: { close: 0 }, source: convention }],
  holidays: [],
  half_days: [],
  exceptions: [],
};
