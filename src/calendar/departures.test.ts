import { describe, expect, test } from 'vitest';
import { on } from './day-rule.ts';
import { departuresOn } from './departures.ts';
import { type CalendarFacts, type HolidayRule, holidaysOf } from './facts.ts';
import { departuresBetween, isSession } from './timeline.ts';
import { xjse } from './xjse.ts';
import { xlon } from './xlon.ts';
import { xnys } from './xnys.ts';

const closuresOf = (calendar: CalendarFacts, from: string, to: string) =>
  departuresBetween(calendar, from, to)
    .filter(({ kind }) => kind === 'closed')
    .map(({ date, name }) => `${date} ${name}`);

describe('a holiday on a weekend', () => {
  test('of South Africa moves from Sunday to Monday and is lost on a Saturday', () => {
    expect(closuresOf(xjse, '2024-06-14', '2024-06-18')).toEqual(['2024-06-17 Youth Day (observed)']);
    expect(closuresOf(xjse, '2024-04-25', '2024-04-30')).toEqual([]);
    expect(closuresOf(xjse, '2027-12-24', '2027-12-28')).toEqual(['2027-12-27 Day of Goodwill (observed)']);
  });

  test('of South Africa is lost where its Monday is a holiday, unless a day is proclaimed', () => {
    expect(closuresOf(xjse, '2022-12-23', '2022-12-28')).toEqual([
      '2022-12-26 Day of Goodwill',
      '2022-12-26 Christmas Day (observed)',
      '2022-12-27 Public holiday for Christmas Day on a Sunday',
    ]);
  });

  test('of New York moves to the nearest weekday, but New Year never into the old year', () => {
    expect(closuresOf(xnys, '2021-12-20', '2022-01-05')).toEqual(['2021-12-24 Christmas Day (observed)']);
    expect(closuresOf(xnys, '2026-07-01', '2026-07-07')).toEqual(['2026-07-03 Independence Day (observed)']);
    expect(closuresOf(xnys, '2023-01-01', '2023-01-06')).toEqual(["2023-01-02 New Year's Day (observed)"]);
    expect(closuresOf(xnys, '2027-06-17', '2027-06-22')).toEqual(['2027-06-18 Juneteenth (observed)']);
  });

  test('of London moves to the next day that is no holiday', () => {
    expect(closuresOf(xlon, '2021-12-24', '2021-12-29')).toEqual([
      '2021-12-27 Christmas Day (observed)',
      '2021-12-28 Boxing Day (observed)',
    ]);
    expect(closuresOf(xlon, '2022-12-23', '2022-12-28')).toEqual([
      '2022-12-26 Boxing Day',
      '2022-12-27 Christmas Day (observed)',
    ]);
    expect(closuresOf(xlon, '2020-12-24', '2020-12-29')).toEqual([
      '2020-12-25 Christmas Day',
      '2020-12-28 Boxing Day (observed)',
    ]);
  });

  test('is lost under a law that moves none', () => {
    const holidays: HolidayRule[] = holidaysOf({ observed: 'none', source: 'https://law.example' }, [
      ['Day', on(6, 16)],
    ]);
    expect(closuresOf({ ...xjse, holidays, exceptions: [] }, '2024-06-14', '2024-06-18')).toEqual([]);
  });
});

describe('rules with a time', () => {
  test('of the old law of South Africa end with 1994', () => {
    expect(departuresOn(xjse, '1993-04-06')).toMatchObject([{ name: "Founder's Day" }]);
    expect(departuresOn(xjse, '1995-04-06')).toEqual([]);
    expect(departuresOn(xjse, '1994-06-16')).toEqual([]);
    expect(departuresOn(xjse, '1995-06-16')).toMatchObject([{ name: 'Youth Day' }]);
    expect(departuresOn(xjse, '1995-01-02')).toMatchObject([{ name: "New Year's Day (observed)" }]);
  });

  test('Juneteenth is a holiday of New York since 2022', () => {
    expect(isSession(xnys, '2020-06-19')).toBe(true);
    expect(isSession(xnys, '2023-06-19')).toBe(false);
  });

  test('two holidays on one day are both named', () => {
    expect(departuresOn(xjse, '2008-03-21').map(({ name }) => name)).toEqual(['Human Rights Day', 'Good Friday']);
  });
});

describe('half-days', () => {
  const halfDays = (calendar: CalendarFacts, year: number) =>
    departuresBetween(calendar, `${year}-01-01`, `${year}-12-31`)
      .filter(({ kind }) => kind === 'early_close')
      .map(({ date, close }) => `${date.slice(5)} ${close}`);

  test.each([
    [2002, ['07-05 13:00', '11-29 13:00', '12-24 13:00']],
    [2003, ['07-03 13:00', '11-28 13:00', '12-24 13:00', '12-26 13:00']],
    [2008, ['07-03 13:00', '11-28 13:00', '12-24 13:00']],
    [2013, ['07-03 13:00', '11-29 13:00', '12-24 13:00']],
    [2021, ['11-26 13:00']],
    [2024, ['07-03 13:00', '11-29 13:00', '12-24 13:00']],
    [2026, ['11-27 13:00', '12-24 13:00']],
  ])('of New York in %i', (year, days) => {
    expect(halfDays(xnys, year)).toEqual(days);
  });

  test('of London on a weekend are on the Friday before it', () => {
    expect(halfDays(xlon, 2022)).toEqual(['12-23 12:30', '12-30 12:30']);
    expect(halfDays(xlon, 2024)).toEqual(['12-24 12:30', '12-31 12:30']);
  });

  test('of Johannesburg on a weekend are lost, but for the years in which they were kept', () => {
    expect(halfDays(xjse, 2016)).toEqual(['12-23 12:00', '12-30 12:00']);
    expect(halfDays(xjse, 2022)).toEqual([]);
    expect(halfDays(xjse, 2026)).toEqual(['12-24 12:00', '12-31 12:00']);
    expect(halfDays(xjse, 1999)).toEqual([]);
  });
});

describe('what was known', () => {
  test('a closure is unknown until the day of its announcement is over', () => {
    expect(isSession(xjse, '2022-12-27', '2022-12-08T21:59:59Z')).toBe(true);
    expect(isSession(xjse, '2022-12-27', '2022-12-08T22:00:00Z')).toBe(false);
    expect(isSession(xjse, '2022-12-27')).toBe(false);
  });

  test('a holiday stays where it was until its move is announced', () => {
    expect(isSession(xlon, '2020-05-04', '2019-06-01T00:00:00Z')).toBe(false);
    expect(isSession(xlon, '2020-05-08', '2019-06-01T00:00:00Z')).toBe(true);
    expect(isSession(xlon, '2020-05-04', '2019-06-08T00:00:00Z')).toBe(true);
    expect(isSession(xlon, '2020-05-08', '2019-06-08T00:00:00Z')).toBe(false);
  });

  test('a closure whose announcement no source dates is known from its own day on', () => {
    expect(isSession(xjse, '2006-03-01', '2006-02-28T12:00:00Z')).toBe(true);
    expect(isSession(xjse, '2006-03-01', '2006-03-01T06:00:00Z')).toBe(false);
  });
});
