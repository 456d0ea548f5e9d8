import type { Interval } from './symbol.ts';

/** How bars lie in time: which intervals share partitions and cold files, and how long a period is. */
interface TimeClass {
  readonly intervals: readonly Interval[];
  /** The partitioned table of the class. */
  readonly table: string;
  readonly period: 'month' | 'year';
  /** Periods that ended this long ago go to cold storage; a deployment may set more or fewer, at least 2. */
  readonly coldAfterMonths: number;
}

/**
 * Minutes are many and read recently; days are few, and a read wants decades of them. So minutes and hours lie in
 * months and turn cold in a quarter, days and longer lie in years and turn cold after ten.
 */
export const timeClasses = {
  intraday: {
    intervals: ['1m', '5m', '15m', '1h', '4h'],
    table: 'bar_intraday',
    period: 'month',
    coldAfterMonths: 3,
  },
  daily: {
    intervals: ['1d', '1w', '1M', '1q', '1y'],
    table: 'bar_daily',
    period: 'year',
    coldAfterMonths: 120,
  },
} as const satisfies Readonly<Record<string, TimeClass>>;

export type IntervalClass = keyof typeof timeClasses;

export const classOf = (interval: Interval): IntervalClass =>
  (timeClasses.intraday.intervals as readonly Interval[]).includes(interval) ? 'intraday' : 'daily';

/** The period of a class that an instant lies in: `2021-10` or `2021`, in UTC. */
export const periodOf = (intervalClass: IntervalClass, instant: string): string =>
  instant.slice(0, timeClasses[intervalClass].period === 'month' ? 7 : 4);

/** The half-open span [from, to) of a period, as instants. */
export function spanOfPeriod(period: string): { readonly from: string; readonly to: string } {
  const [year = 0, month] = period.split('-').map(Number);
  const at = (years: number, months: number) => new Date(Date.UTC(years, months, 1)).toISOString();
  return month === undefined
    ? { from: at(year, 0), to: at(year + 1, 0) }
    : { from: at(year, month - 1), to: at(year, month) };
}
