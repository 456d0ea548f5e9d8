import { describe, expect, test } from 'vitest';
import { always } from './always.ts';
import { fx } from './fx.ts';
import { calendarNamed } from './request.ts';
import { finalAt, sessionOn } from './sessions.ts';
import {
  expectedSessions,
  isOpen,
  nextClose,
  nextOpen,
  nextSession,
  phaseAt,
  previousSession,
  sessionOf,
  sessionsBetween,
} from './timeline.ts';
import { xjse } from './xjse.ts';
import { xlon } from './xlon.ts';

const short = (instant: string | null | undefined) => instant?.replace(':00.000Z', '');

describe('sessions', () => {
  test.each([
    [2019, 249],
    [2020, 252],
    [2021, 250],
    [2022, 250],
    [2023, 248],
    [2024, 250],
    [2025, 250],
    [2026, 250],
    [2027, 251],
  ])('XJSE has in %i %i of them', (year, count) => {
    expect(expectedSessions(xjse, `${year}-01-01`, `${year}-12-31`)).toBe(count);
  });

  /** As exchange_calendars counts them. */
  test.each([
    ['XNYS', 2001, 248],
    ['XNYS', 2012, 250],
    ['XNYS', 2022, 251],
    ['XNAS', 2018, 251],
    ['XLON', 2002, 252],
    ['XLON', 2012, 252],
    ['XLON', 2022, 250],
  ] as const)('%s has in %i %i of them', (id, year, count) => {
    expect(expectedSessions(calendarNamed(id), `${year}-01-01`, `${year}-12-31`)).toBe(count);
  });

  test('carry their hours in UTC, a reason where these are unusual, and the date of the exchange', () => {
    expect(sessionsBetween(xjse, '2026-12-23', '2026-12-28')).toEqual([
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
      expect.objectContaining({ session_date: '2026-12-28' }),
    ]);
  });

  test('keep the hours of their time', () => {
    expect(short(sessionOn(xjse, '1997-10-01')?.open)).toBe('1997-10-01T07:30');
    expect(short(sessionOn(xjse, '1999-12-15')?.close)).toBe('1999-12-15T14:00');
    expect(short(sessionOn(xjse, '2021-08-18')?.open)).toBe('2021-08-18T12:30');
    expect(short(sessionOn(xlon, '2000-04-05')?.close)).toBe('2000-04-05T17:30');
  });

  test('are none where the calendar does not cover the day', () => {
    expect(sessionOn(xjse, '1989-12-29')).toBeNull();
    expect(sessionOn(xjse, '2028-01-04')).toBeNull();
    expect(nextSession(xjse, '2027-12-31')).toBeNull();
    expect(previousSession(xjse, '1990-01-02')).toBeNull();
    expect(nextOpen(xjse, '2027-12-31T15:00:00Z')).toBeNull();
  });

  test('before and after a day pass over closures', () => {
    expect(nextSession(xjse, '2026-04-02')?.session_date).toBe('2026-04-07');
    expect(previousSession(xjse, '2026-04-07')?.session_date).toBe('2026-04-02');
    expect(nextSession(xjse, '1980-01-01')?.session_date).toBe('1990-01-02');
    expect(previousSession(xjse, '2040-01-01')?.session_date).toBe('2027-12-31');
  });

  test('are no more than were asked for', () => {
    expect(sessionsBetween(xjse, '2026-01-01', '2026-12-31', undefined, 2)).toHaveLength(2);
  });
});

