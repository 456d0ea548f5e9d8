/** `2026-11-04`, in the zone that the place states. Days of this spelling compare as text. */
export type Day = string;
/** RFC 3339, UTC. */
export type Instant = string;
/** Sunday is 0, as in `Date`. */
export type Weekday = 0 | 1 | 2 | 3 | 4 | 5 | 6;

const dayMs = 86_400_000;

export const toDay = (atMs: number): Day => new Date(atMs).toISOString().slice(0, 10);

export const addDays = (day: Day, count: number): Day => toDay(Date.parse(day) + count * dayMs);

export const weekdayOf = (day: Day): Weekday => new Date(day).getUTCDay() as Weekday;

export const isWeekend = (day: Day): boolean => weekdayOf(day) === 0 || weekdayOf(day) === 6;

export const yearOf = (day: Day): number => Number(day.slice(0, 4));

export const dayOf = (year: number, month: number, day: number): Day => toDay(Date.UTC(year, month - 1, day));

/** `09:30` as minutes after midnight; `24:00` is the next midnight. */
export function minutesOf(time: string): number {
  const [hours = '', minutes = ''] = time.split(':');
  return Number(hours) * 60 + Number(minutes);
}

/**
 * Easter of the Gregorian calendar, by the anonymous algorithm of 1876 (Meeus, Astronomical Algorithms, chapter 8;
 * also known by Jones and Butcher). The names are those of the book.
 */
export function easterSunday(year: number): Day {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = Math.floor(b / 4);
  const e = b % 4;
  const f = Math.floor((b + 8) / 25);
  const g = Math.floor((b - f + 1) / 3);
  const h = (19 * a + b - d - g + 15) % 30;
  const i = Math.floor(c / 4);
  const k = c % 4;
  const l = (32 + 2 * e + 2 * i - h - k) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const n = h + l - 7 * m + 114;
  return dayOf(year, Math.floor(n / 31), (n % 31) + 1);
}
