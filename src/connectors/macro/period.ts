import type { Interval } from '../../model/symbol.ts';

/** The day on which the month, quarter or year of a day begins; of shorter intervals, the day itself. */
export function periodOf(day: string, interval: Interval): string {
  const month = Number(day.slice(5, 7));
  if (interval === '1y') return `${day.slice(0, 4)}-01-01`;
  if (interval === '1M') return `${day.slice(0, 7)}-01`;
  if (interval !== '1q') return day;
  return `${day.slice(0, 4)}-${String(month - ((month - 1) % 3)).padStart(2, '0')}-01`;
}

const dayMs = 24 * 3_600_000;

/** The interval that the smallest step between days suggests, where nothing else tells it. */
export function intervalOf(days: readonly string[]): Interval {
  const sorted = [...new Set(days)].map((day) => Date.parse(day)).sort((left, right) => left - right);
  const steps = sorted.slice(1).map((ms, index) => (ms - (sorted[index] as number)) / dayMs);
  const least = Math.min(...steps, Number.POSITIVE_INFINITY);
  if (least === Number.POSITIVE_INFINITY || least < 6) return '1d';
  if (least < 28) return '1w';
  if (least < 89) return '1M';
  return least < 360 ? '1q' : '1y';
}
