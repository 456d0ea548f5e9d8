import { type IntervalClass, spanOfPeriod, timeClasses } from '../../model/time-classes.ts';
import type { Database, Statement } from '../client.ts';
import { contentText } from '../content-text.ts';
import { inUtc } from '../in-utc.ts';

/** Where a file of cold storage belongs. */
export interface ColdSpot {
  readonly interval_class: IntervalClass;
  readonly period: string;
  readonly part: string;
}

/** A file by its name and its bytes. */
export interface StoredFile {
  readonly path: string;
  readonly sha256: string;
}

/** The file of a spot, if there is one, and the instruments that were taken back from it. */
interface SpotState {
  readonly file: StoredFile | null;
  readonly reopened: readonly string[];
}

export async function readSpot(db: Database, { interval_class, period, part }: ColdSpot): Promise<SpotState> {
  const [row] = await db.query(
    `SELECT (SELECT json_build_object('path', path, 'sha256', sha256) FROM cold_file
         WHERE interval_class = $1 AND period = $2 AND part = $3) AS file,
       (SELECT COALESCE(json_agg(instrument_id), '[]') FROM cold_reopened
         WHERE interval_class = $1 AND period = $2 AND cold_part(instrument_id) = $3) AS reopened`,
    [interval_class, period, part],
  );
  return row as unknown as SpotState;
}

interface WrittenFile extends StoredFile {
  readonly size_bytes: number;
  readonly rows: number;
  readonly revisions: number;
}

/** What was read from the tables into a file: so many rows, of this sum of hashes. */
export interface Taken {
  readonly rows: number;
  readonly hash: string;
}

/**
 * Lets a file stand for the rows of its spot, which are removed. It fails, and nothing is changed, where these are not
 * those that were taken (`WZ003`).
 * @param holds a first statement, which fails where somebody else is at this
 */
export async function turnCold(
  db: Database,
  holds: Statement,
  spot: ColdSpot,
  file: WrittenFile,
  taken: Taken,
  at: string,
): Promise<void> {
  const { interval_class, period, part } = spot;
  const { from, to } = spanOfPeriod(period);
  const { intervals } = timeClasses[interval_class];
  const { path, sha256, size_bytes, rows, revisions } = file;
  await db.batch([
    holds,
    inUtc,
    { text: 'SELECT pg_advisory_xact_lock(cold_lock($1, $2))', params: [interval_class, period] },
    {
      text: `INSERT INTO cold_file (interval_class, period, part, period_from, period_to, path, sha256, size_bytes, rows,
          revisions, hashes, written_at, checked_at)
        SELECT $1, $2, $3, $4::timestamptz, $5::timestamptz, $7, $8, $9, $10, $11, (
          SELECT COALESCE(jsonb_object_agg(source, jsonb_build_object('rows', rows, 'hash', hash::text)), '{}') FROM (
            SELECT source, sum(rows) AS rows, sum(hash) AS hash FROM (
              SELECT b.source, 1 AS rows, rebuild_hash(${contentText('bar', 'b')}) AS hash FROM bar b
              WHERE b.instrument_id = ANY(cold_instruments($3, $6::text[])) AND b."interval" = ANY($6::text[])
                AND b.time >= $4::timestamptz AND b.time < $5::timestamptz
              UNION ALL
              SELECT h.key, (h.value->>'rows')::bigint, (h.value->>'hash')::numeric
              FROM cold_file f, jsonb_each(f.hashes) h
              WHERE f.interval_class = $1 AND f.period = $2 AND f.part = $3
            ) each GROUP BY source HAVING sum(rows) > 0
          ) summed), $12, $12
        ON CONFLICT (interval_class, period, part) DO UPDATE SET path = EXCLUDED.path, sha256 = EXCLUDED.sha256,
          size_bytes = EXCLUDED.size_bytes, rows = EXCLUDED.rows, revisions = EXCLUDED.revisions,
          hashes = EXCLUDED.hashes, written_at = EXCLUDED.written_at, checked_at = EXCLUDED.checked_at, damage = NULL`,
      params: [interval_class, period, part, from, to, intervals, path, sha256, size_bytes, rows, revisions, at],
    },
    {
      text: `SELECT remove_cold($1, $2, $3, $4::text[], $5::timestamptz, $6::timestamptz, $7, $8::numeric)`,
      params: [interval_class, period, part, intervals, from, to, taken.rows, taken.hash],
    },
  ]);
}

/** Drops the partitions of a class that ended by an instant and are empty; looks before it locks the table. */
export async function dropEmptyPartitions(db: Database, table: string, until: string): Promise<number> {
  const [row] = await db.query<{ due: boolean }>('SELECT partition_to($1) < $2::timestamptz AS due', [
    `${table}_before`,
    until,
  ]);
  if (row?.due !== true) return 0;
  const [done] = await db.query<{ dropped: number }>('SELECT drop_empty_partitions($1, $2) AS dropped', [table, until]);
  return done?.dropped ?? 0;
}
