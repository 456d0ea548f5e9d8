import type { Decimal } from '../core/decimal.ts';
import type { SourceFacts } from '../model/source.ts';
import type { Interval } from '../model/symbol.ts';

/** A stored row of prices whose interval has ended. A rate is one too, of its value alone. */
export interface Point {
  /** What it is a row of, whoever tells it: a session or a day, or within these an instant. Grows with time. */
  readonly period: string;
  /** The session that a shorter row belongs to, where the calendar expects sessions; else null. */
  readonly session: string | null;
  /** The row's own time, as an instant. */
  readonly time: string;
  readonly open: Decimal | null;
  readonly high: Decimal | null;
  readonly low: Decimal | null;
  readonly close: Decimal;
  readonly volume: Decimal | null;
  readonly unit: string;
  readonly fetch_id: string;
  /** When WizData knew these very figures, and when any for this time. */
  readonly recorded_at: string;
  readonly first_recorded_at: string;
}

/** What one source says of an instrument and interval, or of a pair of currencies; oldest first. */
export interface SourceSeries {
  readonly source: string;
  readonly rank: number;
  readonly price_basis: SourceFacts['price_basis'];
  /** How often it is asked; null where its rows come when somebody hands them in. */
  readonly cadence_seconds: number | null;
  readonly points: readonly Point[];
}

/** A period for which the series ought to have a row, with the instants between which it lies. */
export interface Expected {
  readonly period: string;
  readonly starts: string;
  readonly ends: string;
}

/** A stored split or dividend. */
export interface Action {
  readonly kind: 'split' | 'dividend';
  readonly ex_date: string;
  readonly ratio: Decimal | null;
  readonly amount: Decimal | null;
  readonly unit: string | null;
  readonly source: string;
  readonly fetch_id: string;
}

/** The datasets whose values are judged one beside the other. */
export const valuedDatasets = ['bar', 'rate'] as const;
export type ValuedDataset = (typeof valuedDatasets)[number];

/** All that a rule looks at. */
export interface AuditedSeries {
  readonly dataset: ValuedDataset;
  readonly interval: Interval;
  readonly series: SourceSeries;
  /** The same of other sources. */
  readonly others: readonly SourceSeries[];
  /** Those of all sources, whoever is believed first standing first. */
  readonly actions: readonly Action[];
  /** From the first period of the series to its last; null where no calendar vouches for them. */
  readonly expected: readonly Expected[] | null;
}

/** The period in which the calendar expects the row. */
export const expectedIn = ({ session, period }: Pick<Point, 'session' | 'period'>): string => session ?? period;

/** The day of a row, in the exchange's zone where there are sessions. */
export const dayOf = (point: Pick<Point, 'session' | 'period'>): string => expectedIn(point).slice(0, 10);

/** Whoever is believed first where two speak: the one rule by which an answer prefers a source. */
export function isBelievedBefore(one: Believed, other: Believed): boolean {
  return one.rank === other.rank ? one.source < other.source : one.rank < other.rank;
}
type Believed = Pick<SourceSeries, 'rank' | 'source'>;
