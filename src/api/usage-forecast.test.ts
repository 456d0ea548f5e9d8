import { expect, test } from 'vitest';
import { forecast } from './usage-forecast.ts';

test.each([
  [1000, '2026-11-16T00:00:00Z', 2000],
  [1001, '2026-11-11T00:00:00Z', 3003],
  [1, '2026-11-30T23:59:59Z', 2],
  [0, '2026-11-16T00:00:00Z', 0],
  [500, '2026-11-01T00:59:59Z', null],
  [500, '2026-12-01T01:00:00Z', 500 * 31 * 24],
])('%i tokens by %s are %s in the end', (spent, now, expected) => {
  expect(forecast(spent, Date.parse(now))).toBe(expected);
});
