import { describe, expect, test } from 'vitest';
import { WizError } from '../core/errors.ts';
import { addDays } from './days.ts';
import { isValid } from './facts.ts';
import { calendarOf, calendars, findCalendar } from './index.ts';
import { calendarNamed, coveredDay } from './request.ts';
import { sessionOn } from './sessions.ts';
import { sessionsBetween } from './timeline.ts';
import { xjse } from './xjse.ts';

describe.each(calendars.map((calendar) => [calendar.calendar_id, calendar] as const))('%s', (_id, calendar) => {
  const { coverage, exceptions, hours, phases, holidays, half_days } = calendar;

  test('has one set of hours on each day that it covers', () => {
    for (let day = coverage.from; day <= coverage.to; day = addDays(day, 1)) {
      const inForce = hours.filter((rule) => isValid(rule, day));
      if (inForce.length !== 1) expect.unreachable(`${inForce.length} hours on ${day}`);
    }
  });

  test('its sessions open before they close, and the next one opens no earlier', () => {
    const sessions = sessionsBetween(calendar, coverage.from, coverage.to);
    const disordered = sessions.filter(({ open, close }, index) => {
      return open >= close || (sessions[index + 1]?.open ?? close) < close;
    });
    expect(disordered).toEqual([]);
    expect(sessions.length).toBeGreaterThan(6_900);
  });

  test('its exceptions are in order, within the coverage, and known by their day', () => {
    const dates = exceptions.map(({ date }) => date);
    expect([...new Set(dates)]).toHaveLength(dates.length);
    for (const { date, announced_at, kind, open, close } of exceptions) {
      expect(date >= coverage.from && date <= coverage.to).toBe(true);
      expect(announced_at === null || announced_at <= date).toBe(true);
      expect([open !== undefined, close !== undefined || kind === 'late_open']).toEqual([
        kind === 'late_open',
        kind === 'late_open' || kind === 'early_close',
      ]);
    }
  });

  test('each exception changes the session of its day', () => {
    const byRule = { ...calendar, exceptions: [] };
    for (const { date } of exceptions) {
      const [ruled, real] = [sessionOn(byRule, date), sessionOn(calendar, date)];
      expect([date, real?.open, real?.close]).not.toEqual([date, ruled?.open, ruled?.close]);
    }
  });

  test('each fact names its source', () => {
    for (const { source } of [...exceptions, ...hours, ...phases, ...holidays, ...half_days]) {
      expect(new URL(source).protocol).toMatch(/^https?:$/);
    }
  });
});

describe('the calendar of an instrument', () => {
  test.each([
    ['XJSE:NPN', 'XJSE', 'equity', 'XJSE'],
    ['INDEX:J203', 'XJSE', 'index', 'XJSE'],
    ['XJSE:STX40', null, 'etf', 'XJSE'],
    ['XNYS:IBM', 'XNYS', 'equity', 'XNYS'],
    ['XNAS:AAPL', 'XNAS', 'equity', 'XNAS'],
    ['XLON:VOD', 'XLON', 'equity', 'XLON'],
    ['BINANCE:BTC-USDT', null, 'crypto', 'ALWAYS'],
    ['FX:USD-ZAR', null, 'fx', 'FX'],
    ['XOSL:AZT', 'XOSL', 'equity', null],
    ['INDEX:GSPC', null, 'index', null],
    ['XJSE:ALSI', 'XJSE', 'future', null],
  ] as const)('%s (%s, %s) is %s', (instrument_id, mic, kind, id) => {
    expect(calendarOf({ instrument_id, mic, kind })).toBe(id);
  });

  test('is found by its id', () => {
    expect(findCalendar('XJSE')).toBe(xjse);
    expect(findCalendar('XETR')).toBeNull();
    expect(new Set(calendars.map(({ calendar_id }) => calendar_id)).size).toBe(calendars.length);
  });
});

describe('what is asked for', () => {
  test('must be a calendar that exists', () => {
    expect(() => calendarNamed('XETR')).toThrow(
      new WizError('not_found', 'There is no calendar XETR; see /v1/calendars'),
    );
  });

  test('must be a day that the calendar covers', () => {
    expect(coveredDay(xjse, 'from', '1990-01-01')).toBe('1990-01-01');
    expect(() => coveredDay(xjse, 'from', '1989-12-31')).toThrow('from: XJSE covers 1990-01-01 to 2027-12-31');
  });
});
