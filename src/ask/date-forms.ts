import type { Day, Span } from './dates.ts';
import * as dates from './dates.ts';
import { holidayOf, holidayShape } from './holidays.ts';

/** A way to write a day or a whole period of the calendar. */
export interface DateForm {
  readonly shape: string;
  /** Groups of the shape are counted from the first; null where it is no date. */
  of(groups: readonly (string | undefined)[], today: Day): Span | null;
}

const month =
  '(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?';
const year = '((?:19|20|21)\\d\\d)';
const ordinal = '(\\d{1,2})(?:st|nd|rd|th)?';
const to = ' ?(?:-|to|and|until|till|through|thru) ?(?:the )?';
export const months = month.replace('(', '(?:');

const monthNumber = (name = ''): number => dates.months.findIndex((one) => one.startsWith(name.slice(0, 3))) + 1;
const place = (word: string): number =>
  ({ first: 1, second: 2, third: 3, fourth: 4, last: 4 })[word] ?? Number(/\d/.exec(word)?.[0]);
const single = (day: Day | null): Span | null => (day === null ? null : { from: day, to: day });
const between = (from: Day | null, until: Day | null): Span | null =>
  from === null || until === null ? null : { from, to: until };
const quarter = (y: number, q: number): Span => dates.wholeMonths(y, q * 3 - 2, 3);
const joined = (first: Span, last: Span): Span => ({ from: first.from, to: last.to });

/** The day or month without a year: the last one that has begun. */
const lastBegun = (today: Day, made: (year: number) => Day | null): Day | null => {
  const thisYear = made(dates.yearOf(today));
  return thisYear !== null && thisYear > today ? made(dates.yearOf(today) - 1) : thisYear;
};

/** Two ends that share a month or a year: "between Jan and June 2022", "4 to 8 January 2021". */
export const sharedForms: readonly DateForm[] = [
  {
    shape: `${month}${to}${month},? (?:of )?'?${year}`,
    of: ([a, b, y]) =>
      joined(dates.wholeMonths(Number(y), monthNumber(a), 1), dates.wholeMonths(Number(y), monthNumber(b), 1)),
  },
  {
    shape: `(\\d{1,2})(?:, ?\\d{1,2})+,? (?:and|&) ${ordinal} (?:of )?${month},? ?${year}`,
    of: ([a, b, m, y]) =>
      between(dates.realDay(Number(y), monthNumber(m), Number(a)), dates.realDay(Number(y), monthNumber(m), Number(b))),
  },
  {
    shape: `${ordinal}${to}${ordinal} (?:of )?${month},? ?${year}`,
    of: ([a, b, m, y]) =>
      between(dates.realDay(Number(y), monthNumber(m), Number(a)), dates.realDay(Number(y), monthNumber(m), Number(b))),
  },
  {
    shape: `${month} ${ordinal}${to}${ordinal},? ?${year}`,
    of: ([m, a, b, y]) =>
      between(dates.realDay(Number(y), monthNumber(m), Number(a)), dates.realDay(Number(y), monthNumber(m), Number(b))),
  },
  {
    shape: `${ordinal} (?:of )?${month}${to}${ordinal} (?:of )?${month},? ?${year}`,
    of: ([a, m, b, n, y]) =>
      between(dates.realDay(Number(y), monthNumber(m), Number(a)), dates.realDay(Number(y), monthNumber(n), Number(b))),
  },
  {
    shape: `${month} ${ordinal}${to}${month} ${ordinal},? ?${year}`,
    of: ([m, a, n, b, y]) =>
      between(dates.realDay(Number(y), monthNumber(m), Number(a)), dates.realDay(Number(y), monthNumber(n), Number(b))),
  },
  {
    shape: `q([1-4])${to}q([1-4])(?: of|,)? ?${year}`,
    of: ([a, b, y]) => joined(quarter(Number(y), Number(a)), quarter(Number(y), Number(b))),
  },
];

