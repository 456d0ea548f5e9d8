import { expect, test } from 'vitest';
import { callerAddress } from './caller-address.ts';

test.each([
  ['102.65.1.2', 'address:102.65.1.2'],
  ['2c0f:fc89:1:2:3:4:5:6', 'address:2c0f:fc89:1:2'],
  ['2C0F:fc89::1', 'address:2c0f:fc89:0:0'],
  ['2c0f:fc89:0001:0002::9', 'address:2c0f:fc89:1:2'],
  ['2c0f::2:3:4:5:6', 'address:2c0f:0:0:2'],
  ['::1', 'address:0:0:0:0'],
  ['::ffff:102.65.1.2', 'address:102.65.1.2'],
])('%s is counted as %s', (address, subject) => {
  expect(callerAddress(new Headers({ 'cf-connecting-ip': address }))).toBe(subject);
});

test('what a caller says of himself does not count', () => {
  expect(callerAddress(new Headers({ 'x-forwarded-for': '1.2.3.4' }))).toBe('address:unknown');
});
