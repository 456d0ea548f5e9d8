import type { ActionRow, AdjustableBar, PriceBasis } from './rows.ts';
import { dayOf } from './rows.ts';

export type BasisOf = (source: string) => PriceBasis | null;

/**
 * The day in whose shares a bar is counted: every split with a later ex-date is still to be applied. Prices as traded
 * are in the shares of their session. Split-adjusted ones are in those of the day on which the row was recorded, since
 * a source that restates its history makes it a new row; so an earlier version of a row is adjusted by what it lacks.
 */
export function shareDayOfBar(bar: AdjustableBar, basisOf: BasisOf): string {
  const session = dayOf(bar);
  const recorded = bar.recorded_at.slice(0, 10);
  return basisOf(bar.source) === 'split_adjusted' && recorded > session ? recorded : session;
}

/**
 * The same of a dividend's amount. As declared it is per share held at the close before its ex-date, also where a split
 * has the same ex-date; a split-adjusted source divides its amounts as it does its prices.
 */
export function shareDayOfAmount(action: ActionRow, before: AdjustableBar, basisOf: BasisOf): string {
  return basisOf(action.source) === 'split_adjusted' ? action.recorded_at.slice(0, 10) : dayOf(before);
}
