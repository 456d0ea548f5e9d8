import Big from 'big.js';
import { type Decimal, derivedDecimal, toDecimal } from '../core/decimal.ts';

/**
 * A derived value as it leaves the house: a plain decimal of 12 significant digits, half to even. What is no number is
 * null.
 */
export function toDecimal12(value: number | null): Decimal | null {
  if (value === null || !Number.isFinite(value)) return null;
  const longer = value.toPrecision(13);
  // Only a tie needs the slow way: floats are rounded half away from 0.
  if (/5(?:e|$)/.test(longer) && Number(longer) === value) return derivedDecimal(new Big(longer));
  return toDecimal(String(Number(value.toPrecision(12))));
}
