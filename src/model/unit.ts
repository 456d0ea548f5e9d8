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

/** Every unit that is a minor one, with the power of ten that turns it into its currency. */
export const minorExponents: Readonly<Record<string, number>> = Object.fromEntries(
  Object.entries(minorUnits).map(([unit, { exponent }]) => [unit, exponent]),
);

/** The units that can be shown in a unit, with the power of ten that turns each into it: ZAR shows ZAc by -2. */
export function shownIn(unit: string): readonly { readonly unit: string; readonly exponent: number }[] {
  const currency = currencyOf(unit);
  const minors = Object.keys(minorUnits).filter((minor) => currencyOf(minor) === currency);
  return [currency, ...minors].map((from) => ({ unit: from, exponent: minorExponent(from) - minorExponent(unit) }));
}
