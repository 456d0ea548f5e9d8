import { type CalendarFacts, everyDay } from './facts.ts';

/** Binance, as others, cuts its daily candles at midnight of UTC unless it is asked for another time zone. */
const convention = 'https://developers.binance.com/docs/binance-spot-api-docs/rest-api/market-data-endpoints';

/** Markets that never close: each day of UTC is a session. */
export const always: CalendarFacts = {
  calendar_id: 'ALWAYS',
  name: 'Always open',
  mic: null,
  timezone: 'UTC',
  coverage: { from: '1970-01-01', to: '2099-12-31' },
  verified_on: '2026-11-24',
  notes: ['Outages and maintenance of single venues are not listed.'],
  weekdays: everyDay,
  hours: [{ open: '00:00', close: '24:00', source: convention }],
  phases: [{ phase: 'continuous', from: { open: 0 }, to: { close: 0 }, source: convention }],
  holidays: [],
  half_days: [],
  exceptions: [],
};
