import { dayOfRule } from './day-rule.ts';
import { addDays, type Day, type Instant, isWeekend, weekdayOf, yearOf } from './days.ts';
import { type CalendarFacts, type DatedException, type DepartureKind, type HolidayRule, isValid } from './facts.ts';
import { dayIn } from './zone.ts';

/** A day that is not like the others, by a rule or by a dated exception. */
export interface Departure {
  readonly date: Day;
  readonly kind: DepartureKind;
  readonly name: string;
  readonly open: string | null;
  readonly close: string | null;
  readonly announced_at: Day | null;
  readonly source: string;
}

/**
 * How the day departs from the rule of the week; empty for an ordinary day and an ordinary weekend. A closure
 * overrides all else, and a holiday on which the exchange trades is none.
 */
export function departuresOn(calendar: CalendarFacts, day: Day, knownAt?: Instant): readonly Departure[] {
  const known = exceptionsOn(calendar, day).filter((exception) => isKnown(calendar, exception, knownAt));
  const byRule = known.some(({ kind }) => kind === 'open') ? [] : rulesOf(calendar, yearOf(day)).get(day);
  const all = [...(byRule ?? []), ...known.map(asDeparture)];
  const closures = all.filter(({ kind }) => kind === 'closed');
  return closures.length > 0 ? closures : all;
}

/**
 * The hour of an announcement is not known, so it counts once its day is over; an exception without such a day counts
 * from its own day on. None is known ahead by guess.
 */
export function isKnown(calendar: CalendarFacts, exception: DatedException, knownAt: Instant | undefined): boolean {
  if (knownAt === undefined) return true;
  const day = dayIn(calendar.timezone, Date.parse(knownAt));
  return exception.announced_at === null ? exception.date <= day : exception.announced_at < day;
}

interface Derived {
  readonly exceptions: ReadonlyMap<Day, readonly DatedException[]>;
  readonly years: Map<number, ReadonlyMap<Day, readonly Departure[]>>;
}

/** Facts never change while the code runs, so what follows from them is worked out once. */
const derived = new WeakMap<CalendarFacts, Derived>();

function derivedOf(calendar: CalendarFacts): Derived {
  const known = derived.get(calendar);
  if (known !== undefined) return known;
  const made = { exceptions: Map.groupBy(calendar.exceptions, ({ date }) => date), years: new Map() };
  derived.set(calendar, made);
  return made;
}

const exceptionsOn = (calendar: CalendarFacts, day: Day) => derivedOf(calendar).exceptions.get(day) ?? [];

function rulesOf(calendar: CalendarFacts, year: number): ReadonlyMap<Day, readonly Departure[]> {
  const { years } = derivedOf(calendar);
  const known = years.get(year);
  if (known !== undefined) return known;
  const all = [...closuresOf(calendar, year), ...halfDaysOf(calendar, year)];
  const made = Map.groupBy(all, ({ date }) => date);
  years.set(year, made);
  return made;
}

/** Holidays on weekdays take their days first, so that those of a weekend move to a day that is free. */
function closuresOf({ holidays }: CalendarFacts, year: number): Departure[] {
  const dated = holidays.map((rule) => ({ rule, date: dayOfRule(rule.on, year) }));
  const inForce = dated.filter(({ rule, date }) => isValid(rule, date));
  const closures = inForce
    .filter(({ date }) => !isWeekend(date))
    .map(({ rule, date }) => closure(rule, rule.name, date));
  for (const { rule, date } of inForce.filter((one) => isWeekend(one.date))) {
    const moved = observedDay(rule, date, new Set(closures.map((one) => one.date)));
    if (moved !== null) closures.push(closure(rule, `${rule.name} (observed)`, moved));
  }
  return closures;
}

function observedDay({ observed }: HolidayRule, date: Day, taken: ReadonlySet<Day>): Day | null {
  const isSunday = weekdayOf(date) === 0;
  if (observed === 'none') return null;
  if (observed === 'sunday_to_monday') return isSunday ? addDays(date, 1) : null;
  if (observed === 'nearest_weekday') return addDays(date, isSunday ? 1 : -1);
  let next = addDays(date, 1);
  while (isWeekend(next) || taken.has(next)) next = addDays(next, 1);
  return next;
}

function halfDaysOf({ half_days }: CalendarFacts, year: number): Departure[] {
  return half_days.flatMap((rule) => {
    const nominal = dayOfRule(rule.on, year);
    const date = rule.observed === 'previous_weekday' ? weekdayUpTo(nominal) : nominal;
    const applies = rule.weekdays?.includes(weekdayOf(date)) ?? true;
    if (!isValid(rule, date) || !applies || isWeekend(date)) return [];
    const { name, close, source } = rule;
    return [{ date, kind: 'early_close' as const, name, open: null, close, announced_at: null, source }];
  });
}

const weekdayUpTo = (day: Day): Day => (isWeekend(day) ? weekdayUpTo(addDays(day, -1)) : day);

const closure = ({ source }: HolidayRule, name: string, date: Day): Departure => {
  return { date, kind: 'closed', name, open: null, close: null, announced_at: null, source };
};

const asDeparture = (exception: DatedException): Departure => ({
  ...exception,
  open: exception.open ?? null,
  close: exception.close ?? null,
});
