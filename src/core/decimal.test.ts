import Big from 'big.js';
import { describe, expect, test } from 'vitest';
import { type SeededRandom, seededRandom } from '../../test/support/seeded-random.ts';
import { addDecimals, compareDecimals, derivedDecimal, divideDecimals, isDecimal, toDecimal } from './decimal.ts';

/** A number as a whole count of 10^-scale: exact, and made without the code under test. */
interface Exact {
  readonly units: bigint;
  readonly scale: number;
}

function read(decimal: string): Exact {
  const [whole = '', fraction = ''] = decimal.split('.');
  return { units: BigInt(whole + fraction), scale: fraction.length };
}

function sameValue(left: Exact, right: Exact): boolean {
  const scale = Math.max(left.scale, right.scale);
  const at = ({ units, scale: own }: Exact) => units * 10n ** BigInt(scale - own);
  return at(left) === at(right);
}

function published(random: SeededRandom): { text: string; value: Exact; fraction: number } {
  const digits = (count: number) => Array.from({ length: count }, () => random.whole(0, 9)).join('');
  const sign = random.pick(['', '', '-', '+']);
  const whole = digits(random.whole(1, 12));
  const fraction = digits(random.whole(0, 12));
  const exponent = random.whole(0, 2) === 0 ? random.whole(-30, 30) : null;
  const mark = random.pick(['e', 'E', 'e+']);
  const power = exponent === null ? '' : exponent < 0 ? `e${exponent}` : `${mark}${exponent}`;
  const units = BigInt(whole + fraction) * (sign === '-' ? -1n : 1n);
  const scale = fraction.length - (exponent ?? 0);
  const value = scale >= 0 ? { units, scale } : { units: units * 10n ** BigInt(-scale), scale: 0 };
  return {
    text: `${sign}${whole}${fraction === '' ? '' : `.${fraction}`}${power}`,
    value,
    fraction: Math.max(0, scale),
  };
}

describe('a published number', () => {
  test('keeps its value and its trailing zeros, however it is written', () => {
    const random = seededRandom(20_221_230);
    for (let round = 0; round < 5_000; round += 1) {
      const { text, value, fraction } = published(random);
      const decimal = toDecimal(text);
      if (decimal === null) throw new Error(`${text} was refused`);
      expect(isDecimal(decimal), text).toBe(true);
      expect(sameValue(read(decimal), value), `${text} became ${decimal}`).toBe(true);
      expect(read(decimal).scale, `${text} became ${decimal}`).toBe(fraction);
      expect(toDecimal(decimal), text).toBe(decimal);
      expect(decimal.startsWith('-'), text).toBe(value.units < 0n);
    }
  });

  test.each([
    ['-0', '0'],
    ['-0.00', '0.00'],
    ['-0e3', '0'],
    ['0e-3', '0.000'],
    ['+1.50', '1.50'],
    ['007', '7'],
    ['5.', '5'],
    [' 18.0986\r', '18.0986'],
    ['1.2300E2', '123.00'],
    ['9007199254740993', '9007199254740993'],
    ['0.1000000000000000055511151231257827', '0.1000000000000000055511151231257827'],
  ])('%j is %s', (text, decimal) => {
    expect(toDecimal(text)).toBe(decimal);
  });

  test('an exponent of hundreds is written out, and one of thousands is no number', () => {
    expect(toDecimal('1e400')).toBe(`1${'0'.repeat(400)}`);
    expect(toDecimal('1e-400')).toBe(`0.${'0'.repeat(399)}1`);
    expect(toDecimal('1e1000')).toBeNull();
    expect(toDecimal('1e-1000')).toBeNull();
  });

  test.each(['', ' ', '-', '.', '.5', '1,5', '1 000', 'NaN', 'Infinity', '0x10', '1e', 'e5', '--1', '1.2.3', '١'])(
    '%j is none',
    (text) => {
      expect(toDecimal(text)).toBeNull();
      expect(isDecimal(text)).toBe(false);
    },
  );

  test.each(['01', '1.', '+1', '1e5', ' 1', '1\n'])('%j is a number and not a stored one', (text) => {
    expect(isDecimal(text)).toBe(false);
    expect(toDecimal(text)).not.toBeNull();
  });
});

describe('calculating', () => {
  test('sums and comparisons are exact beyond what a float holds', () => {
    const random = seededRandom(3);
    for (let round = 0; round < 1_000; round += 1) {
      const [left, right] = [published(random), published(random)];
      const [a, b] = [toDecimal(left.text) ?? '', toDecimal(right.text) ?? ''];
      const scale = Math.max(left.value.scale, right.value.scale);
      const at = ({ units, scale: own }: Exact) => units * 10n ** BigInt(scale - own);
      const sum = { units: at(left.value) + at(right.value), scale };
      expect(sameValue(read(addDecimals(a, b)), sum), `${a} + ${b}`).toBe(true);
      const order = at(left.value) < at(right.value) ? -1 : Number(at(left.value) > at(right.value));
      expect(compareDecimals(a, b), `${a} and ${b}`).toBe(order);
    }
    expect(addDecimals('0.1', '0.2')).toBe('0.3');
  });

  test('a quotient has 12 significant digits and is never written with an exponent', () => {
    expect(divideDecimals('2', '3')).toBe('0.666666666667');
    expect(divideDecimals('1', '18.0986')).toBe('0.0552528924889');
    expect(divideDecimals('1', '1e20')).toBe('0.00000000000000000001');
    expect(divideDecimals('0', '7')).toBe('0');
    expect(divideDecimals('10', '5')).toBe('2');
  });

  test('a calculated value is rounded half to even at its twelfth digit, and shows no zeros that nobody calculated', () => {
    expect(derivedDecimal(new Big('1.000000000005'))).toBe('1');
    expect(derivedDecimal(new Big('1.000000000015'))).toBe('1.00000000002');
    expect(derivedDecimal(new Big('124.80750000'))).toBe('124.8075');
    expect(derivedDecimal(new Big('308150416000000'))).toBe('308150416000000');
    expect(derivedDecimal(new Big('0.00'))).toBe('0');
  });
});
