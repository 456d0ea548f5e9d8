import { expect, test } from 'vitest';
import { publishedNumber } from './published-number.ts';

test('a number keeps digits that a float would lose', () => {
  expect(JSON.stringify([publishedNumber('1.10'), publishedNumber('12345678901234567.89')])).toBe(
    '[1.10,12345678901234567.89]',
  );
});

test('an absent figure is null, a zero is zero', () => {
  expect(JSON.stringify([publishedNumber(''), publishedNumber(undefined), publishedNumber('0')])).toBe('[null,null,0]');
});
