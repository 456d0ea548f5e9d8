import { z } from '@hono/zod-openapi';
import type { CalendarFacts } from '../../calendar/facts.ts';
import { calendars } from '../../calendar/index.ts';
import { day } from '../../model/records.ts';
import { jsonAnswer } from '../answer.ts';
import { endpoint } from '../endpoint.ts';

export const calendarId = z
  .string()
  .regex(/^[A-Z0-9]{2,10}$/, 'must be a calendar_id of /v1/calendars such as XJSE')
  .openapi({ example: 'XJSE' });

export const calendarFields = z.object({
  calendar_id: calendarId,
  name: z.string(),
  mic: z.string().nullable().openapi({ description: 'ISO 10383; null where no exchange keeps the hours' }),
  timezone: z.string().openapi({ description: 'IANA name of the zone whose clocks and dates count' }),
  coverage: z.object({ from: day, to: day }).openapi({ description: 'The days it vouches for, both included' }),
  verified_on: day.meta({ description: 'When its facts were last compared with their sources' }),
  notes: z.array(z.string()).openapi({ description: 'What is uncertain or left out' }),
});

export const calendarFieldsOf = (calendar: CalendarFacts): z.infer<typeof calendarFields> => {
  const { calendar_id, name, mic, timezone, coverage, verified_on, notes } = calendar;
  return { calendar_id, name, mic, timezone, coverage, verified_on, notes: [...notes] };
};

export const listCalendars = endpoint({
  method: 'GET',
  path: '/v1/calendars',
  operationId: 'listCalendars',
  summary: 'Trading calendars: which there are and what they cover',
  tag: 'Calendars',
  scope: 'read',
  cost: 1,
  cache: { ttlSeconds: 300, rowCapped: false },
  params: z.object({}),
  query: z.object({}),
  response: z.array(calendarFields.openapi('Calendar')),
  example: {
    path: '/v1/calendars',
    data: [
      {
        calendar_id: 'FX',
        name: 'Foreign exchange week',
        mic: null,
        timezone: 'America/New_York',
        coverage: { from: '1970-01-01', to: '2099-12-31' },
        verified_on: '2026-11-24',
        notes: ['No exchange sets these hours.'],
      },
    ],
  },
  async handle() {
    return jsonAnswer(JSON.stringify(calendars.map(calendarFieldsOf)));
  },
});
