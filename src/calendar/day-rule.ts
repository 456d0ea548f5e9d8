import { addDays, type Day, dayOf, easterSunday, type Weekday, weekdayOf } from './days.ts';

/** A day of every year, as laws and exchanges say it. */
export type DayRule =
  | { readonly month: number; readonly day: number }
  | { readonly easter: number }
  | { readonly nth: 1 | 2 | 3 | 4 | 'last'; readonly weekday: Weekday; readonly month: number; readonly plus?: number };

/** December 25. */
export const on = (month: number, day: number): DayRule => ({ month, day });

/** Days after Easter Sunday; before it where negative. */
export const easter = (days: number): DayRule => ({ easter: days });

export const goodFriday = easter(-2);
export const easterMonday = easter(1);

/** The third Monday of January; `plus` days after it. */
export const nth = (count: 1 | 2 | 3 | 4 | 'last', weekday: Weekday, month: number, plus = 0): DayRule => ({
  nth: count,
  weekday,
  month,
  plus,
});

export function dayOfRule(rule: DayRule, year: number): Day {
  if ('easter' in rule) return addDays(easterSunday(year), rule.easter);
  if ('day' in rule) return dayOf(year, rule.month, rule.day);
  const first = rule.nth === 'last' ? dayOf(year, rule.month + 1, -6) : dayOf(year, rule.month, 1);
  const toWeekday = (rule.weekday - weekdayOf(first) + 7) % 7;
  const weeks = rule.nth === 'last' ? 0 : rule.nth - 1;
  return addDays(first, toWeekday + 7 * weeks + (rule.plus ?? 0));
}

const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const months = 'January February March April May June July August September October November December'.split(' ');
const ordinals = { 1: 'first', 2: 'second', 3: 'third', 4: 'fourth', last: 'last' } as const;

/** The rule in words, for a reader who wants to check it. */
export function sayDayRule(rule: DayRule): string {
  if ('easter' in rule) return after('Easter Sunday', rule.easter);
  const month = months[rule.month - 1];
  if ('day' in rule) return `${month} ${rule.day}`;
  return after(`the ${ordinals[rule.nth]} ${weekdays[rule.weekday]} of ${month}`, rule.plus ?? 0);
}

function after(what: string, days: number): string {
  if (days === 0) return what;
  const count = Math.abs(days);
  return `${count} ${count === 1 ? 'day' : 'days'} ${days < 0 ? 'before' : 'after'} ${what}`;
}
