import { type DateForm, forms, months, sharedForms } from './date-forms.ts';
import type { Day, Span } from './dates.ts';
import * as dates from './dates.ts';
import { cover, type Text, take, words } from './text.ts';

/** When a question asks about. `now`: the newest there is, which nothing in it contradicts. */
export interface Period extends Span {
  readonly kind: 'now' | 'day' | 'span';
  /** As it is told in an answer. */
  readonly label: string;
  /** One figure of a span is meant, the first in it or the last. */
  readonly edge: 'first' | 'last' | null;
  /** A change is counted from the figure of the first day itself; else from the last one before the span. */
  readonly fromItself: boolean;
  /** What was written as a date and is none: 30 February. */
  readonly impossible: string | null;
  /** Two times that are asked about each by itself: "in 1980 and in 2022". */
  readonly apart: readonly Period[] | null;
}

const none = { edge: null, fromItself: false, impossible: null, apart: null } as const;
export const now: Period = { kind: 'now', from: null, to: null, label: 'the newest', ...none };

const numbers = 'one two three four five six seven eight nine ten eleven twelve'.split(' ');
const count = (word: string | undefined): number => {
  if (word === undefined) return 1;
  const named = numbers.indexOf(word);
  return named >= 0 ? named + 1 : Number(word);
};
const many = `(\\d{1,3}|${numbers.join('|')})`;
const units = '(day|session|week|month|quarter|year)';

const relative: readonly DateForm[] = [
  {
    shape: `(?:since the (?:start|beginning) of (?:the|this) year|year[- ]to[- ]date|ytd|so far this year)`,
    of: (_, today) => ({ from: `${today.slice(0, 4)}-01-01`, to: today }),
  },
  {
    shape: `(?:since the (?:start|beginning) of (?:the|this) month|month[- ]to[- ]date|mtd|so far this month)`,
    of: (_, today) => ({ from: `${today.slice(0, 8)}01`, to: today }),
  },
  {
    shape: `(?:(?:is |are )?left|remaining|rest)(?: of| in)? (?:the|this) (week|month|quarter|year)|rest of the (week|month|quarter|year)`,
    of: ([a, b], today) => ({ from: dates.addDays(today, 1), to: calendarSpan('whole', a ?? b ?? '', today).to }),
  },
  {
    shape: `(?:over|in|during|for|within)? ?(?:the )?(?:last|past|previous|trailing) ${many}[- ]${units}s?`,
    of: ([n, unit = ''], today) => ({ from: before(today, count(n), unit), to: today }),
  },
  {
    shape: `(?:over|in|during|within|for) (?:the )?(?:next|coming) ${many} ${units}s?|next ${many} ${units}s?`,
    of: ([n, unit, m, other], today) => ({ from: today, to: before(today, -count(n ?? m), unit ?? other ?? '') }),
  },
  {
    shape: `(?:since )?${many} ${units}s? ago`,
    of: ([n, unit = ''], today) => {
      const day = before(today, count(n), unit);
      return { from: day, to: day };
    },
  },
  {
    shape: `(?:over|for|within) (?:the |a |one )?(?:last |past )?(week|month|quarter|year)(?! (?:of|ending|starting|in|\\d{4}))|(?:in |during )?the past (week|month|quarter|year)`,
    of: ([a, b], today) => ({ from: before(today, 1, a ?? b ?? ''), to: today }),
  },
  {
    shape: `(?:in |during |of |for )?(?:the )?(last|previous|past|this|the current|current|next|the coming|coming) (week|month|quarter|year)(?:'s)?(?! of (?:${months}|(?:19|20)\\d\\d))`,
    of: ([which = '', unit = ''], today) => calendarSpan(which.replace('the ', ''), unit, today),
  },
];
const always: DateForm = {
  shape: `(?:of )?all[- ]time|(?:ever|since (?:the )?(?:listing|inception|beginning))`,
  of: () => ({ from: null, to: null }),
};

function before(today: Day, n: number, unit: string): Day {
  if (unit === 'day' || unit === 'session') return dates.addDays(today, -n);
  if (unit === 'week') return dates.addDays(today, -7 * n);
  return dates.monthsBefore(today, n * (unit === 'year' ? 12 : unit === 'quarter' ? 3 : 1));
}

