import { z } from '@hono/zod-openapi';
import { dayOf, toDay, yearOf } from '../../calendar/days.ts';
import { icalendarOf } from '../../calendar/icalendar.ts';
import { calendarNamed, coveredDay } from '../../calendar/request.ts';
import { departuresBetween } from '../../calendar/timeline.ts';
import { sha256 } from '../../core/hash.ts';
import { endpoint } from '../endpoint.ts';
import * as parameters from '../parameters.ts';
import { calendarId } from './list-calendars.ts';

export const getCalendarIcal = endpoint({
  method: 'GET',
  path: '/v1/calendars/{id}/sessions.ics',
  operationId: 'getCalendarIcal',
  summary: 'Closures, half-days and late opens for a diary (iCalendar, RFC 5545)',
  description:
    'One all-day event a date, with a UID that stays. From January of last year to the end of the coverage, where no days are given.',
  tag: 'Calendars',
  scope: 'read',
  cost: 1,
  cache: 'none',
  params: z.object({ id: calendarId }),
  query: z
    .object({
      from: parameters.dayParameter('First day, inclusive', '2026-01-01'),
      to: parameters.dayParameter('Last day, inclusive', '2026-12-31'),
      as_of: parameters.asOf,
    })
    .refine(({ from, to }) => parameters.daysAreForward(from, to), parameters.backwards),
  response: 'bytes',
  mediaTypes: ['text/calendar'],
  example: { path: '/v1/calendars/XJSE/sessions.ics', data: null },
  async handle({ params, query }, { clock }) {
    const calendar = calendarNamed(params.id);
    const lastYear = dayOf(yearOf(toDay(clock.now())) - 1, 1, 1);
    const from = query.from === undefined ? lastYear : coveredDay(calendar, 'from', query.from);
    const to = coveredDay(calendar, 'to', query.to ?? calendar.coverage.to);
    const text = icalendarOf(calendar, departuresBetween(calendar, from, to, query.as_of));
    const bytes = new TextEncoder().encode(text);
    const digest = await sha256(bytes);
    return {
      bytes,
      sizeBytes: bytes.length,
      contentType: 'text/calendar; charset=utf-8',
      digest,
      fileName: `${params.id}.ics`,
      maxAgeSeconds: 3600,
    };
  },
});
