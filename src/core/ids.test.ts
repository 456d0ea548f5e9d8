import { expect, test } from 'vitest';
import { msOfId, newId } from './ids.ts';

test('ids sort in the order in which they were made, many within one millisecond', () => {
  const ids = Array.from({ length: 5_000 }, () => newId('fetch'));
  expect([...new Set(ids)].sort()).toEqual(ids);
  expect(ids.every((id) => /^fetch_[0-9a-f]{32}$/.test(id))).toBe(true);
});

test('an id tells when it was made', () => {
  const before = Date.now();
  const made = msOfId(newId('fetch'));
  expect(made).toBeGreaterThanOrEqual(before);
  expect(made).toBeLessThanOrEqual(Date.now());
});
