import { expect, test } from 'vitest';
import { parseLossless } from './json.ts';

test('every number stays the digits that were published', () => {
  const text = '{"a":[0.1000000000000000055,-0,1E400,18.0980,9007199254740993],"b":{"c":1e-7}}';
  expect(parseLossless(text)).toEqual({
    a: ['0.1000000000000000055', '-0', '1E400', '18.0980', '9007199254740993'],
    b: { c: '1e-7' },
  });
  expect(parseLossless('12.50')).toBe('12.50');
});

test('what is no number stays what it is, and a text of digits cannot be told from a number', () => {
  expect(parseLossless('[true,false,null,"1.0","",{}]')).toEqual([true, false, null, '1.0', '', {}]);
  expect(parseLossless('{"7":"a 1, \\"2\\": [3","b\\\\":4}')).toEqual({ 7: 'a 1, "2": [3', 'b\\': '4' });
});

test('a key that means something to the language is a key like any other', () => {
  const read = parseLossless('{"__proto__":{"price":1},"constructor":2}') as Record<string, unknown>;
  expect(Object.keys(read)).toEqual(['__proto__', 'constructor']);
  expect(Object.getPrototypeOf(read)).toBe(Object.prototype);
  expect(read.price).toBeUndefined();
});

test.each(['', '{', '[1,]', '{"a":01}', 'NaN', "{'a':1}", '["a 1,2]', '[1 2]', '{1:2}', '["a\\1]'])(
  '%j is malformed',
  (text) => {
    expect(() => parseLossless(text)).toThrow(SyntaxError);
  },
);

test('a large document that is cut off within a text is found malformed at once', () => {
  const text = `["${'\\"1'.repeat(200_000)}`;
  expect(() => parseLossless(text)).toThrow(SyntaxError);
  expect(parseLossless(`${text}"]`)).toEqual(['"1'.repeat(200_000)]);
});
