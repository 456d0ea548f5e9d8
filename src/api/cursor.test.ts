import { expect, test } from 'vitest';
import { dayShape, decodeCursor, encodeCursor, idShape, instantShape } from './cursor.ts';

test('a position comes back from its cursor', () => {
  const cursor = encodeCursor(['fetch_1', '2']) ?? '';
  expect(cursor).toMatch(/^[\w-]+$/);
  expect(decodeCursor(cursor, [idShape, /^\d+$/])).toEqual(['fetch_1', '2']);
  expect(decodeCursor(encodeCursor('2021-01-13') ?? '', [dayShape])).toEqual(['2021-01-13']);
});

test('no page is left, no cursor; no cursor, no position', () => {
  expect(encodeCursor(null)).toBeNull();
  expect(decodeCursor(undefined, [dayShape])).toBeNull();
});

test.each(['x', '', '%%%', btoa('{}'), btoa('["2021-01-13","2"]'), btoa('[1]'), btoa('["2021-99-13"]'), btoa('["x"]')])(
  '%j is refused',
  (cursor) => {
    expect(() => decodeCursor(cursor, [dayShape])).toThrow('next_cursor');
  },
);

test('a cursor of another kind of list is refused', () => {
  expect(() => decodeCursor(encodeCursor('2021-01-13') ?? '', [instantShape])).toThrow('next_cursor');
});

test('a moment that never was is refused, since a database would stumble over it', () => {
  for (const never of [
    '2021-02-30',
    '2021-02-30T00:00:00.000Z',
    '2021-01-13T25:00:00.000Z',
    '2021-01-13T23:59:60.000Z',
  ]) {
    expect(() => decodeCursor(encodeCursor(never) ?? '', [dayShape]), never).toThrow('next_cursor');
    expect(() => decodeCursor(encodeCursor(never) ?? '', [instantShape]), never).toThrow('next_cursor');
  }
  for (const leap of ['2020-02-29T00:00:00.000Z']) {
    expect(decodeCursor(encodeCursor(leap) ?? '', [instantShape])).toEqual([leap]);
  }
});
