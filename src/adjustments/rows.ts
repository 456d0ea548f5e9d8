import type { Decimal } from '../core/decimal.ts';

/**
 * How a source publishes prices and dividends per share: as they were traded and declared, or already divided by every
 * split that it knew of when it was asked.
 */
export type PriceBasis = 'as_traded' | 'split_adjusted';

/** What adjusting needs of a stored bar of one session (a day, or a part of one). */
export interface AdjustableBar {
  readonly time: string;
  readonly session_date: string | null;
  readonly open: Decimal | null;
  readonly high: Decimal | null;
  readonly low: Decimal | null;
  readonly close: Decimal;
  readonly volume: Decimal | null;
  readonly unit: string;
  readonly source: string;
  readonly recorded_at: string;
}

/** What adjusting needs of a stored corporate action. `ratio` counts new shares for one old. */
export interface ActionRow {
  readonly kind: 'split' | 'dividend' | 'symbol_change';
  readonly ex_date: string;
  readonly amount: Decimal | null;
  readonly ratio: Decimal | null;
  readonly unit: string | null;
  readonly source: string;
  readonly fetch_id: string;
  readonly recorded_at: string;
}

/** The close on which a step is measured, as published. */
interface ReferenceClose {
  readonly session_date: string;
  readonly close: Decimal;
}

/**
 * One action of a chain. Its factors are what the last bar before `ex_date` is multiplied by: 1 where the action is
 * refused, and where the source had divided that bar already. The cumulative ones are of this step and all later ones.
 */
export interface ChainStep {
  readonly ex_date: string;
  readonly kind: ActionRow['kind'];
  readonly price_factor: Decimal;
  readonly volume_factor: Decimal;
  readonly cumulative_price_factor: Decimal;
  readonly cumulative_volume_factor: Decimal;
  readonly action: ActionRow;
  readonly reference_close: ReferenceClose | null;
  readonly verdict: 'applied' | 'refused';
  readonly reason: string;
}

/** The trading day of a bar; where the market never closes, its day in UTC. */
export function dayOf({ session_date, time }: Pick<AdjustableBar, 'session_date' | 'time'>): string {
  return session_date ?? time.slice(0, 10);
}
