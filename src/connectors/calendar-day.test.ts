import { expect, test } from 'vitest';
import { fromEnglish, isDay } from './calendar-day.ts';

test.each([
  ['19 Mar 2026', '2026-03-19'],
  ['4 March 2022', '2022-03-04'],
  ['March 02, 2026', '2026-03-02'],
  ['Dec 31, 1999', '1999-12-31'],
  ['2022-03-04', '2022-03-04'],
  ['04/03/2022', '04/03/2022'],
  ['Smarch 02, 2026', 'Smarch 02, 2026'],
])('%s is %s', (written, day) => {
  expect(fromEnglish(written)).toBe(day);
});

test('a day is one that the calendar has', () => {
  expect(['2024-02-29', '2023-02-29', '2023-13-01', '2023-1-1', ''].map(isDay)).toEqual([
    true,
    false,
    false,
    false,
    false,
  ]);
});
