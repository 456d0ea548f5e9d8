import { z } from '@hono/zod-openapi';
import { sayDayRule } from '../../calendar/day-rule.ts';
import { minutesOf, toDay } from '../../calendar/days.ts';
import { isKnown } from '../../calendar/departures.ts';
import { type CalendarFacts, departureKinds, type Edge, phaseNames, type Validity } from '../../calendar/facts.ts';
import { calendarNamed, coveredDay } from '../../calendar/request.ts';
import * as timeline from '../../calendar/timeline.ts';
import { toInstant } from '../../core/clock.ts';
import { day, instant } from '../../model/records.ts';
import { jsonAnswer } from '../answer.ts';
import { endpoint } from '../endpoint.ts';
import * as parameters from '../parameters.ts';
import { calendarFields, calendarFieldsOf, calendarId } from './list-calendars.ts';
import { sessionRow } from './list-sessions.ts';

const time = z
  .string()
  .regex(/^\d\d:\d\d$/)
  .openapi({ description: "By the zone's clocks", example: '09:00' });
const weekdayNames = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const;
const weekday = z.enum(weekdayNames);
const inForce = z.object({
  valid_from: day.nullable().openapi({ description: 'First day; null where it is not stated' }),
  valid_to: day.nullable().openapi({ description: 'Last day; null where it goes on' }),
  source: z.url(),
});
const edge = z.object({ relative_to: z.enum(['open', 'close', 'midnight']), minutes: z.number().int() });
const yearly = inForce.extend({ name: z.string(), on: z.string().openapi({ example: 'December 24' }) });

const calendarDetail = calendarFields
  .extend({
    weekdays: z.array(weekday).openapi({ description: 'Weekdays of the session dates' }),
    hours: z.array(
      inForce.extend({
        open: time,
        close: time,
        opens_day_before: z.boolean().openapi({ description: 'The session opens on the evening before its date' }),
      }),
    ),
    phases: z
      .array(inForce.extend({ phase: z.enum(phaseNames), from: edge, to: edge }))
      .openapi({ description: 'Parts of a session; where two overlap, the first one is meant' }),
    holidays: z.array(
      yearly.extend({
        observed: z
          .enum(['none', 'sunday_to_monday', 'nearest_weekday', 'next_free_weekday'])
          .openapi({ description: 'What becomes of a holiday on a weekend' }),
      }),
    ),
    half_days: z.array(
      yearly.extend({
        observed: z.enum(['none', 'previous_weekday']),
        weekdays: z.array(weekday).nullable().openapi({ description: 'Only on these; null for all' }),
        close: time,
      }),
    ),
    exceptions: z.array(
      z.object({
        date: day,
        kind: z.enum(departureKinds),
        name: z.string(),
        open: time.nullable(),
        close: time.nullable(),
        announced_at: day.nullable().openapi({ description: 'When it became known; null where no source names it' }),
        source: z.url(),
      }),
    ),
    state: z.object({
      at: instant,
      is_open: z.boolean(),
      phase: z.enum([...phaseNames, 'closed']),
      session: sessionRow.nullable().openapi({ description: 'The session that is on, its auctions included' }),
      next_open: instant.nullable(),
      next_close: instant.nullable(),
    }),
  })
  .openapi('CalendarDetail');

