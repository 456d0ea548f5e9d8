import { expect, test } from 'vitest';
import { followEachOther } from './vendor-bar-step.ts';

test.each([
  [
    'sessions around a week without trade',
    '1d',
    ['2001-09-06', '2001-09-07', '2001-09-10', '2001-09-17', '2001-09-18'],
  ],
  ['newest first', '1d', ['2020-06-03', '2020-06-02', '2020-06-01']],
  ['two days, which tell nothing', '1d', ['2020-06-01', '2020-06-30']],
  ['weeks, one of them named by its Thursday', '1w', ['2026-03-27', '2026-04-02', '2026-04-10', '2026-04-13']],
  ['months', '1M', ['2026-01-30', '2026-02-27', '2026-03-31', '2026-04-02']],
  ['years', '1y', ['2023-01-01', '2024-01-01', '2025-01-01']],
] as const)('%s are %s', (_what, interval, days) => {
  expect(followEachOther(days, interval)).toBe(true);
});

test.each([
  ['1d', ['2020-06-01', '2020-06-08', '2020-06-15', '2020-06-18']],
  ['1d', ['2020-06-05', '2020-06-12', '2020-06-19']],
  ['1w', ['2020-06-01', '2020-06-02', '2020-06-03']],
  ['1w', ['2020-04-01', '2020-05-01', '2020-06-01']],
  ['1M', ['2020-04-01', '2020-07-01', '2020-10-01']],
  ['1y', ['2020-04-01', '2020-07-01', '2020-10-01']],
] as const)('an interval of %s has no days such as %j', (interval, days) => {
  expect(followEachOther(days, interval)).toBe(false);
});
