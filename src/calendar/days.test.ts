import { describe, expect, test } from 'vitest';
import { dayOfRule, easter, goodFriday, nth, on, sayDayRule } from './day-rule.ts';
import { addDays, easterSunday, minutesOf, weekdayOf } from './days.ts';

describe('days', () => {
  test.each([
    [1990, '1990-04-15'],
    [2000, '2000-04-23'],
    [2008, '2008-03-23'],
    [2011, '2011-04-24'],
    [2024, '2024-03-31'],
    [2027, '2027-03-28'],
  ])('Easter of %i is on %s', (year, day) => {
    expect(easterSunday(year)).toBe(day);
  });

  test('go on past the ends of months and years', () => {
    expect(addDays('2024-02-28', 1)).toBe('2024-02-29');
    expect(addDays('2024-01-01', -1)).toBe('2023-12-31');
    expect(weekdayOf('2026-11-04')).toBe(3);
    expect(minutesOf('24:00')).toBe(1440);
  });
});

describe('rules of days', () => {
  test.each([
    [on(12, 25), '2026-12-25', 'December 25'],
    [goodFriday, '2026-04-03', '2 days before Easter Sunday'],
    [easter(1), '2026-04-06', '1 day after Easter Sunday'],
    [nth(3, 1, 1), '2026-01-19', 'the third Monday of January'],
    [nth(1, 1, 6), '2026-06-01', 'the first Monday of June'],
    [nth('last', 1, 5), '2026-05-25', 'the last Monday of May'],
    [nth('last', 1, 8), '2026-08-31', 'the last Monday of August'],
    [nth(4, 4, 11, 1), '2026-11-27', '1 day after the fourth Thursday of November'],
  ])('%j is %s in 2026 and reads %s', (rule, day, words) => {
    expect(dayOfRule(rule, 2026)).toBe(day);
    expect(sayDayRule(rule)).toBe(words);
  });
});
