import { fromEnglish, isDay } from '../calendar-day.ts';

/** The day of a line, or the rule by which it has none and why. */
export type ReadDay = { readonly day: string } | { readonly rule: string; readonly reason: string };

type Order = 'day_first' | 'month_first';

const numeric = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/;
const yearFirst = /^(\d{4})([/.-])(\d{1,2})\2(\d{1,2})$/;
const unbroken = /^(\d{4})()(\d\d)(\d\d)$/;
/** Some files write the midnight with which a day begins. */
const midnight = /[ T]00:00(?::00(?:\.0+)?)?Z?$/;

/**
 * Reads the dates of one file. 3/4/2020 is the third of April or the fourth of March: which of the two comes first is
 * the same in the whole file, so one date with a component above twelve tells it for all. Where none does, or two
 * contradict each other, the dates that can be either are rejected and the others are read.
 */
export function dayReader(dates: readonly string[]): (date: string) => ReadDay {
  const orders = new Set(dates.map((date) => orderOf(plain(date))).filter((order) => order !== null));
  const [only = null] = orders.size === 1 ? orders : [];
  return (date) => readDay(plain(date), only, orders.size > 1);
}

const plain = (date: string): string => date.trim().replace(midnight, '');

/** The order that a date proves, or null. */
function orderOf(date: string): Order | null {
  const [, one = '', other = ''] = numeric.exec(date) ?? [];
  if (Number(one) > 12) return 'day_first';
  return Number(other) > 12 ? 'month_first' : null;
}

function readDay(date: string, ofFile: Order | null, contradicted: boolean): ReadDay {
  const [, year = '', , month = '', day = ''] = yearFirst.exec(date) ?? unbroken.exec(date) ?? [];
  const [, one = '', other = '', lastYear = ''] = numeric.exec(date) ?? [];
  if (one === '') return calendarDay(year === '' ? fromEnglish(spaced(date)) : dayOf(year, month, day), date);
  const order = orderOf(date) ?? ofFile ?? (one === other ? 'day_first' : null);
  if (order === 'day_first') return calendarDay(dayOf(lastYear, other, one), date);
  if (order === 'month_first') return calendarDay(dayOf(lastYear, one, other), date);
  const why = contradicted ? 'the file has days first and months first' : 'no date of the file tells which is meant';
  return { rule: 'ambiguous_date', reason: `"${date}" may name the day or the month first: ${why}` };
}

/** `09-Jul-2018` */
const spaced = (date: string): string => date.replace(/^(\d{1,2})-([A-Za-z]+)-(\d{4})$/, '$1 $2 $3');

const dayOf = (year: string, month: string, day: string): string =>
  `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;

const calendarDay = (day: string, date: string): ReadDay =>
  isDay(day) ? { day } : { rule: 'schema', reason: `"${date}" is no calendar day` };
