import { toDecimal } from '../../core/decimal.ts';
import type { Rejection } from '../../model/parsed.ts';
import type { Rate } from '../../model/records.ts';
import { reject } from '../reading.ts';

/** The rates of one ECB document, whatever its form. */
export interface EcbRates {
  readonly rates: Rate[];
  readonly rejected: Rejection[];
}

/** One published figure: so many units of the currency for one euro on that day. */
export function addRate(to: EcbRates, currency: string, date: string, published: string): void {
  const record = { currency, date, rate: published };
  const day = toDay(date);
  if (day === null) {
    to.rejected.push(reject('rate', 'schema', `"${date}" is no calendar day`, record));
  } else if (!/^[A-Z]{3}$/.test(currency)) {
    to.rejected.push(reject('rate', 'schema', `"${currency}" is no currency code`, record));
  } else {
    const value = toDecimal(published);
    if (value === null) to.rejected.push(reject('rate', 'decimal', `"${published}" is no decimal number`, record));
    else to.rates.push({ base: 'EUR', quote: currency, date: day, value });
  }
}

const months = 'January February March April May June July August September October November December'.split(' ');

/** `2022-03-04`, or `04 March 2022` as the daily file writes it. */
function toDay(text: string): string | null {
  const [, dayOfMonth = '', month = '', year = ''] = /^(\d{1,2}) ([A-Za-z]+) (\d{4})$/.exec(text) ?? [];
  const number = String(months.indexOf(month) + 1).padStart(2, '0');
  const iso = year === '' ? text : `${year}-${number}-${dayOfMonth.padStart(2, '0')}`;
  const isDay = /^\d{4}-\d\d-\d\d$/.test(iso) && new Date(iso).getUTCDate() === Number(iso.slice(8));
  return isDay ? iso : null;
}