export const getCalendar = endpoint({
  method: 'GET',
  path: '/v1/calendars/{id}',
  operationId: 'getCalendar',
  summary: 'A calendar: its rules, its dated exceptions, and whether the market is open',
  description: 'With `as_of`, exceptions that were announced later are not known yet.',
  tag: 'Calendars',
  scope: 'read',
  cost: 1,
  cache: 'none',
  params: z.object({ id: calendarId }),
  query: z.object({
    at: parameters.fromMoment.openapi({ description: 'The moment of `state`; left out, now' }),
    as_of: parameters.asOf,
  }),
  response: calendarDetail,
  example: {
    path: '/v1/calendars/FX?at=2026-11-22T22:30:00Z',
    data: {
      calendar_id: 'FX',
      name: 'Foreign exchange week',
      mic: null,
      timezone: 'America/New_York',
      coverage: { from: '1970-01-01', to: '2099-12-31' },
      verified_on: '2026-11-24',
      notes: ['No exchange sets these hours.'],
      weekdays: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'],
      hours: [
        {
          open: '17:00',
          close: '17:00',
          opens_day_before: true,
          valid_from: null,
          valid_to: null,
          source: 'http://forextradinghub.net/forex-hours/',
        },
      ],
      phases: [
        {
          phase: 'continuous',
          from: { relative_to: 'open', minutes: 0 },
          to: { relative_to: 'close', minutes: 0 },
          valid_from: null,
          valid_to: null,
          source: 'http://forextradinghub.net/forex-hours/',
        },
      ],
      holidays: [],
      half_days: [],
      exceptions: [],
      state: {
        at: '2026-11-22T22:30:00.000Z',
        is_open: true,
        phase: 'continuous',
        session: {
          session_date: '2026-11-23',
          open: '2026-11-22T22:00:00.000Z',
          close: '2026-11-23T22:00:00.000Z',
          early_close: false,
          name: null,
        },
        next_open: '2026-11-23T22:00:00.000Z',
        next_close: '2026-11-23T22:00:00.000Z',
      },
    },
  },
  async handle({ params, query }, { clock }) {
    const calendar = calendarNamed(params.id);
    const at = query.at ?? toInstant(clock.now());
    coveredDay(calendar, 'at', toDay(Date.parse(at)));
    const detail = { ...detailOf(calendar, query.as_of), state: stateOf(calendar, at, query.as_of) };
    return jsonAnswer(JSON.stringify(detail), { as_of: query.as_of ?? null });
  },
});

function detailOf(calendar: CalendarFacts, asOf: string | undefined): Omit<z.infer<typeof calendarDetail>, 'state'> {
  return {
    ...calendarFieldsOf(calendar),
    weekdays: calendar.weekdays.map((index) => weekdayNames[index]),
    hours: calendar.hours.map(({ open, close, opens_day_before = false, ...rule }) => {
      return { open, close, opens_day_before, ...inForceOf(rule) };
    }),
    phases: calendar.phases.map(({ phase, from, to, ...rule }) => {
      return { phase, from: edgeOf(from), to: edgeOf(to), ...inForceOf(rule) };
    }),
    holidays: calendar.holidays.map(({ name, on, observed, ...rule }) => {
      return { name, on: sayDayRule(on), observed, ...inForceOf(rule) };
    }),
    half_days: calendar.half_days.map(({ name, on, observed, weekdays, close, ...rule }) => {
      const only = weekdays?.map((index) => weekdayNames[index]) ?? null;
      return { name, on: sayDayRule(on), observed, weekdays: only, close, ...inForceOf(rule) };
    }),
    exceptions: calendar.exceptions
      .filter((exception) => isKnown(calendar, exception, asOf))
      .map(({ open = null, close = null, ...exception }) => ({ ...exception, open, close })),
  };
}

function stateOf(
  calendar: CalendarFacts,
  at: string,
  asOf: string | undefined,
): z.infer<typeof calendarDetail>['state'] {
  return {
    at,
    is_open: timeline.isOpen(calendar, at, asOf),
    phase: timeline.phaseAt(calendar, at, asOf),
    session: timeline.sessionOf(calendar, at, asOf),
    next_open: timeline.nextOpen(calendar, at, asOf),
    next_close: timeline.nextClose(calendar, at, asOf),
  };
}

function inForceOf({ valid_from, valid_to, source }: Validity & { readonly source: string }): z.infer<typeof inForce> {
  return { valid_from: valid_from ?? null, valid_to: valid_to ?? null, source };
}

function edgeOf(rule: Edge): z.infer<typeof edge> {
  if ('at' in rule) return { relative_to: 'midnight', minutes: minutesOf(rule.at) };
  return 'open' in rule ? { relative_to: 'open', minutes: rule.open } : { relative_to: 'close', minutes: rule.close };
}