export const forms: readonly DateForm[] = [
  {
    shape: `${year}[-/.](\\d{1,2})[-/.](\\d{1,2})(?:t[\\d:.]+z?)?`,
    of: ([y, m, d]) => single(dates.realDay(Number(y), Number(m), Number(d))),
  },
  { shape: `${year}([01]\\d)([0-3]\\d)`, of: ([y, m, d]) => single(dates.realDay(Number(y), Number(m), Number(d))) },
  // Days come first in South Africa.
  {
    shape: `(\\d{1,2})[-/.](\\d{1,2})[-/.]((?:19|20|21)?\\d\\d)`,
    of: ([d, m, said = '']) => {
      const y = said.length === 2 ? 2000 + Number(said) : Number(said);
      return single(dates.realDay(y, Number(m), Number(d)) ?? dates.realDay(y, Number(d), Number(m)));
    },
  },
  {
    shape: `${ordinal}[ -]?(?:of )?${month},?[ -]?(?:of )?${year}`,
    of: ([d, m, y]) => single(dates.realDay(Number(y), monthNumber(m), Number(d))),
  },
  {
    shape: `${month} (?:the )?${ordinal},? ?(?:of )?${year}`,
    of: ([m, d, y]) => single(dates.realDay(Number(y), monthNumber(m), Number(d))),
  },
  {
    shape: `(?:the )?(${holidayShape})(?: of| in|,)?(?: ${year})?`,
    of: ([name = '', y], today) => single(holidayOf(name, y ? Number(y) : null, today)),
  },
  {
    shape: `(?:the )?(q[1-4]|[1-4]q|(?:first|second|third|fourth|last|1st|2nd|3rd|4th) quarter)(?: of|,| in)?(?: ?'?${year})?`,
    of: ([q = '', y], today) => quarter(y ? Number(y) : dates.yearOf(today), place(q.split(' ')[0] ?? '')),
  },
  { shape: `${year}[ -]?q([1-4])`, of: ([y, q]) => quarter(Number(y), Number(q)) },
  {
    shape: `(?:the )?(h[12]|(?:first|second|1st|2nd|last) half)(?: of|,| in)?(?: ?${year})?`,
    of: ([h = '', y], today) =>
      dates.wholeMonths(y ? Number(y) : dates.yearOf(today), /^(?:h2|s|2|l)/.test(h) ? 7 : 1, 6),
  },
  {
    shape: `(?:the )?(?:month of )?${month},?[ -]?(?:of |in )?'?${year}`,
    of: ([m, y]) => dates.wholeMonths(Number(y), monthNumber(m), 1),
  },
  {
    shape: `${ordinal} (?:of )?${month} ?'(\\d\\d)`,
    of: ([d, m, y]) => single(dates.realDay(2000 + Number(y), monthNumber(m), Number(d))),
  },
  {
    shape: `(first|second|third|fourth|last) (${dates.weekdays.join('|')}) (?:of|in) ${month},? ?${year}`,
    of: ([which = '', name = '', m, y]) => single(weekdayOfMonth(which, name, Number(y), monthNumber(m))),
  },
  {
    shape: `(first|second|third|fourth|last) week (?:of|in) ${month},? ?${year}`,
    of: ([which = '', m, y]) => {
      const { from, to } = dates.wholeMonths(Number(y), monthNumber(m), 1);
      if (which === 'last') return { from: dates.addDays(to ?? '', -6), to };
      const begin = dates.addDays(from ?? '', 7 * (place(which) - 1));
      return { from: begin, to: dates.addDays(begin, 6) };
    },
  },
  { shape: `${month}[ -]?'(\\d\\d)`, of: ([m, y]) => dates.wholeMonths(2000 + Number(y), monthNumber(m), 1) },
  { shape: `${year}-(0[1-9]|1[0-2])`, of: ([y, m]) => dates.wholeMonths(Number(y), Number(m), 1) },
  {
    shape: `${ordinal} (?:of )?${month}`,
    of: ([d, m], today) => single(lastBegun(today, (y) => dates.realDay(y, monthNumber(m), Number(d)))),
  },
  {
    shape: `${month} ${ordinal}(?! ?(?:days?|weeks?|months?|years?|shares?|units?|%|percent))`,
    of: ([m, d], today) => single(lastBegun(today, (y) => dates.realDay(y, monthNumber(m), Number(d)))),
  },
  {
    shape: '(?:the )?((?:19|20)\\d0)s',
    of: ([y]) => joined(dates.wholeYear(Number(y)), dates.wholeYear(Number(y) + 9)),
  },
  { shape: `(?:the )?(?:calendar |fiscal )?(?:year )?${year}`, of: ([y]) => dates.wholeYear(Number(y)) },
  { shape: `(?:the day before yesterday)`, of: (_, today) => single(dates.addDays(today, -2)) },
  { shape: `yesterday(?:'s)?`, of: (_, today) => single(dates.addDays(today, -1)) },
  { shape: `(?:the day after )tomorrow`, of: (_, today) => single(dates.addDays(today, 2)) },
  { shape: `tomorrow(?:'s)?`, of: (_, today) => single(dates.addDays(today, 1)) },
  { shape: `today(?:'s)?|this (?:morning|afternoon)|tonight`, of: (_, today) => single(today) },
  {
    shape: `(last|this|next|this past|this coming|past)? ?(${dates.weekdays.join('|')})(?:'s)?`,
    of: ([which, name = ''], today) => single(weekday(name, which ?? '', today)),
  },
  {
    shape: `(?:last |this )?(january|february|march|april|june|july|august|september|october|november|december)`,
    of: ([m], today) => {
      const first = lastBegun(today, (y) => dates.realDay(y, monthNumber(m), 1));
      return first === null ? null : dates.wholeMonths(dates.yearOf(first), dates.monthOf(first), 1);
    },
  },
];

function weekdayOfMonth(which: string, name: string, year: number, month: number): Day {
  const wanted = dates.weekdays.indexOf(name);
  if (which === 'last') {
    const last = dates.dayOf(year, month + 1, 0);
    return dates.addDays(last, -((dates.weekdayOf(last) - wanted + 7) % 7));
  }
  const first = dates.dayOf(year, month, 1);
  return dates.addDays(first, ((wanted - dates.weekdayOf(first) + 7) % 7) + 7 * (place(which) - 1));
}

function weekday(name: string, which: string, today: Day): Day {
  const wanted = dates.weekdays.indexOf(name);
  const ahead = (wanted - dates.weekdayOf(today) + 7) % 7;
  if (which === 'next' || which === 'this coming') return dates.addDays(today, ahead === 0 ? 7 : ahead);
  const back = (7 - ahead) % 7;
  return dates.addDays(today, -(which === 'this' ? back : back === 0 ? 7 : back));
}
