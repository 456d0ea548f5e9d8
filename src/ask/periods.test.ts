import { expect, test } from 'vitest';
import { takeClock, takePeriod } from './periods.ts';
import { textOf } from './text.ts';

/** A Tuesday. */
const today = '2026-11-24';
const spans: readonly (readonly [question: string, from: string | null, to: string | null])[] = [
  ['price on 2021-01-13', '2021-01-13', '2021-01-13'],
  ['price on 13/01/2021', '2021-01-13', '2021-01-13'],
  ['price on the 13th of January 2021', '2021-01-13', '2021-01-13'],
  ['price on Jan 13, 2021', '2021-01-13', '2021-01-13'],
  ['price on 13 December', '2025-12-13', '2025-12-13'],
  ['on Saturday 9 January 2021', '2021-01-09', '2021-01-09'],
  ['in January 2021', '2021-01-01', '2021-01-31'],
  ['in 2021-02', '2021-02-01', '2021-02-28'],
  ['in 2020', '2020-01-01', '2020-12-31'],
  ['in Q2 2021', '2021-04-01', '2021-06-30'],
  ['in the first quarter of 2021', '2021-01-01', '2021-03-31'],
  ['second half of 2020', '2020-07-01', '2020-12-31'],
  ['from January 2020 to March 2021', '2020-01-01', '2021-03-31'],
  ['between 2021-01-04 and 2021-01-08', '2021-01-04', '2021-01-08'],
  ['since 2021-01-01', '2021-01-01', today],
  ['since March', '2026-03-01', today],
  ['until 2020-06-30', null, '2020-06-30'],
  ['year to date', '2026-01-01', today],
  ['this month', '2026-11-01', today],
  ['last month', '2026-10-01', '2026-10-31'],
  ['last week', '2026-11-16', '2026-11-22'],
  ['next week', '2026-11-30', '2026-12-06'],
  ['last year', '2025-01-01', '2025-12-31'],
  ['over the past three months', '2026-08-24', today],
  ['in the last 30 days', '2026-10-25', today],
  ['over the past year', '2025-11-24', today],
  ['yesterday', '2026-11-23', '2026-11-23'],
  ['today', today, today],
  ['last Friday', '2026-11-20', '2026-11-20'],
  ['two weeks ago', '2026-11-10', '2026-11-10'],
  ['all-time high', null, null],
  ['price', null, null],
];

test.each(spans)('%s is from %s to %s', (question, from, to) => {
  expect(takePeriod(textOf(question), today)).toMatchObject({ from, to });
});

test('a day that no month has is no period', () => {
  expect(takePeriod(textOf('price on 2021-02-30'), today).kind).not.toBe('day');
});

test('what is no date stays for names', () => {
  const text = textOf('price of Naspers on 2021-01-13');
  takePeriod(text, today);
  expect(text.rest).toContain('naspers');
  expect(text.rest).not.toContain('2021');
});

test.each([
  ['between Jan and June 2022', '2022-01-01', '2022-06-30'],
  ['from 4 to 8 January 2021', '2021-01-04', '2021-01-08'],
  ['January 4-8, 2021', '2021-01-04', '2021-01-08'],
  ['first half of 2020', '2020-01-01', '2020-06-30'],
  ['Q3 2020', '2020-07-01', '2020-09-30'],
  ['Q1 to Q3 2020', '2020-01-01', '2020-09-30'],
  ['the week of 13 January 2021', '2021-01-11', '2021-01-17'],
  ['the week ending 15 January 2021', '2021-01-09', '2021-01-15'],
  ['since the start of 2020', '2020-01-01', today],
  ['since the end of 2019', '2019-12-31', today],
  ['at the end of 2020', '2020-12-31', '2020-12-31'],
  ['on the last trading day of 2019', '2019-12-31', '2019-12-31'],
  ['at the start of 2020', '2020-01-01', '2020-12-31'],
  ['before 2018', null, '2017-12-31'],
  ['on Good Friday 2021', '2021-04-02', '2021-04-02'],
  ['on Good Friday', '2027-03-26', '2027-03-26'],
  ['on Heritage Day 2026', '2026-09-24', '2026-09-24'],
  ['on Thanksgiving 2026', '2026-11-26', '2026-11-26'],
  ['on Memorial Day 2026', '2026-05-25', '2026-05-25'],
  ['on Christmas Eve', '2026-12-24', '2026-12-24'],
  ['price on 13/01/21', '2021-01-13', '2021-01-13'],
  ['price on 20210113', '2021-01-13', '2021-01-13'],
  ['highest ever in 2020', '2020-01-01', '2020-12-31'],
  ['how many days are left this year', '2026-11-25', '2026-12-31'],
])('%s is from %s to %s', (question, from, to) => {
  expect(takePeriod(textOf(question), today)).toMatchObject({ from, to });
});

test('a change is counted from a day itself, and from what was before a month', () => {
  expect(takePeriod(textOf('from 20 Feb 2020 to 19 March 2020'), today).fromItself).toBe(true);
  expect(takePeriod(textOf('since 2020-06-01'), today).fromItself).toBe(true);
  expect(takePeriod(textOf('from February to March 2020'), today).fromItself).toBe(false);
  expect(takePeriod(textOf('since 2020'), today).fromItself).toBe(false);
});

test('the first figure of a year is meant by its start', () => {
  expect(takePeriod(textOf('at the start of 2020'), today).edge).toBe('first');
});

test.each(['30 February 2020', '2020-13-01'])('%s is told of as no day', (date) => {
  expect(takePeriod(textOf(`price on ${date}`), today).impossible).toContain(date.toLowerCase());
});

test.each([
  ['at 14:00 UTC', '14:00'],
  ['at 3 pm', '15:00'],
  ['at 09:30 SAST', '07:30'],
  ['on 2021-01-13', null],
])('%s is %s', (said, at) => {
  expect(takeClock(textOf(said))).toBe(at);
});
