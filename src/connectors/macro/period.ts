import type { Interval } from '../../model/symbol.ts';

/** The day on which the month, quarter or year of a day begins; of shorter intervals, the day itself. */
export function periodOf(day: string, interval: Interval): string {
  const month = Number(day.slice(5, 7));
  if (interval === '1y') return `${day.slice(0, 4)}-01-01`;
  if (interval === '1M') return `${day.slice(0, 7)}-01`;
  if (interval !== '1q') return day;
  return `${day.slice(0, 4)}-${String(month - ((month - 1) % 3)).padStart(2, '0')}-01`;
}
