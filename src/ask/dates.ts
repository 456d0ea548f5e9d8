/** `2021-01-13`. */
export type Day = string;

/** Days from the first to the last, both inclusive; null has no end on that side. */
export interface Span {
  readonly from: Day | null;
  readonly to: Day | null;
}

export const months = 'january february march april may june july august september october november december'.split(
  ' ',
);
export const weekdays = 'sunday monday tuesday wednesday thursday friday saturday'.split(' ');
const dayMs = 86_400_000;

export const addDays = (day: Day, count: number): Day =>
  new Date(Date.parse(day) + count * dayMs).toISOString().slice(0, 10);
export const dayOf = (year: number, month: number, day: number): Day =>
  new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10);
export const yearOf = (day: Day): number => Number(day.slice(0, 4));
export const monthOf = (day: Day): number => Number(day.slice(5, 7));
export const weekdayOf = (day: Day): number => new Date(day).getUTCDay();

/** The day, or null where no month has it. */
export function realDay(year: number, month: number, day: number): Day | null {
  if (year < 1900 || year > 2199 || month < 1 || month > 12 || day < 1) return null;
  const made = dayOf(year, month, day);
  return monthOf(made) === month ? made : null;
}

export const wholeYear = (year: number): Span => ({ from: dayOf(year, 1, 1), to: dayOf(year, 12, 31) });
export const wholeMonths = (year: number, first: number, count: number): Span => ({
  from: dayOf(year, first, 1),
  to: dayOf(year, first + count, 0),
});

/** So many months earlier, on the last day where the month is too short. */
export function monthsBefore(day: Day, count: number): Day {
  const [year, month] = [yearOf(day), monthOf(day) - count];
  const last = Number(dayOf(year, month + 1, 0).slice(8));
  return dayOf(year, month, Math.min(Number(day.slice(8)), last));
}

/** From Monday to Sunday. */
export function weekOf(day: Day): Span {
  const monday = addDays(day, -((weekdayOf(day) + 6) % 7));
  return { from: monday, to: addDays(monday, 6) };
}
