import { getTableColumns } from 'drizzle-orm';
import type { Database } from '../client.ts';
import { contentText } from '../content-text.ts';
import { inUtc } from '../in-utc.ts';
import { quoted } from '../record-shape.ts';
import { bar } from '../schema/records.ts';
import type { VersionedBar } from './cold-rows.ts';
import type { ColdLine } from './guard.ts';

const types = Object.values(getTableColumns(bar)).map((column) => ({ name: column.name, type: column.getSQLType() }));
const names = types.map(({ name }) => name);
const rowsPerTrip = 2_000;

/** Brings an instrument's bars beside the table, as they were; from there they move in one statement. */
export async function stageBars(db: Database, loadId: string, bars: readonly VersionedBar[]): Promise<void> {
  const columns = [...types, { name: 'superseded_at', type: 'timestamp with time zone' }];
  const list = quoted(columns.map(({ name }) => name));
  const arrays = columns.map(({ type }, at) => `$${at + 2}::${type}[]`).join(', ');
  for (let at = 0; at < bars.length; at += rowsPerTrip) {
    const some = bars.slice(at, at + rowsPerTrip);
    await db.query(`INSERT INTO bar_thawing (load_id, ${list}) SELECT $1, * FROM unnest(${arrays})`, [
      loadId,
      ...columns.map(({ name }) => some.map((one) => one[name as keyof VersionedBar])),
    ]);
  }
}

/** What {@link moveStaged} moves: so many rows, that were read while this file stood for them. */
interface Staged {
  readonly load_id: string;
  readonly rows: number;
  readonly path: string;
}

/**
 * Makes staged bars those of the table again and notes that they were taken back. Nothing moves where that has been done
 * already, where another file stands for them meanwhile, or where not all of them are there.
 */
export async function moveStaged(
  db: Database,
  { load_id, rows, path }: Staged,
  { interval_class, period, instrument_id }: ColdLine,
  at: string,
): Promise<void> {
  const staged = (condition: string) => `FROM bar_thawing t WHERE load_id = $1 AND superseded_at IS ${condition}
    AND EXISTS (SELECT FROM opened)`;
  await db.batch([
    inUtc,
    { text: 'SELECT pg_advisory_xact_lock(cold_lock($1, $2))', params: [interval_class, period] },
    {
      text: `
WITH opened AS (
  INSERT INTO cold_reopened (interval_class, period, instrument_id, reopened_at)
  SELECT $2, $3, $4, $6::timestamptz WHERE EXISTS (SELECT FROM cold_file WHERE interval_class = $2 AND period = $3
    AND part = cold_part($4) AND path = $5)
    AND (SELECT count(*) FROM bar_thawing WHERE load_id = $1) = $7
  ON CONFLICT DO NOTHING RETURNING 1
), standing AS (
  INSERT INTO bar (${quoted(names)}) SELECT ${quoted(names)} ${staged('NULL')}
), replaced AS (
  INSERT INTO bar_revision (superseded_at, ${quoted(names)}) SELECT superseded_at, ${quoted(names)} ${staged('NOT NULL')}
), moved AS (
  SELECT source, count(*) AS rows, sum(rebuild_hash(${contentText('bar', 't')})) AS hash ${staged('NULL')} GROUP BY source
), cleared AS (
  DELETE FROM bar_thawing WHERE load_id = $1
)
UPDATE cold_file f SET hashes = (
  SELECT COALESCE(jsonb_object_agg(h.key, jsonb_build_object(
      'rows', (h.value->>'rows')::bigint - COALESCE(m.rows, 0),
      'hash', ((h.value->>'hash')::numeric - COALESCE(m.hash, 0))::text)), '{}')
  FROM jsonb_each(f.hashes) h LEFT JOIN moved m ON m.source = h.key)
WHERE f.interval_class = $2 AND f.period = $3 AND f.part = cold_part($4) AND EXISTS (SELECT FROM opened)`,
      params: [load_id, interval_class, period, instrument_id, path, at, rows],
    },
  ]);
}
