import { convert } from '../../model/measure.ts';
import type { NamedInstrument } from '../../model/named.ts';
import { currencyOf } from '../../model/unit.ts';
import { fetchIdsOf, type Outcome, rowsOf, type Told, text } from '../call.ts';
import type { Known } from '../plan.ts';
import { product } from '../statistics.ts';

/** The currency that is asked for, where the price is not published in it. */
export function foreignOf({ currencies, amount }: Known, { unit }: NamedInstrument): string | null {
  const [asked] = currencies;
  return asked === undefined ||
    amount !== null ||
    unit === null ||
    currencyOf(unit) === asked ||
    currencyOf(unit).startsWith(asked)
    ? null
    : asked;
}

/** A price, or so many of them, in another currency at a rate that is told. */
export function abroadOf(
  price: string | null,
  unit: string | null,
  outcome: Outcome | undefined,
  foreign: string,
  of: string,
  quantity: string | null,
): Told | null {
  const row = rowsOf(outcome)[0];
  const [rate, day] = [text(row, 'value'), text(row, 'date')];
  if (price === null || rate === null || day === null || unit === null) return null;
  const currency = currencyOf(unit);
  const whole = unit === currency ? price : convert(price, unit, currency);
  const value = product(whole, rate);
  const all = quantity === null ? null : product(product(whole, quantity), rate);
  return {
    sentence: `At the rate of ${rate} ${foreign} for one ${currency} of ${day} that is ${whole} x ${rate} = ${value} ${foreign}${all === null ? '' : `, and ${quantity} of them are ${all} ${foreign}`}.`,
    values: [
      { name: 'price_converted', value, unit: foreign, time: day, of, fetch_ids: fetchIdsOf(row) },
      ...(all === null
        ? []
        : [{ name: 'holding', value: all, unit: foreign, time: day, of, fetch_ids: fetchIdsOf(row) }]),
    ],
  };
}
