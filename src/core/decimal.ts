import Big from 'big.js';

/** A decimal number as text, as the source published it: an optional minus, digits, an optional fraction. */
export type Decimal = string;

const plain = /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/;
const scientific = /^([+-]?)(\d+)(?:\.(\d*))?(?:[eE]([+-]?\d{1,3}))?$/;

export function isDecimal(text: string): boolean {
  return plain.test(text);
}

/**
 * The published digits as a plain decimal, or null where the text is no number. Exactly the same value: an exponent is
 * written out, a plus sign and leading zeros go, trailing zeros stay because they were published.
 */
export function toDecimal(text: string): Decimal | null {
  if (plain.test(text)) return text.startsWith('-') && !/[1-9]/.test(text) ? text.slice(1) : text;
  const match = scientific.exec(text.trim());
  if (!match) return null;
  const [, sign = '', whole = '', fraction = '', exponentText = '0'] = match;
  const exponent = Number(exponentText);
  const digits = whole + fraction;
  const point = whole.length + exponent;
  const padded =
    point > digits.length ? digits.padEnd(point, '0') : digits.padStart(digits.length + Math.max(0, 1 - point), '0');
  const at = Math.max(point, 1);
  const integer = padded.slice(0, at).replace(/^0+(?=\d)/, '');
  const rest = padded.slice(at);
  const value = rest === '' ? integer : `${integer}.${rest}`;
  return sign === '-' && /[1-9]/.test(value) ? `-${value}` : value;
}

export function compareDecimals(left: Decimal, right: Decimal): number {
  return new Big(left).cmp(right);
}

export function addDecimals(left: Decimal, right: Decimal): Decimal {
  return new Big(left).plus(right).toFixed();
}

/** Exact: as many digits as the product has. */
export function multiplyDecimals(left: Decimal, right: Decimal): Decimal {
  return new Big(left).times(right).toFixed();
}

/** Derived values carry 12 significant digits, rounded half to even; published digits are echoed elsewhere. */
export function divideDecimals(numerator: Decimal, denominator: Decimal): Decimal {
  return derivedDecimal(new Division(numerator).div(denominator));
}

/** The text of a value that was calculated exactly, or with more digits than are shown: 12 significant ones. */
export function derivedDecimal(exact: Big): Decimal {
  return exact.eq(0) ? '0' : new Big(exact.toPrecision(12, Big.roundHalfEven)).toFixed();
}

const Division = Big();
Division.DP = 40;
Division.RM = Big.roundHalfEven;
