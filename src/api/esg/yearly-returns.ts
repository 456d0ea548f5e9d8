import { dayOf } from '../../adjustments/rows.ts';
import type { BarRow } from '../../storage/read/bars.ts';
import type { KnownSplit } from '../../storage/read/splits.ts';
import { changeOf } from '../session-change.ts';

export interface YearlyReturn {
  readonly year: number;
  readonly close: string;
  readonly fetch_id: string;
  /** From the close of the year before; null where it cannot be told. */
  readonly return_percent: string | null;
  readonly reason: 'no_year_before' | 'other_unit' | 'split' | null;
}

/**
 * Returns of the price alone, without dividends, from the closes of Decembers as published; the newest year first. A
 * source may have adjusted its closes for a split or not, so that the year of one has no return.
 */
export function yearlyReturns(months: string, splits: readonly KnownSplit[]): YearlyReturn[] {
  const bars = (JSON.parse(months) as BarRow[]).filter((bar) => bar.final && dayOf(bar).slice(5, 7) === '12');
  const byYear = new Map(bars.map((bar) => [yearOf(dayOf(bar)), bar]));
  return [...byYear].reverse().map(([year, { close, unit, fetch_id }]): YearlyReturn => {
    const before = byYear.get(year - 1);
    const told = { year, close, fetch_id };
    const none = (reason: YearlyReturn['reason']): YearlyReturn => ({ ...told, return_percent: null, reason });
    if (before === undefined) return none('no_year_before');
    if (before.unit !== unit) return none('other_unit');
    if (splits.some(({ ex_date }) => yearOf(ex_date) === year)) return none('split');
    return { ...told, return_percent: changeOf(close, before.close)?.change_percent ?? null, reason: null };
  });
}

const yearOf = (day: string): number => Number(day.slice(0, 4));
