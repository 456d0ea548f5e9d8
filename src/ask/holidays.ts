import { addDays, type Day, dayOf, weekdayOf } from './dates.ts';

/** The Sunday of Easter by the Gregorian reckoning (Meeus, Astronomical Algorithms, 1991, chapter 8). */
function easter(year: number): Day {
  const [a, b, c] = [year % 19, Math.floor(year / 100), year % 100];
  const [d, e] = [Math.floor(b / 4), b % 4];
  const g = Math.floor((8 * b + 13) / 25);
  const h = (19 * a + b - d - g + 15) % 30;
  const l = (32 + 2 * e + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const n = h + l - 7 * m + 114;
  return dayOf(year, Math.floor(n / 31), (n % 31) + 1);
}

/** The so many-th weekday of a month; the last where it is -1. */
const nth = (count: number, weekday: number, month: number) => (year: number) => {
  const first = dayOf(year, count < 0 ? month + 1 : month, 1);
  const ahead = (weekday - weekdayOf(first) + 7) % 7;
  return addDays(first, ahead + (count < 0 ? -7 : 7 * (count - 1)));
};
const fixed = (month: number, day: number) => (year: number) => dayOf(year, month, day);
const fromEaster = (days: number) => (year: number) => addDays(easter(year), days);

/** Days that people call by a name: what trades on them is the calendars' word. Verified 2026-11-24 against gov.za and nyse.com. */
const named: readonly (readonly [shape: string, of: (year: number) => Day])[] = [
  ['good friday', fromEaster(-2)],
  ['easter monday|family day', fromEaster(1)],
  ['easter(?: sunday)?', fromEaster(0)],
  ['christmas eve|xmas eve|the day before (?:christmas|xmas)', fixed(12, 24)],
  ['christmas(?: day)?|xmas(?: day)?', fixed(12, 25)],
  ["new year'?s eve|old year'?s (?:eve|day)", fixed(12, 31)],
  ["new year'?s(?: day)?", fixed(1, 1)],
  ['boxing day|day of goodwill', fixed(12, 26)],
  ['human rights day|sharpeville day', fixed(3, 21)],
  ['freedom day', fixed(4, 27)],
  ["workers'? day|worker's day|may day", fixed(5, 1)],
  ['youth day|soweto day', fixed(6, 16)],
  ["(?:national )?women'?s day", fixed(8, 9)],
  ['heritage day|braai day', fixed(9, 24)],
  ['(?:the )?day of reconciliation|reconciliation day(?: this year)?', fixed(12, 16)],
  ['(?:us )?independence day|(?:the )?fourth of july', fixed(7, 4)],
  ['juneteenth', fixed(6, 19)],
  ['thanksgiving(?: day)?', nth(4, 4, 11)],
  ['black friday', (year) => addDays(nth(4, 4, 11)(year), 1)],
  ['martin luther king(?: jr\\.?)?(?: day)?|mlk day', nth(3, 1, 1)],
  ["presidents'? day|washington's birthday", nth(3, 1, 2)],
  ['memorial day', nth(-1, 1, 5)],
  ['labou?r day', nth(1, 1, 9)],
];

export const holidayShape = named.map(([shape]) => shape).join('|');

/** In the year that is said, else the next one that comes. */
export function holidayOf(said: string, year: number | null, today: Day): Day | null {
  const of = named.find(([shape]) => new RegExp(`^(?:${shape})$`, 'u').test(said))?.[1];
  if (of === undefined) return null;
  const thisYear = Number(today.slice(0, 4));
  if (year !== null) return of(year);
  return of(thisYear) < today ? of(thisYear + 1) : of(thisYear);
}
