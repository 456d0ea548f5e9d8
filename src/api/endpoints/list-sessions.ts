import { z } from '@hono/zod-openapi';
import { addDays } from '../../calendar/days.ts';
import { calendarNamed, coveredDay } from '../../calendar/request.ts';
import { sessionsBetween } from '../../calendar/timeline.ts';
import { day, instant } from '../../model/records.ts';
import { jsonAnswer } from '../answer.ts';
import { dayShape, decodeCursor, encodeCursor } from '../cursor.ts';
import { endpoint } from '../endpoint.ts';
import * as parameters from '../parameters.ts';
import { calendarId } from './list-calendars.ts';

export const sessionRow = z
  .object({
    session_date: day.meta({ description: "The exchange's date" }),
    open: instant,
    close: instant.meta({ description: 'End of trading; a closing auction may come after it, see the phases' }),
    early_close: z.boolean(),
    name: z.string().nullable().openapi({ description: 'What is unusual about the day; null where nothing is' }),
  })
  .openapi('Session');

export const listSessions = endpoint({
  method: 'GET',
  path: '/v1/calendars/{id}/sessions',
  operationId: 'listSessions',
  summary: 'Sessions of a calendar: trading days with their hours',
  description:
    'Oldest first, from the first day of the coverage where `from` is left out. With `as_of`, closures that were announced later are not known yet.',
  tag: 'Calendars',
  scope: 'read',
  cost: 1,
  cache: { ttlSeconds: 300, rowCapped: true },
  params: z.object({ id: calendarId }),
  query: z
    .object({
      from: parameters.dayParameter('First session date, inclusive', '2026-12-21'),
      to: parameters.dayParameter('Last session date, inclusive', '2026-12-31'),
      as_of: parameters.asOf,
      limit: parameters.limitParameter(10_000, 500),
      cursor: parameters.cursorParameter,
    })
    .refine(({ from, to }) => parameters.daysAreForward(from, to), parameters.backwards),
  response: z.array(sessionRow),
  example: {
    path: '/v1/calendars/XJSE/sessions?from=2026-12-23&to=2026-12-25',
    data: [
      {
        session_date: '2026-12-23',
        open: '2026-12-23T07:00:00.000Z',
        close: '2026-12-23T15:00:00.000Z',
        early_close: false,
        name: null,
      },
      {
        session_date: '2026-12-24',
        open: '2026-12-24T07:00:00.000Z',
        close: '2026-12-24T10:00:00.000Z',
        early_close: true,
        name: 'Christmas Eve',
      },
    ],
    meta: { limit: 500 },
  },
  async handle({ params, query }, _services, principal) {
    const calendar = calendarNamed(params.id);
    const from = coveredDay(calendar, 'from', query.from ?? calendar.coverage.from);
    const to = coveredDay(calendar, 'to', query.to ?? calendar.coverage.to);
    const limit = parameters.cappedRows(principal, query.limit);
    const position = decodeCursor(query.cursor, [dayShape])?.[0];
    const start = position === undefined ? from : addDays(position, 1);
    const found = sessionsBetween(calendar, start, to, query.as_of, limit + 1);
    const page = found.slice(0, limit);
    const next = found.length > limit ? (page.at(-1)?.session_date ?? null) : null;
    return jsonAnswer(JSON.stringify(page), { as_of: query.as_of ?? null, limit, next_cursor: encodeCursor(next) });
  },
});
