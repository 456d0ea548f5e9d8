import Big from 'big.js';
import type { Decimal } from '../core/decimal.ts';

/** Quotients are carried with 40 decimals, far beyond the 12 digits that are shown: 300 / 3 stays 100. */
export const Exact = Big();
Exact.DP = 40;
Exact.RM = Big.roundHalfEven;

export const unity = new Exact(1);

/** Products of many factors would grow without end. */
export function product(left: Big, right: Big): Big {
  const exact = left.times(right);
  return exact.eq(0) ? exact : new Exact(exact.toPrecision(30, Big.roundHalfEven));
}

/** An amount moved by a power of ten, as from cents to rand. */
export function scaled(amount: Decimal, exponent: number): Big {
  return new Exact(amount).times(new Exact(`1e${exponent}`));
}
