import { expect, test } from 'vitest';
import { storableJson, storableText } from './storable-text.ts';

test('text loses only what Postgres cannot hold', () => {
  expect(storableText('a\0b \ud83d \ude00 😀 \u0001\n')).toBe('a\ufffdb \ufffd \ufffd 😀 \u0001\n');
  expect(storableText('€'.repeat(3_000))).toHaveLength(2_000);
  expect(storableText('x😀', 2)).toBe('x\ufffd');
});

test.each([
  ['a NUL', { a: 'x\0y' }, { a: 'x\ufffdy' }],
  ['a NUL in a key', { 'a\0': 1 }, { 'a\ufffd': 1 }],
  ['half a pair', ['\ud800', '\udfff', '😀'], ['\ufffd', '\ufffd', '😀']],
  ['text that looks like an escape', ['\\u0000', '\\\\ud800', '"\\u0000"'], ['\\u0000', '\\\\ud800', '"\\u0000"']],
  ['a NUL after a backslash', ['\\\0', '\\\\\0'], ['\\\ufffd', '\\\\\ufffd']],
  ['nothing', undefined, null],
])('JSON with %s can be kept', (_what, value, kept) => {
  expect(JSON.parse(storableJson(value))).toEqual(kept);
});
