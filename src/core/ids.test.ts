import { expect, test } from 'vitest';
import { idPattern, newId } from './ids.ts';

test('ids sort in the order in which they were made, many within one millisecond', () => {
  const ids = Array.from({ length: 5_000 }, () => newId('fetch'));
  expect([...new Set(ids)].sort()).toEqual(ids);
  expect(ids.every((id) => idPattern('fetch').test(id))).toBe(true);
  expect(idPattern('fetch').test(newId('run'))).toBe(false);
});