describe('a moment at Johannesburg', () => {
  test.each([
    ['2026-11-24T04:59:59Z', 'closed', false],
    ['2026-11-24T05:00:00Z', 'pre_open', false],
    ['2026-11-24T06:30:00Z', 'opening_auction', false],
    ['2026-11-24T07:00:00Z', 'continuous', true],
    ['2026-11-24T14:49:59.999Z', 'continuous', true],
    ['2026-11-24T14:50:00Z', 'closing_auction', true],
    ['2026-11-24T15:00:00Z', 'closing_price_publication', false],
    ['2026-11-24T15:05:00Z', 'closing_price_cross', false],
    ['2026-11-24T15:10:00Z', 'post_close', false],
    ['2026-11-24T16:15:00Z', 'closed', false],
    ['2026-12-24T09:50:00Z', 'closing_auction', true],
    ['2026-11-22T10:00:00Z', 'closed', false],
    ['2026-11-04T10:00:00Z', 'closed', false],
    ['2021-08-18T11:59:00Z', 'pre_open', false],
    ['2021-08-18T12:00:00Z', 'opening_auction', false],
  ])('%s is %s', (at, phase, open) => {
    expect(phaseAt(xjse, at)).toBe(phase);
    expect(isOpen(xjse, at)).toBe(open);
  });

  test('belongs to a session with its auctions, and to none beyond them', () => {
    expect(sessionOf(xjse, '2026-11-24T06:45:00Z')?.session_date).toBe('2026-11-24');
    expect(sessionOf(xjse, '2026-11-24T20:00:00Z')).toBeNull();
  });

  test.each([
    ['2026-11-24T06:59:59.999Z', '2026-11-24T07:00', '2026-11-24T15:00'],
    ['2026-11-24T07:00:00Z', '2026-11-25T07:00', '2026-11-24T15:00'],
    ['2026-11-24T15:00:00Z', '2026-11-25T07:00', '2026-11-25T15:00'],
    ['2026-11-27T15:00:00Z', '2026-11-30T07:00', '2026-11-30T15:00'],
    ['2026-12-24T08:00:00Z', '2026-12-28T07:00', '2026-12-24T10:00'],
    ['2026-11-03T15:00:00Z', '2026-11-05T07:00', '2026-11-05T15:00'],
  ])('%s comes before an open at %s and a close at %s', (at, open, close) => {
    expect(short(nextOpen(xjse, at))).toBe(open);
    expect(short(nextClose(xjse, at))).toBe(close);
  });

  test('before a proclamation the market was expected to open', () => {
    expect(short(nextOpen(xjse, '2023-12-14T16:00:00Z', '2023-10-29T00:00:00Z'))).toBe('2023-12-15T07:00');
    expect(short(nextOpen(xjse, '2023-12-14T16:00:00Z', '2023-10-31T00:00:00Z'))).toBe('2023-12-18T07:00');
  });
});

describe('a moment at London', () => {
  test.each([
    ['2026-11-24T07:55:00Z', 'opening_auction'],
    ['2026-11-24T12:01:00Z', 'intraday_auction'],
    ['2026-11-24T12:02:00Z', 'continuous'],
    ['2026-11-24T16:31:00Z', 'closing_auction'],
    ['2026-07-01T11:01:00Z', 'intraday_auction'],
    ['2016-03-18T12:01:00Z', 'continuous'],
    ['2026-12-24T12:32:00Z', 'closing_auction'],
  ])('%s is %s', (at, phase) => {
    expect(phaseAt(xlon, at)).toBe(phase);
  });

  test('the closing auction makes the last price after the close', () => {
    const session = sessionOn(xlon, '2026-11-24');
    expect(session && short(finalAt(xlon, session))).toBe('2026-11-24T16:35');
  });
});

describe('the week of foreign exchange', () => {
  test('opens on Sunday and closes on Friday at 17:00 in New York, in summer and in winter', () => {
    expect(short(nextOpen(fx, '2026-11-21T00:00:00Z'))).toBe('2026-11-22T22:00');
    expect(short(nextOpen(fx, '2026-07-04T00:00:00Z'))).toBe('2026-07-05T21:00');
    expect(isOpen(fx, '2026-11-22T21:59:59Z')).toBe(false);
    expect(isOpen(fx, '2026-11-22T22:00:00Z')).toBe(true);
    expect(isOpen(fx, '2026-11-27T21:59:59Z')).toBe(true);
    expect(isOpen(fx, '2026-11-27T22:00:00Z')).toBe(false);
  });

  test('changes its date at 17:00 in New York', () => {
    expect(sessionOf(fx, '2026-11-24T21:59:59Z')?.session_date).toBe('2026-11-24');
    expect(sessionOf(fx, '2026-11-24T22:00:00Z')?.session_date).toBe('2026-11-25');
  });

  test('its days are 24 hours, but for those on which clocks change at the weekend, when it is closed', () => {
    const lengths = sessionsBetween(fx, '2026-01-01', '2026-12-31').map(
      ({ open, close }) => (Date.parse(close) - Date.parse(open)) / 3_600_000,
    );
    expect(new Set(lengths)).toEqual(new Set([24]));
    expect(lengths).toHaveLength(261);
  });
});

describe('a market that never closes', () => {
  test('has the days of UTC, weekends too', () => {
    expect(sessionOn(always, '2026-11-22')).toMatchObject({
      open: '2026-11-22T00:00:00.000Z',
      close: '2026-11-23T00:00:00.000Z',
    });
    expect(isOpen(always, '2026-11-22T23:59:59.999Z')).toBe(true);
    expect(expectedSessions(always, '2024-01-01', '2024-12-31')).toBe(366);
  });
});
