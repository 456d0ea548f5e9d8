import type { Decimal } from '../core/decimal.ts';
import type { Rows } from '../model/parsed.ts';
import type { Bar, Instrument, Quote, Trade } from '../model/records.ts';

/** Records that carry prices. */
export type Priced = Bar | Trade | Quote;

/**
 * Contracts and goods have been sold for less than nothing (crude oil, 2020-04-20), and a bond may be quoted by its
 * yield; shares, indices, funds, coins and currencies never are.
 */
const mayBeNegative = new Set<Instrument['kind']>(['future', 'commodity', 'bond']);

/** Ids of the payload's instruments whose price may be zero or below. */
export function negativesOf({ instrument }: Rows): ReadonlySet<string> {
  const negatives = new Set<string>();
  for (const { instrument_id, kind } of instrument ?? []) {
    if (mayBeNegative.has(kind)) negatives.add(instrument_id);
  }
  return negatives;
}

/** Which price of the record is not above zero, in a sentence; null where all are. */
export function notPositive(row: Priced): string | null {
  if ('price' in row) return below('price', row.price);
  return below('open', row.open) ?? below('high', row.high) ?? below('low', row.low) ?? below('close', row.close);
}

function below(field: string, price: Decimal | null): string | null {
  return price === null || isPositive(price) ? null : `The ${field} ${price} is not above zero.`;
}

/** A plain decimal begins with its first digit that is not zero, unless it is below one. */
export function isPositive(price: Decimal): boolean {
  const first = price.charCodeAt(0);
  return (first > 48 && first <= 57) || (first === 48 && /[1-9]/.test(price));
}
