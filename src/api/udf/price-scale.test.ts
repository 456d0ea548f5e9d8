import { expect, test } from 'vitest';
import { priceScale } from './price-scale.ts';

test.each([
  ['equity', 'ZAc', 0, '319878', 1],
  ['equity', 'ZAc', 1, '2210.5', 10],
  ['equity', 'ZAR', 0, '3198', 100],
  ['equity', 'USD', 14, '132.69000244140625', 10_000],
  ['index', 'ZAR', 2, '63102.84', 100],
  ['fx', 'ZAR', 4, '18.6329', 10_000],
  ['crypto', 'USDT', 2, '37371.38', 100],
  ['crypto', 'USD', 11, '49913.26314398822', 1_000],
  ['crypto', 'USDT', 8, '0.00001234', 100_000_000],
  ['equity', null, null, null, 100],
  [null, null, null, null, 100],
] as const)('%s in %s with %s decimals such as %s is marked in 1/%5$s', (kind, unit, digits, close, scale) => {
  expect(priceScale({ kind, unit, digits, close })).toBe(scale);
});
