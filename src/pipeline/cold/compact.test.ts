import { expect, test } from 'vitest';
import { dueBefore } from './compact.ts';

test.each([
  ['intraday', 3, '2026-10-31T23:59:59.999Z', '2026-07-01'],
  ['intraday', 3, '2026-11-01T00:00:00.000Z', '2026-08-01'],
  ['intraday', 3, '2026-11-30T12:00:00.000Z', '2026-08-01'],
  ['intraday', 2, '2027-01-15T00:00:00.000Z', '2026-11-01'],
  ['daily', 120, '2026-11-24T00:00:00.000Z', '2016-01-01'],
  ['daily', 120, '2025-12-31T23:59:59.999Z', '2015-01-01'],
  ['daily', 2, '2026-02-28T00:00:00.000Z', '2025-01-01'],
  ['daily', 2, '2026-03-01T00:00:00.000Z', '2026-01-01'],
] as const)('%s periods that ended %i months before %s end by %s', (intervalClass, months, now, due) => {
  expect(dueBefore(intervalClass, months, Date.parse(now))).toBe(`${due}T00:00:00.000Z`);
});
