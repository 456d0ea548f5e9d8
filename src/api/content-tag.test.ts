import { expect, test } from 'vitest';
import { contentTag, isCurrent } from './content-tag.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

test('any change of the content changes its tag', () => {
  const text = '{"data":[{"close":"319878"}]}';
  const tags = new Set([contentTag(bytes(text))]);
  for (let at = 0; at < text.length; at += 1) {
    for (let bit = 0; bit < 7; bit += 1) {
      const changed = bytes(text);
      changed[at] = (changed[at] ?? 0) ^ (1 << bit);
      tags.add(contentTag(changed));
    }
  }
  tags.add(contentTag(bytes(`${text} `)));
  tags.add(contentTag(bytes('')));
  expect(tags.size).toBe(text.length * 7 + 3);
});

test('swapped words have another tag', () => {
  expect(contentTag(bytes('31987831'))).not.toBe(contentTag(bytes('78313198')));
});

test('the tag depends on the bytes alone, not on where they lie', () => {
  const padded = new Uint8Array([0, ...bytes('{"close":"319878"}')]);
  expect(contentTag(padded.subarray(1))).toBe(contentTag(bytes('{"close":"319878"}')));
});

test.each([
  [null, false],
  ['"a"', true],
  ['W/"a"', true],
  ['"b", "a"', true],
  ['*', true],
  ['"b"', false],
  ['a', false],
])('If-None-Match %j against "a" is %j', (header, current) => {
  expect(isCurrent(header, '"a"')).toBe(current);
});
