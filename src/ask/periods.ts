import type { Day, Span } from './dates.ts';
import * as dates from './dates.ts';
import { cover, type Text, take, words } from './text.ts';

/** When a question asks about. `now`: the newest there is, which nothing in it contradicts. */
export interface Period extends Span {
  readonly kind: 'now' | 'day' | 'span';
  /** As it is told in an answer. */
  readonly label: string;
}

export const now: Period = { kind: 'now', from: null, to: null, label: 'the newest' };

const month =
  '(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?';
const year = '((?:19|20|21)\\d\\d)';
const ordinal = '(\\d{1,2})(?:st|nd|rd|th)?';
const monthNumber = (name: string): number => dates.months.findIndex((one) => one.startsWith(name.slice(0, 3))) + 1;
const place = (word: string): number =>
  ({ first: 1, second: 2, third: 3, fourth: 4 })[word] ?? Number(word.slice(0, 1));

interface Form {
  readonly shape: string;
  /** Groups of the shape are counted from the first; null where it is no date. */
  of(groups: readonly string[], today: Day): Span | null;
}

const single = (day: Day | null): Span | null => (day === null ? null : { from: day, to: day });

/** The day or month without a year: the last one that has begun, or with `ahead` the next. */
const lastBegun = (today: Day, made: (year: number) => Day | null): Day | null => {
  const thisYear = made(dates.yearOf(today));
  return thisYear !== null && thisYear > today ? made(dates.yearOf(today) - 1) : thisYear;
};

const forms: readonly Form[] = [
  {
    shape: `${year}[-/.](\\d{1,2})[-/.](\\d{1,2})(?:t[\\d:.]+z?)?`,
    of: ([y, m, d]) => single(dates.realDay(Number(y), Number(m), Number(d))),
  },
  // Days come first in South Africa.
  {
    shape: `(\\d{1,2})[-/.](\\d{1,2})[-/.]${year}`,
    of: ([d, m, y]) =>
      single(dates.realDay(Number(y), Number(m), Number(d)) ?? dates.realDay(Number(y), Number(d), Number(m))),
  },
  {
    shape: `${ordinal} (?:of )?${month},? ?(?:of )?${year}`,
    of: ([d, m = '', y]) => single(dates.realDay(Number(y), monthNumber(m), Number(d))),
  },
  {
    shape: `${month} ${ordinal},? (?:of )?${year}`,
    of: ([m = '', d, y]) => single(dates.realDay(Number(y), monthNumber(m), Number(d))),
  },
  {
    shape: `christmas(?: day)?(?: of)?(?: ${year})?`,
    of: ([y], today) => single(dates.dayOf(y ? Number(y) : dates.yearOf(today), 12, 25)),
  },
  {
    shape: `new year'?s day(?: of)?(?: ${year})?`,
    of: ([y], today) => single(dates.dayOf(y ? Number(y) : dates.yearOf(today) + 1, 1, 1)),
  },
  {
    shape: `(?:the )?(q[1-4]|[1-4]q|(?:first|second|third|fourth|1st|2nd|3rd|4th) quarter)(?: of|,)? ?'?${year}`,
    of: ([q = '', y]) => dates.wholeMonths(Number(y), place(q.replace('q', '').trim().split(' ')[0] ?? '') * 3 - 2, 3),
  },
  { shape: `${year} ?(q[1-4])`, of: ([y, q = '']) => dates.wholeMonths(Number(y), Number(q[1]) * 3 - 2, 3) },
  {
    shape: `(?:the )?(h[12]|(?:first|second) half)(?: of|,)? ?${year}`,
    of: ([h = '', y]) => dates.wholeMonths(Number(y), h === 'h2' || h.startsWith('second') ? 7 : 1, 6),
  },
  {
    shape: `(?:the month of )?${month},? (?:of )?'?${year}`,
    of: ([m = '', y]) => dates.wholeMonths(Number(y), monthNumber(m), 1),
  },
  { shape: `${year}-(0[1-9]|1[0-2])`, of: ([y, m]) => dates.wholeMonths(Number(y), Number(m), 1) },
  {
    shape: `${ordinal} (?:of )?${month}`,
    of: ([d, m = ''], today) => single(lastBegun(today, (y) => dates.realDay(y, monthNumber(m), Number(d)))),
  },
  {
    shape: `${month} ${ordinal}(?! ?(?:days?|weeks?|months?|years?))`,
    of: ([m = '', d], today) => single(lastBegun(today, (y) => dates.realDay(y, monthNumber(m), Number(d)))),
  },
  { shape: `(?:the )?(?:calendar |fiscal )?(?:year )?${year}`, of: ([y]) => dates.wholeYear(Number(y)) },
  { shape: `(?:the day before yesterday)`, of: (_, today) => single(dates.addDays(today, -2)) },
  { shape: `yesterday(?:'s)?`, of: (_, today) => single(dates.addDays(today, -1)) },
  { shape: `tomorrow(?:'s)?`, of: (_, today) => single(dates.addDays(today, 1)) },
  { shape: `today(?:'s)?|this (?:morning|afternoon)|tonight`, of: (_, today) => single(today) },
  {
    shape: `(last|this|next|this past|this coming|past)? ?(${dates.weekdays.join('|')})(?:'s)?`,
    of: ([which, name = ''], today) => single(weekday(name, which ?? '', today)),
  },
  {
    shape: `(?:in |during |last |this )?(january|february|march|april|june|july|august|september|october|november|december)`,
    of: ([m = ''], today) => {
      const first = lastBegun(today, (y) => dates.realDay(y, monthNumber(m), 1));
      return first === null ? null : dates.wholeMonths(dates.yearOf(first), dates.monthOf(first), 1);
    },
  },
];

