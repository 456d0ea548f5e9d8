import { describe, expect, test } from 'vitest';
import { fixedClock } from '../../core/clock.ts';
import type { Answer } from '../answer.ts';
import { cursorSeal } from '../cursor-seal.ts';
import type { Endpoint } from '../endpoint.ts';
import type { ApiServices } from '../services.ts';
import { getCalendar } from './get-calendar.ts';
import { getCalendarIcal } from './get-calendar-ical.ts';
import { listCalendars } from './list-calendars.ts';
import { listSessions } from './list-sessions.ts';

const noon = Date.UTC(2026, 10, 24, 10, 0, 0);

/** Asks as the gateway does, with nothing but a clock to answer from. */
async function ask(endpoint: Endpoint, id: string | null, asked: Record<string, string> = {}): Promise<Answer> {
  const services = { clock: fixedClock(noon), cursors: cursorSeal('secret') } as unknown as ApiServices;
  const params = endpoint.params.parse(id === null ? {} : { id });
  const query = endpoint.query.parse(asked);
  const operator = { key_id: null, plan: 'internal', scopes: ['read'] } as const;
  const call = { request_id: 'req_1', session: null, reserve: async () => undefined, bill: () => undefined };
  return await endpoint.handle({ params, query, body: undefined }, services, operator, call);
}

async function json(endpoint: Endpoint, id: string | null, asked: Record<string, string> = {}) {
  const answer = await ask(endpoint, id, asked);
  if (!('json' in answer)) throw new Error('bytes were answered');
  const { meta } = answer;
  return { data: endpoint.response === 'bytes' ? null : endpoint.response.parse(JSON.parse(answer.json)), meta };
}

describe('listCalendars', () => {
  test('names them all', async () => {
    const { data } = await json(listCalendars, null);
    const ids = (data as { calendar_id: string }[]).map(({ calendar_id }) => calendar_id);
    expect(ids).toEqual(['XJSE', 'XNYS', 'XNAS', 'XLON', 'FX', 'ALWAYS']);
  });
});

describe('getCalendar', () => {
  test.each(['XJSE', 'XNYS', 'XNAS', 'XLON', 'FX', 'ALWAYS'])('%s has the form that is promised', async (id) => {
    const { data } = await json(getCalendar, id);
    expect(data).toMatchObject({ calendar_id: id, state: { at: '2026-11-24T10:00:00.000Z' } });
  });

  test('says what the market does now', async () => {
    expect((await json(getCalendar, 'XJSE')).data).toMatchObject({
      state: {
        is_open: true,
        phase: 'continuous',
        session: { session_date: '2026-11-24' },
        next_open: '2026-11-25T07:00:00.000Z',
        next_close: '2026-11-24T15:00:00.000Z',
      },
    });
  });

  test('says what was known before a proclamation', async () => {
    const asked = { at: '2023-12-15T10:00:00Z', as_of: '2023-10-01' };
    const { data, meta } = await json(getCalendar, 'XJSE', asked);
    expect(data).toMatchObject({ state: { is_open: true, session: { session_date: '2023-12-15' } } });
    expect(JSON.stringify(data)).not.toContain('Rugby');
    expect(meta.as_of).toBe('2023-10-01T23:59:59.999Z');
    expect(JSON.stringify((await json(getCalendar, 'XJSE', { at: asked.at })).data)).toContain('Rugby');
  });

  test('is not found where there is none, and does not guess', async () => {
    await expect(ask(getCalendar, 'XETR')).rejects.toMatchObject({ code: 'not_found' });
    await expect(ask(getCalendar, 'XJSE', { at: '1985-01-01' })).rejects.toMatchObject({ code: 'invalid_request' });
  });
});

describe('listSessions', () => {
  test('goes from page to page without a gap', async () => {
    const dates: string[] = [];
    let cursor: string | null = null;
    do {
      const asked = { from: '2026-12-01', to: '2026-12-31', limit: '8', ...(cursor === null ? {} : { cursor }) };
      const { data, meta } = await json(listSessions, 'XJSE', asked);
      dates.push(...(data as { session_date: string }[]).map(({ session_date }) => session_date));
      cursor = meta.next_cursor;
    } while (cursor !== null);
    const whole = (await json(listSessions, 'XJSE', { from: '2026-12-01', to: '2026-12-31' })).data;
    expect(dates).toEqual((whole as { session_date: string }[]).map(({ session_date }) => session_date));
    expect(dates).toHaveLength(21);
  });

  test('begins where the coverage does', async () => {
    const { data } = await json(listSessions, 'XJSE', { limit: '1' });
    expect(data).toMatchObject([{ session_date: '1990-01-02' }]);
  });

  test('does not go beyond the coverage', async () => {
    await expect(ask(listSessions, 'XJSE', { to: '2028-01-01' })).rejects.toThrow('to: XJSE covers');
    await expect(ask(listSessions, 'XJSE', { from: '1989-01-01' })).rejects.toThrow('from: XJSE covers');
  });
});

describe('getCalendarIcal', () => {
  const textOf = async (asked: Record<string, string> = {}) => {
    const answer = await ask(getCalendarIcal, 'XJSE', asked);
    if (!('bytes' in answer) || !(answer.bytes instanceof Uint8Array)) throw new Error('no bytes were answered');
    expect(answer.sizeBytes).toBe(answer.bytes.length);
    expect(answer.contentType).toBe('text/calendar; charset=utf-8');
    return { text: new TextDecoder().decode(answer.bytes), digest: answer.digest };
  };

  test('goes from January of last year to the end of the coverage', async () => {
    const { text } = await textOf();
    const days = [...text.matchAll(/DTSTART;VALUE=DATE:(\d{8})/g)].map(([, date]) => date);
    expect([days[0], days.at(-1)]).toEqual(['20250101', '20271231']);
    expect(new Set(days).size).toBe(days.length);
  });

  test('is the same bytes as long as the facts are the same', async () => {
    expect((await textOf()).digest).toBe((await textOf()).digest);
    expect((await textOf({ from: '2026-01-01' })).digest).not.toBe((await textOf()).digest);
  });
});
