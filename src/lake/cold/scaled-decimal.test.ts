import { describe, expect, test } from 'vitest';
import { cheapestScale, fromUnscaled, neededDecimals, publishedDecimals, toUnscaled } from './scaled-decimal.ts';

describe('a decimal', () => {
  test.each([
    ['1.06660', 5, 4],
    ['0.35280000', 8, 4],
    ['2785', 0, 0],
    ['0.00', 2, 0],
    ['100', 0, 0],
  ])('%s has so many digits after the point, and needs so many', (text, published, needed) => {
    expect([publishedDecimals(text), neededDecimals(text)]).toEqual([published, needed]);
  });

  test.each([
    ['54659.01000000', 2, 5_465_901n],
    ['-0.5', 3, -500n],
    ['2785', 2, 278_500n],
    ['999999999999999999', 0, 999_999_999_999_999_999n],
  ])('%s in units of 10^-%i is a whole number', (text, scale, unscaled) => {
    expect(toUnscaled(text, scale)).toBe(unscaled);
  });

  test.each([
    ['54659.013', 2],
    ['1000000000000000000', 0],
    ['1', 18],
    ['1e5', 0],
    ['', 0],
    ['NaN', 0],
  ])('%s in units of 10^-%i is none of 64 bits', (text, scale) => {
    expect(toUnscaled(text, scale)).toBeNull();
  });

  test('is written with as many digits as were published', () => {
    expect(fromUnscaled(5_465_901n, 2, 8)).toBe('54659.01000000');
    expect(fromUnscaled(5_465_900n, 2, 0)).toBe('54659');
    expect(fromUnscaled(5_465_900n, 2, null)).toBe('54659');
    expect(fromUnscaled(-5n, 3, null)).toBe('-0.005');
    expect(fromUnscaled(0n, 4, 2)).toBe('0.00');
    expect(fromUnscaled(100n, 0, null)).toBe('100');
  });
});

describe('the scale of a series', () => {
  test('is what most need, if the rest are few', () => {
    expect(cheapestScale([...Array<number>(1_000).fill(2), 14], 4)).toBe(2);
  });

  test('is what all need, if it is about the same', () => {
    expect(cheapestScale([2, 2, 4, 4, 1], 4)).toBe(4);
  });

  test('of no rows is 0', () => {
    expect(cheapestScale([], 4)).toBe(0);
  });
});
