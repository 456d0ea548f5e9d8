import { describe, expect, test } from 'vitest';
import { isAddressRange, isAmong } from './address-range.ts';

test.each([
  '192.0.2.1',
  '192.0.2.0/24',
  '0.0.0.0/0',
  '2001:db8::/32',
  '::1',
  '::',
  '::ffff:192.0.2.1',
  '1:2:3:4:5:6:7:8',
])('%s is a range', (text) => {
  expect(isAddressRange(text)).toBe(true);
});

test.each([
  ...['', '/', '192.0.2', '192.0.2.256', '192.0.2.01', '192.0.2.1/33', '192.0.2.1/', '192.0.2.1/8/8', '192.0.2.1/-1'],
  ...[
    '2001:db8::/129',
    '1:2:3:4:5:6:7',
    '1:2:3:4:5:6:7:8:9',
    '1::2::3',
    '1:2:3:4:5:6:7::8',
    'g::1',
    '::1.2.3',
    'localhost',
  ],
])('%j is none', (text) => {
  expect(isAddressRange(text)).toBe(false);
});

describe('an address', () => {
  test.each([
    ['192.0.2.0/24', '192.0.2.255', true],
    ['192.0.2.0/24', '192.0.3.0', false],
    ['192.0.2.7', '192.0.2.7', true],
    ['192.0.2.7', '192.0.2.8', false],
    ['0.0.0.0/0', '203.0.113.9', true],
    ['0.0.0.0/0', '2001:db8::1', false],
    ['2001:db8::/32', '2001:DB8:ffff::1', true],
    ['2001:db8::/33', '2001:db8:8000::1', false],
    ['2001:db8::1', '2001:db8:0:0:0:0:0:1', true],
    ['192.0.2.0/24', '::ffff:192.0.2.3', true],
    ['192.0.2.0/24', '::ffff:c000:0203', true],
    ['192.0.2.0/24', '192.0.2.3, 203.0.113.9', false],
    ['192.0.2.0/24', null, false],
  ])('%s holds %s: %s', (range, address, holds) => {
    expect(isAmong(['198.51.100.0/24', range], address)).toBe(holds);
  });

  test('lies in no empty list', () => {
    expect(isAmong([], '192.0.2.1')).toBe(false);
  });
});
