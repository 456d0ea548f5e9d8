import { expect, test } from 'vitest';
import { periodOf } from './period.ts';

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