function weekday(name: string, which: string, today: Day): Day {
  const wanted = dates.weekdays.indexOf(name);
  const ahead = (wanted - dates.weekdayOf(today) + 7) % 7;
  if (which === 'next' || which === 'this coming') return dates.addDays(today, ahead === 0 ? 7 : ahead);
  const back = (7 - ahead) % 7;
  return dates.addDays(today, -(which === 'this' ? back : back === 0 ? 7 : back));
}

/** A date at the beginning of a text, as far as its shape goes. */
function dateIn(text: string, today: Day): Span | null {
  for (const { shape, of } of forms) {
    const found = new RegExp(`^(?:${shape})$`, 'u').exec(text);
    const span = found && of(found.slice(1), today);
    if (span) return span;
  }
  return null;
}

const numbers = 'one two three four five six seven eight nine ten eleven twelve'.split(' ');
const count = (word: string | undefined): number => {
  if (word === undefined) return 1;
  const named = numbers.indexOf(word);
  return named >= 0 ? named + 1 : word === 'few' || word === 'couple of' ? 2 : Number(word);
};

const many = `(\\d{1,3}|${numbers.join('|')})`;
const relative: readonly Form[] = [
  {
    shape: `(?:since the (?:start|beginning) of (?:the|this) year|year[- ]to[- ]date|ytd|so far this year)`,
    of: (_, today) => ({ from: `${today.slice(0, 4)}-01-01`, to: today }),
  },
  {
    shape: `(?:month[- ]to[- ]date|mtd|so far this month)`,
    of: (_, today) => ({ from: `${today.slice(0, 8)}01`, to: today }),
  },
  {
    shape: `(?:over|in|during|for|within)? ?(?:the )?(?:last|past|previous|trailing) ${many} (day|session|week|month|quarter|year)s?`,
    of: ([n, unit = ''], today) => ({ from: before(today, count(n), unit), to: today }),
  },
  {
    shape: `(?:since )?${many} (day|week|month|year)s? ago`,
    of: ([n, unit = ''], today) => single(before(today, count(n), unit)),
  },
  {
    shape: `(?:over|for|within) (?:the |a |one )?(?:last |past )?(week|month|quarter|year)|(?:in |during )?the past (week|month|quarter|year)`,
    of: ([a, b], today) => ({ from: before(today, 1, a ?? b ?? ''), to: today }),
  },
  {
    shape: `(?:in |during |of |for )?(?:the )?(last|previous|past|this|the current|current|next|the coming|coming) (week|month|quarter|year)(?:'s)?`,
    of: ([which = '', unit = ''], today) => calendarSpan(which.replace('the ', ''), unit, today),
  },
  {
    shape: `(?:of )?all[- ]time|(?:ever|since (?:the )?(?:listing|inception|beginning))`,
    of: () => ({ from: null, to: null }),
  },
];

function before(today: Day, n: number, unit: string): Day {
  if (unit === 'day' || unit === 'session') return dates.addDays(today, -n);
  if (unit === 'week') return dates.addDays(today, -7 * n);
  return dates.monthsBefore(today, n * (unit === 'year' ? 12 : unit === 'quarter' ? 3 : 1));
}

