import { expect, test } from 'vitest';
import { intervalOf, periodOf } from './period.ts';

test.each([
  ['2026-08-31', '1M', '2026-08-01'],
  ['2026-06-30', '1q', '2026-04-01'],
  ['2026-12-31', '1q', '2026-10-01'],
  ['2026-12-31', '1y', '2026-01-01'],
  ['2026-03-27', '1d', '2026-03-27'],
  ['2026-03-27', '1w', '2026-03-27'],
] as const)('the period of %s in steps of %s begins on %s', (day, interval, period) => {
  expect(periodOf(day, interval)).toBe(period);
});

test.each([
  ['1d', ['2026-03-02', '2026-03-03', '2026-03-06']],
  ['1w', ['2026-03-20', '2026-03-06', '2026-03-13']],
  ['1M', ['2026-02-01', '2026-03-01']],
  ['1q', ['2025-10-01', '2026-01-01']],
  ['1y', ['2025-01-01', '2026-01-01']],
  ['1d', ['2026-01-01']],
])('steps of %s are recognised', (interval, days) => {
  expect(intervalOf(days)).toBe(interval);
});
