import type { Decimal } from '../core/decimal.ts';

/** A published rate: one unit of `base` costs `value` units of `quote`. */
export interface PublishedRate {
  readonly base: string;
  readonly quote: string;
  /** The day of the rate, as its source dates it. */
  readonly date: string;
  readonly value: Decimal;
  readonly source: string;
  /** 1 for whoever makes the figure, more for those who pass it on. */
  readonly rank: number;
  readonly fetch_id: string;
  readonly recorded_at: string;
  readonly rev: number;
  readonly is_sample: boolean;
}
