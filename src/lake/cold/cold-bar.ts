import type { Bar, ProvenanceFields } from '../../model/records.ts';

/** A bar as it stands, or a revision of it, which also says when it was replaced. */
export type ColdBar = Bar & ProvenanceFields & { readonly superseded_at: string | null };

/** The bars of one instrument and interval by one source: what has one digest, and one scale in a row group. */
export type SeriesName = Pick<ColdBar, 'instrument_id' | 'interval' | 'source'>;

/** As SQL sorts under COLLATE "C". */
export const byText = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);

export const compareSeries = (left: SeriesName, right: SeriesName): number =>
  byText(left.instrument_id, right.instrument_id) ||
  byText(left.interval, right.interval) ||
  byText(left.source, right.source);

/**
 * The order of a file: a bar's revisions in the order in which they were known, then the bar that stands. Two of them may
 * have been known since one moment: one that replaced another is never said to be older. Instants of one spelling sort
 * as text.
 */
export const compareColdBars = (left: ColdBar, right: ColdBar): number =>
  compareSeries(left, right) ||
  byText(left.time, right.time) ||
  byText(left.recorded_at, right.recorded_at) ||
  left.rev - right.rev ||
  byText(left.superseded_at ?? stands, right.superseded_at ?? stands);

/** After every instant. */
const stands = '~';

export const isSameSeries = (left: SeriesName, right: SeriesName): boolean => compareSeries(left, right) === 0;

interface SeriesRun extends SeriesName {
  readonly first: number;
  readonly rows: readonly ColdBar[];
}

/** Rows in the order of a file, cut where another series begins. */
export function seriesRuns(rows: readonly ColdBar[]): SeriesRun[] {
  const runs: SeriesRun[] = [];
  let first = 0;
  for (let at = 1; at <= rows.length; at += 1) {
    const [begun, next] = [rows[first], rows[at]];
    if (begun === undefined || (next !== undefined && isSameSeries(begun, next))) continue;
    const { instrument_id, interval, source } = begun;
    runs.push({ instrument_id, interval, source, first, rows: rows.slice(first, at) });
    first = at;
  }
  return runs;
}
