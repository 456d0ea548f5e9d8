import { expect, test } from 'vitest';
import { rangeOf } from './byte-range.ts';

test.each([
  ['bytes=0-3', { offset: 0, length: 4 }],
  ['bytes=4-', { offset: 4, length: 6 }],
  ['bytes=-4', { offset: 6, length: 4 }],
  ['bytes=-40', { offset: 0, length: 10 }],
  ['bytes=8-40', { offset: 8, length: 2 }],
  ['bytes=9-9', { offset: 9, length: 1 }],
  ['bytes=10-', 'outside'],
  ['bytes=10-12', 'outside'],
  ['bytes=-0', 'outside'],
  [null, null],
  ['', null],
  ['bytes=-', null],
  ['bytes=5-4', null],
  ['bytes=0-1,4-5', null],
  ['lines=0-1', null],
  ['bytes=a-b', null],
])('%j of ten bytes is %j', (header, range) => {
  expect(rangeOf(header, 10)).toEqual(range);
});

test('of nothing there is no part', () => {
  expect(rangeOf('bytes=0-', 0)).toBe('outside');
});
