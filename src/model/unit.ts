import { type Decimal, shiftDecimal } from '../core/decimal.ts';
import { WizError } from '../core/errors.ts';

/**
 * Minor units in which exchanges quote prices: `major = minor * 10^exponent`.
 * JSE: prices are in South African cents, written ZAc by vendors. London: pence, GBp or GBX. Tel Aviv: agorot, ILA.
 */
const minorUnits: Readonly<Record<string, { readonly major: string; readonly exponent: number }>> = {
  ZAc: { major: 'ZAR', exponent: -2 },
  GBp: { major: 'GBP', exponent: -2 },
  GBX: { major: 'GBP', exponent: -2 },
  ILA: { major: 'ILS', exponent: -2 },
};

/** The currency in which a price unit is counted: ZAc -> ZAR, USD -> USD. */
export function currencyOf(unit: string): string {
  return minorUnits[unit]?.major ?? unit;
}

/** The power of ten that turns the unit into its currency: -2 for ZAc, 0 for ZAR. */
export function minorExponent(unit: string): number {
  return minorUnits[unit]?.exponent ?? 0;
}

/** The same amount in another unit of the same currency, exactly. Units of different currencies do not mix. */
export function convertUnit(amount: Decimal, from: string, to: string): Decimal {
  if (from === to) return amount;
  if (currencyOf(from) !== currencyOf(to)) {
    throw new WizError('invalid_request', `An amount in ${from} cannot be shown in ${to}; ask for ${currencyOf(from)}`);
  }
  return shiftDecimal(amount, minorExponent(from) - minorExponent(to));
}
