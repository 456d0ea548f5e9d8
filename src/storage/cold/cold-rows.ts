import type { Window } from '../../model/payload.ts';
import type { Bar, ProvenanceFields } from '../../model/records.ts';
import { type IntervalClass, timeClasses } from '../../model/time-classes.ts';
import type { Database } from '../client.ts';
import { inUtc } from '../in-utc.ts';
import { selectList, wireColumns } from '../read/wire-columns.ts';
import { bar } from '../schema/records.ts';

export interface StoredSeries {
  readonly instrument_id: string;
  readonly interval: Bar['interval'];
  readonly source: string;
}

const ofSeries = (row: string): string =>
  `${row}.instrument_id = s.instrument_id AND ${row}."interval" = s."interval" AND ${row}.source = s.source`;

/** The earliest bar of a class in the span, or revision of one, whose standing row may have been withdrawn. */
export async function earliestBar(db: Database, intervalClass: IntervalClass, span: Window): Promise<string | null> {
  const first = (table: string) =>
    `(SELECT min(b.time) FROM ${table} b WHERE ${ofSeries('b')} AND b.time >= $2::timestamptz AND b.time < $3::timestamptz)`;
  const [row] = await db.query<{ earliest: string | null }>(
    `SELECT wire_instant(min(LEAST(${first('bar')}, ${first('bar_revision')}))) AS earliest
     FROM bar_series s WHERE s."interval" = ANY($1::text[])`,
    [timeClasses[intervalClass].intervals, span.from, span.to],
  );
  return row?.earliest ?? null;
}

/** The series of a class that have bars or revisions in the span. */
export async function seriesIn(db: Database, intervalClass: IntervalClass, span: Window): Promise<StoredSeries[]> {
  const any = (table: string) =>
    `EXISTS (SELECT FROM ${table} b WHERE ${ofSeries('b')} AND b.time >= $2::timestamptz AND b.time < $3::timestamptz)`;
  return (await db.query(
    `SELECT s.instrument_id, s."interval", s.source FROM bar_series s
     WHERE s."interval" = ANY($1::text[]) AND (${any('bar')} OR ${any('bar_revision')})`,
    [timeClasses[intervalClass].intervals, span.from, span.to],
  )) as unknown as StoredSeries[];
}

/** Some of the time of a series. */
export interface SeriesSpan extends StoredSeries, Window {}

/** A bar with its provenance, or a revision of it. */
export type VersionedBar = Bar & ProvenanceFields & { readonly superseded_at: string | null };

/** One with the hash by which the removal knows it again. */
export type HashedBar = VersionedBar & { readonly hash: string };

const columns = wireColumns(bar);
const names = columns.map(({ name }) => `b."${name}"`).join(', ');

/** All of these in the order in which they are asked for, each in the order of a cold file. */
export async function readHashedBars(db: Database, spans: readonly SeriesSpan[]): Promise<HashedBar[]> {
  const from = (table: string, supersededAt: string) =>
    `SELECT ${names}, ${supersededAt} AS superseded_at, rebuild_hash(b::text) AS hash FROM ${table} b
     WHERE ${ofSeries('b')} AND b.time >= s.lower AND b.time < s.upper
       AND b.time >= $6::timestamptz AND b.time < $7::timestamptz`;
  const [, rows = []] = await db.batch([
    inUtc,
    {
      text: `SELECT ${selectList(columns.map(({ name, sql }) => ({ name, sql: sql.replace(`"${name}"`, `v."${name}"`) })))},
          wire_instant(v.superseded_at) AS superseded_at, v.hash::text
        FROM unnest($1::text[], $2::text[], $3::text[], $4::timestamptz[], $5::timestamptz[])
          WITH ORDINALITY AS s(instrument_id, "interval", source, lower, upper, place)
        CROSS JOIN LATERAL (
          ${from('bar', 'NULL::timestamptz')} UNION ALL ${from('bar_revision', 'b.superseded_at')}
        ) v ORDER BY s.place, v.time, v.recorded_at, v.rev, v.superseded_at NULLS LAST`,
      params: [
        ...(['instrument_id', 'interval', 'source', 'from', 'to'] as const).map((name) =>
          spans.map((span) => span[name]),
        ),
        // Of all of them, which tells the planner the partitions.
        spans.map((span) => span.from).sort()[0],
        spans
          .map((span) => span.to)
          .sort()
          .at(-1),
      ],
    },
  ]);
  return rows as unknown as HashedBar[];
}
