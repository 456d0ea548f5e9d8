import { describe, expect, test } from 'vitest';
import { convertUnit, currencyOf, minorExponent } from './unit.ts';

describe('an amount in another unit', () => {
  test.each([
    ['319878', 'ZAc', 'ZAR', '3198.78'],
    ['3198.78', 'ZAR', 'ZAc', '319878'],
    ['0.5', 'ZAc', 'ZAR', '0.005'],
    ['-12.5', 'GBp', 'GBP', '-0.125'],
    ['1', 'ILS', 'ILA', '100'],
    ['123456789012345678901234567890.12', 'ZAc', 'ZAR', '1234567890123456789012345678.9012'],
  ])('%s %s is %s %s', (amount, from, to, converted) => {
    expect(convertUnit(amount, from, to)).toBe(converted);
  });

  test('stays as published where nothing is converted', () => {
    expect(convertUnit('29331.69000000', 'USDT', 'USDT')).toBe('29331.69000000');
    expect(convertUnit('319878.0', 'ZAc', 'ZAc')).toBe('319878.0');
  });

  test.each([
    ['ZAc', 'USD'],
    ['ZAR', 'GBp'],
    ['GBp', 'ZAc'],
    ['points', 'ZAR'],
  ])('of %s is never shown in %s', (from, to) => {
    expect(() => convertUnit('1', from, to)).toThrow(expect.objectContaining({ code: 'invalid_request' }));
  });
});

test('a unit that is no minor one counts itself', () => {
  for (const unit of ['ZAR', 'USDT', 'points', 'constructor']) {
    expect([currencyOf(unit), minorExponent(unit)]).toEqual([unit, 0]);
  }
  expect([currencyOf('ZAc'), minorExponent('ZAc')]).toEqual(['ZAR', -2]);
});