/** A whole week, month, quarter or year of the calendar; the one under way goes until today. */
function calendarSpan(which: string, unit: string, today: Day): Span {
  const step = which === 'next' || which === 'coming' ? 1 : which === 'this' || which === 'current' ? 0 : -1;
  const whole = (): Span => {
    if (unit === 'week') return dates.weekOf(dates.addDays(today, 7 * step));
    if (unit === 'year') return dates.wholeYear(dates.yearOf(today) + step);
    const size = unit === 'quarter' ? 3 : 1;
    const first = Math.floor((dates.monthOf(today) - 1) / size) * size + 1 + step * size;
    return dates.wholeMonths(dates.yearOf(today), first, size);
  };
  const { from, to } = whole();
  return { from, to: step === 0 && to !== null && to > today ? today : to };
}

const anyDate = forms.map(({ shape }) => shape.replace(/\((?!\?)/g, '(?:')).join('|');
const joined = words(
  `(?:(?:from|between|over) )?(${anyDate}) ?(?:-|to|and|until|till|through|up to|thru) ?(?:the )?(${anyDate})`,
);
const since = words(
  `(?:since|from|after|starting(?: on| in)?) (?:the )?(?:end of |start of |beginning of )?(${anyDate})(?: (?:to|until|till) (?:now|today|date))?(?: on(?:wards?)?)?`,
);
const until = words(`(?:until|till|up to|before|by|prior to) (?:the )?(?:end of |start of )?(${anyDate})`);
const plainDate = words(
  `(?:(?:on|in|at|of|for|during|as of|as at|over|dated?) )?(?:the )?(?:(?:end|start|close|beginning|week|month) of )?(${anyDate})`,
);
const nowWords = words(
  `(?:right |just )?now|currently|at the moment|at present|(?:the )?(?:latest|newest|current|most recent|last)(?= (?:price|close|quote|value|figure|reading|rate|level|trade|known|observation|available|number|data|news|headlines?))`,
);

const weekdayBeforeDate = new RegExp(
  `(?<!\\p{L})(?:on )?(?:${dates.weekdays.join('|')}),? (?:the )?(?=\\d|${month} )`,
  'u',
);

/** Takes the period out of the text; several dates that no word joins are a span from the first to the last. */
export function takePeriod(text: Text, today: Day): Period {
  // A weekday beside its date says nothing more.
  const named = weekdayBeforeDate.exec(text.rest);
  if (named !== null) cover(text, named.index, named[0].length);
  const pair = take(text, joined);
  if (pair !== null) {
    const [first, last] = [dateIn(pair[1] ?? '', today), dateIn(pair[2] ?? '', today)];
    if (first && last) return spanOf({ from: least(first.from, last.from), to: greatest(first.to, last.to) });
  }
  for (const { shape, of } of relative) {
    const found = take(text, words(shape));
    if (found === null) continue;
    const span = of(found.slice(1), today);
    if (span === null) continue;
    return /^since .* ago$/.test(found[0].trim()) ? spanOf({ from: span.from, to: today }) : spanOf(span);
  }
  const begun = dateIn(take(text, since)?.[1] ?? '', today);
  if (begun) return { ...spanOf({ from: begun.from, to: today }), kind: 'span' };
  const ended = dateIn(take(text, until)?.[1] ?? '', today);
  if (ended) return { ...spanOf({ from: null, to: ended.from }), kind: 'span' };
  const one = dateIn(take(text, plainDate)?.[1] ?? '', today);
  if (one === null) {
    take(text, nowWords);
    return now;
  }
  const other = dateIn(take(text, plainDate)?.[1] ?? '', today);
  return spanOf(other === null ? one : { from: least(one.from, other.from), to: greatest(one.to, other.to) });
}

const least = (a: Day | null, b: Day | null): Day | null => (a === null || b === null ? null : a < b ? a : b);
const greatest = (a: Day | null, b: Day | null): Day | null => (a === null || b === null ? null : a > b ? a : b);

export function spanOf({ from, to }: Span): Period {
  if (from !== null && from === to) return { kind: 'day', from, to, label: `on ${from}` };
  const label =
    from === null
      ? to === null
        ? 'in all that is stored'
        : `until ${to}`
      : to === null
        ? `since ${from}`
        : `from ${from} to ${to}`;
  return { kind: 'span', from, to, label };
}
