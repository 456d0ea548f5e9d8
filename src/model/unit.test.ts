import { expect, test } from 'vitest';
import { currencyOf, minorExponent, shownIn } from './unit.ts';

test('a unit shows its currency and the minor units of it, and no other', () => {
  expect(shownIn('ZAR')).toEqual([
    { unit: 'ZAR', exponent: 0 },
    { unit: 'ZAc', exponent: -2 },
  ]);
  expect(shownIn('ZAc')).toEqual([
    { unit: 'ZAR', exponent: 2 },
    { unit: 'ZAc', exponent: 0 },
  ]);
  expect(shownIn('GBX').map(({ unit, exponent }) => `${unit} ${exponent}`)).toEqual(['GBP 2', 'GBp 0', 'GBX 0']);
  expect(shownIn('USDT')).toEqual([{ unit: 'USDT', exponent: 0 }]);
});

test('a unit that is no minor one counts itself', () => {
  for (const unit of ['ZAR', 'USDT', 'points', 'constructor']) {
    expect([currencyOf(unit), minorExponent(unit)]).toEqual([unit, 0]);
  }
  expect([currencyOf('ZAc'), minorExponent('ZAc')]).toEqual(['ZAR', -2]);
});