/** A whole week, month, quarter or year of the calendar; the one under way goes until today. */
function calendarSpan(which: string, unit: string, today: Day): Span {
  const step = which === 'next' || which === 'coming' ? 1 : /^(?:this|current|whole)$/.test(which) ? 0 : -1;
  const whole = (): Span => {
    if (unit === 'week') return dates.weekOf(dates.addDays(today, 7 * step));
    if (unit === 'year') return dates.wholeYear(dates.yearOf(today) + step);
    const size = unit === 'quarter' ? 3 : 1;
    const first = Math.floor((dates.monthOf(today) - 1) / size) * size + 1 + step * size;
    return dates.wholeMonths(dates.yearOf(today), first, size);
  };
  const { from, to } = whole();
  return { from, to: step === 0 && which !== 'whole' && to !== null && to > today ? today : to };
}

const uncaught = (shape: string): string => shape.replace(/\((?!\?)/g, '(?:');
const lastOf = '(?:very )?(?:end|last (?:trading |business )?(?:day|session)|final (?:trading )?(?:day|session))';
const firstOf = '(?:start|beginning|first (?:trading |business )?(?:day|session))';
const weekOf = 'week (?:of|ending(?: on)?|starting(?: on)?)';
const edged = `(?:(?:the )?(?:(?:${lastOf}|${firstOf}) (?:of|in)|${weekOf}) )?(?:the )?`;
const anyDate = `${edged}(?:${forms.map(({ shape }) => uncaught(shape)).join('|')})`;

const exactForms = forms.map(({ shape, of }) => ({ shape: new RegExp(`^(?:${shape})$`, 'u'), of }));
const shared = sharedForms.map(({ shape, of }) => ({
  shape: words(`(?:(?:from|between|over|in|during) )?(?:the )?${shape}`),
  of,
}));
const relatives = relative.map(({ shape, of }) => ({ shape: words(shape), of }));

interface Dated extends Span {
  readonly edge: Period['edge'];
}

/** A date with what is said of it; null where it is none. */
function dateIn(text: string | undefined, today: Day): Dated | null {
  if (text === undefined) return null;
  const [, said = '', rest = text] =
    new RegExp(`^(?:the )?(${lastOf}|${firstOf}|${weekOf}) ?(?:of|in)? (.*)$`, 'u').exec(text) ?? [];
  const bare = rest.replace(/^the /, '');
  for (const { shape, of } of exactForms) {
    const found = shape.exec(bare) ?? shape.exec(text);
    const span = found && of(found.slice(1), today);
    if (!span) continue;
    if (found[0] === text && bare !== text) return { ...span, edge: null };
    if (said.startsWith('week') && span.from !== null && span.from === span.to)
      return { ...weekWith(said, span.from), edge: null };
    const isSpan = span.from !== span.to;
    return { ...span, edge: !isSpan || said === '' ? null : new RegExp(`^${lastOf}$`).test(said) ? 'last' : 'first' };
  }
  return null;
}

const weekWith = (said: string, day: Day): Span =>
  said.includes('ending')
    ? { from: dates.addDays(day, -6), to: day }
    : said.includes('starting')
      ? { from: day, to: dates.addDays(day, 6) }
      : dates.weekOf(day);

const yearList = words(
  '(?:(?:in|over|for|during) )?(?:19|20)\\d\\d(?:, ?(?:in )?(?:19|20)\\d\\d)+,? (?:and|&) (?:in )?(?:19|20)\\d\\d',
);
const spanTo = words(
  `(?:(?:over|in|during|for) )?(?:the )?(?:last |past )?${many}[- ](day|week|month|quarter|year)s? (?:to|ending(?: on)?|ended(?: on)?|until|till|up to) (?:the )?(${anyDate})`,
);
const fromDate = words(
  `(?:(?:on|at) )?(?:(?:the|a|one|${many}) )?(trading days?|sessions?|days?|weeks?|months?|years?) (before|prior to|after|earlier than|following) (${anyDate})`,
);
const joined = words(
  `(?:(?:from|between|over) )?(${anyDate}) ?(?:-|to|and|until|till|through|up to|thru|vs|versus) ?(?:on |in )?(?:the )?(${anyDate})`,
);
const since = words(
  `(?:since|from|after|starting(?: on| in| from)?) (?:the )?(${anyDate})(?: (?:to|until|till) (?:now|today|date))?(?: on(?:wards?)?)?`,
);
const until = words(`(until|till|up to|before|by|prior to) (?:the )?(${anyDate})`);
const plainDate = words(`(?:(?:on|in|at|of|for|during|as of|as at|over|dated?|and) )?(${anyDate})`);
const nowWords = words(
  `(?:right |just )?now|currently|at the moment|at present|(?:the )?(?:latest|newest|current|most recent|last)(?= (?:price|close|quote|value|figure|reading|rate|level|trade|known|observation|available|number|data|news|headlines?))|(?:the )?(?:last|latest|most recent|previous) (?:trading )?(?:session|close|day)(?! of)`,
);
const weekdayBeforeDate = new RegExp(
  `(?<!\\p{L})(?:on )?(?:black )?(?:${dates.weekdays.join('|')}),? (?:the )?(?=\\d{1,2}(?!\\d)|\\d{4}-|${months} )`,
  'u',
);

/** Takes the period out of the text; several dates that no word joins are a span from the first to the last. */
export function takePeriod(text: Text, today: Day): Period {
  // A weekday beside its date says nothing more.
  const named = weekdayBeforeDate.exec(text.rest);
  if (named !== null) cover(text, named.index, named[0].length);
  for (const { shape, of } of shared) {
    const found = take(text, shape);
    const span = found && of(found.slice(1), today);
    if (span && / \d+(?:st|nd|rd|th)? and /.test(` ${found[0]}`) && !/^ ?(?:from|between|over)|,/.test(found[0]))
      return { ...spanOf(span), apart: [span.from, span.to].map((day) => spanOf({ from: day, to: day })) };
    if (span) return { ...spanOf(span), fromItself: /\d+\D+\d+\D+\d{4}/.test(found[0]) && !/q\d/.test(found[0]) };
  }
  const years = take(text, yearList)?.[0].match(/\d{4}/g)?.map(Number);
  if (years !== undefined) {
    const [first = 0, last = 0] = [years[0], years.at(-1)];
    const span = spanOf({ from: dates.dayOf(first, 1, 1), to: dates.dayOf(last, 12, 31) });
    return last - first < years.length ? span : { ...span, apart: years.map((year) => spanOf(dates.wholeYear(year))) };
  }
  const counted = countedFrom(text, today);
  if (counted !== null) return counted;
  const pair = take(text, joined);
  const [first, last] = [dateIn(pair?.[1], today), dateIn(pair?.[2], today)];
  if (first && last) {
    const whole = joinedOf(first, last);
    const isApart = /^ ?(?:and|vs|versus)/.test(
      pair?.[0].slice(pair[0].indexOf(pair[1] ?? '') + (pair[1] ?? '').length) ?? '',
    );
    return isApart && !/^ ?(?:from|between|over) /.test(pair?.[0] ?? '')
      ? { ...whole, apart: [oneOf(first), oneOf(last)] }
      : whole;
  }
  if (pair !== null) return { ...now, impossible: pair[0].trim() };
  for (const { shape, of } of relatives) {
    const found = take(text, shape);
    const span = found && of(found.slice(1), today);
    if (!span) continue;
    const isSince = /^since .* ago$/.test(found[0].trim());
    return isSince ? { ...spanOf({ from: span.from, to: today }), fromItself: true } : spanOf(span);
  }
  const begun = dateIn(take(text, since)?.[1], today);
  if (begun) return joinedOf(begun, { from: today, to: today, edge: null });
  const [, word = '', end] = take(text, until) ?? [];
  const ended = dateIn(end, today);
  if (ended) return endedOf(word, ended);
  const said = take(text, plainDate);
  const one = dateIn(said?.[1], today);
  if (said !== null && one === null) return { ...now, impossible: said[0].trim() };
  if (one === null) {
    take(text, nowWords);
    return take(text, words(always.shape)) === null ? now : spanOf({ from: null, to: null });
  }
  const other = dateIn(take(text, plainDate)?.[1], today);
  if (other === null) return oneOf(one);
  // Dates with other words between them belong to two things, of which nobody says which.
  const [, among = ''] = /\|([^|]+)\|+[^|]*$/.exec(text.rest) ?? [];
  return /\p{L}/u.test(among.replace(/^ ?(?:and|to|or) ?$/, '')) && !comparing.test(text.rest)
    ? { ...now, impossible: 'several dates' }
    : joinedOf(one, other);
}

/** "The 3 months to 31 December 2020", "a week before 13 January 2021"; days of trading are not counted. */
function countedFrom(text: Text, today: Day): Period | null {
  const [whole, n, unit = '', end] = take(text, spanTo) ?? [];
  const until = dateIn(end, today)?.to ?? null;
  if (until !== null) return { ...spanOf({ from: before(until, count(n), unit), to: until }), fromItself: true };
  if (whole !== undefined) return { ...now, impossible: whole.trim() };
  const found = take(text, fromDate);
  if (found === null) return null;
  const [said, m, step = '', side = '', of] = found;
  const day = dateIn(of, today)?.from ?? null;
  if (day === null || /trading|session/.test(step)) return { ...now, impossible: said.trim() };
  const sign = /after|following/.test(side) ? -1 : 1;
  const moved = before(day, sign * count(m), step.replace(/s$/, ''));
  return spanOf({ from: moved, to: moved });
}

/** An amount that is put in on one day and looked at on another is such a pair too. */
const comparing = /compare|versus| vs |difference|between|bought|invest|(?<!\p{L})put(?!\p{L})/u;

function oneOf({ edge, from, to }: Dated): Period {
  if (edge === 'last') return { ...spanOf({ from: to, to }), edge };
  return { ...spanOf({ from, to }), edge };
}

/** From a day the figure of that day counts, from a month or a year the one before it. */
function joinedOf(one: Dated, other: Dated): Period {
  const [first, last] = one.from !== null && other.from !== null && one.from > other.from ? [other, one] : [one, other];
  const from = first.edge === 'last' ? first.to : first.from;
  const to = last.edge === 'first' ? last.from : last.to;
  const span = spanOf({ from, to });
  return { ...span, kind: 'span', fromItself: first.from === first.to || first.edge === 'last' };
}

function endedOf(word: string, { from, to }: Dated): Period {
  const end = /^(?:before|prior)/.test(word) && from !== null ? (from === to ? from : dates.addDays(from, -1)) : to;
  return { ...spanOf({ from: null, to: end }), kind: 'span' };
}

export function spanOf({ from, to }: Span): Period {
  if (from !== null && from === to) return { kind: 'day', from, to, label: `on ${from}`, ...none };
  const label =
    from === null
      ? to === null
        ? 'in all that is stored'
        : `until ${to}`
      : to === null
        ? `since ${from}`
        : `from ${from} to ${to}`;
  return { kind: 'span', from, to, label, ...none };
}

const clock =
  /(?<![\p{L}\p{N}:])(?:at )?(\d{1,2})(?::|h)(\d{2})(?::\d{2})? ?(am|pm)?(?: ?(utc|gmt|sast|z)(?!\p{L}))?(?![\p{N}:])|(?<![\p{L}\p{N}])at (\d{1,2}) ?(am|pm)(?: ?(utc|gmt|sast)(?!\p{L}))?/u;

/** A time of day, as the hour and minute of UTC; what names no zone is read as UTC, as everything is written here. */
export function takeClock(text: Text): string | null {
  const found = take(text, clock);
  if (found === null) return null;
  const [, hour = found[5] ?? '', minute = '00', half = found[6], zone = found[7]] = found;
  const whole = (Number(hour) % (half === undefined ? 24 : 12)) + (half === 'pm' ? 12 : 0) - (zone === 'sast' ? 2 : 0);
  return whole < 0 || Number(minute) > 59 ? null : `${String(whole).padStart(2, '0')}:${minute}`;
}
