import { type ColdBar, type SeriesName, seriesRuns } from './cold-bar.ts';

/** The part of a row group that holds bars of one series: all that a reader must know to read them without a footer. */
export interface BarSlice extends SeriesName {
  /** The bytes of the row group. */
  readonly offset: number;
  readonly length: number;
  /** Their CRC-32: of damaged bytes a parser makes other numbers, or no end. */
  readonly checksum: number;
  readonly group_rows: number;
  /** The rows of this series in it. */
  readonly first: number;
  readonly rows: number;
  readonly revisions: number;
  /** Its earliest and latest bar, in milliseconds of the epoch. */
  readonly from_ms: number;
  readonly to_ms: number;
}

export function slicesOf(
  group: readonly ColdBar[],
  { offset, length, checksum }: Pick<BarSlice, 'offset' | 'length' | 'checksum'>,
): BarSlice[] {
  return seriesRuns(group).map(({ rows, first, ...series }) => ({
    ...series,
    offset,
    length,
    checksum,
    group_rows: group.length,
    first,
    rows: rows.length,
    revisions: rows.filter(({ superseded_at }) => superseded_at !== null).length,
    from_ms: Date.parse(rows[0]?.time ?? ''),
    to_ms: Date.parse(rows.at(-1)?.time ?? ''),
  }));
}
