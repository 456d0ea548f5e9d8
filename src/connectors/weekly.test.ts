import { expect, test } from 'vitest';
import { beginsWeek } from './weekly.ts';

test.each([
  // 2026-11-22 was a Sunday.
  ['2026-11-21T23:59:59.000Z', '2026-11-22T00:00:00.000Z', true],
  ['2026-11-22T00:00:00.000Z', '2026-11-28T23:59:59.000Z', false],
  ['2026-11-10T00:00:00.000Z', '2026-11-17T00:00:00.000Z', true],
])('from %s to %s a Sunday begins: %s', (from, to, begins) => {
  expect(beginsWeek({ from, to })).toBe(begins);
});
