import type { Database } from './client.ts';
import type { LineInFile } from './cold/cold-lines.ts';
import type { ColdLine } from './cold/guard.ts';
import { classOfRow, isNotReopened, periodFromOf } from './cold/rows.ts';
import { isDue, rebuildSchema } from './rebuild.ts';

/** Cold lines are gone through in this order, an instrument's together, since they lie in one part of the index. */
export type LinePosition = readonly [instrument_id: string, interval_class: string, period: string];

export const positionOf = ({ instrument_id, interval_class, period }: ColdLine): LinePosition => [
  instrument_id,
  interval_class,
  period,
];

/** Files whose line of an instrument was not taken back. */
const coldFileOf = (instrument: string): string =>
  `c.part = cold_part(${instrument}) AND ${isNotReopened('c', instrument)}`;

/** The next cold lines that rebuilt bars lie in: all of them, or those that a swap has yet to deal with. */
export async function touchedLines(
  db: Database,
  replayId: string,
  which: 'all' | 'due',
  after: LinePosition | null,
  limit: number,
): Promise<LineInFile[]> {
  return (await db.query(
    `SELECT t.interval_class, c.period, t.instrument_id, c.path, c.sha256 FROM (
       SELECT DISTINCT ${classOfRow('r')} AS interval_class, instrument_id, ${periodFromOf('r')} AS begins
       FROM "${rebuildSchema(replayId)}".bar r WHERE instrument_id >= $1${which === 'due' ? ` AND ${isDue}` : ''}
     ) t JOIN cold_file c ON c.interval_class = t.interval_class AND c.period_from = t.begins AND ${coldFileOf('t.instrument_id')}
     WHERE (t.instrument_id, t.interval_class, c.period) > ($1, $2, $3)
     ORDER BY t.instrument_id, t.interval_class, c.period LIMIT $4`,
    [...(after ?? ['', '', '']), limit],
  )) as unknown as LineInFile[];
}

/**
 * The next cold lines of instruments of the replayed sources, as far as a replayed payload was asked for their time and
 * their file holds anything of that source: rows that the rebuild does not make may lie there.
 */
export async function askedLines(
  db: Database,
  replayId: string,
  after: LinePosition | null,
  limit: number,
): Promise<LineInFile[]> {
  return (await db.query(
    `WITH asked AS MATERIALIZED (
       SELECT DISTINCT p.connector, f.window_from, f.window_to FROM replay_payload p JOIN fetch_log f USING (fetch_id)
       WHERE p.replay_id = $5 AND p.error_code IS NULL
     ), file AS MATERIALIZED (
       SELECT s.source, c.* FROM (SELECT DISTINCT connector AS source FROM asked) s
       JOIN cold_file c ON c.hashes ? s.source AND EXISTS (SELECT FROM asked a
         WHERE a.connector = s.source AND a.window_from < c.period_to AND a.window_to > c.period_from)
     )
     SELECT DISTINCT t.interval_class, c.period, t.instrument_id, c.path, c.sha256
     FROM (SELECT DISTINCT instrument_id, source, ${classOfRow('s')} AS interval_class FROM bar_series s
       WHERE instrument_id >= $1 AND source IN (SELECT source FROM file)) t
     JOIN file c ON c.source = t.source AND c.interval_class = t.interval_class AND ${coldFileOf('t.instrument_id')}
     WHERE (t.instrument_id, t.interval_class, c.period) > ($1, $2, $3)
     ORDER BY t.instrument_id, t.interval_class, c.period LIMIT $4`,
    [...(after ?? ['', '', '']), limit, replayId],
  )) as unknown as LineInFile[];
}

/** Whether the replay has understood the payload of any of these fetches. */
export async function understandsAny(db: Database, replayId: string, fetchIds: readonly string[]): Promise<boolean> {
  const found = await db.query(
    'SELECT 1 FROM replay_payload WHERE replay_id = $1 AND fetch_id = ANY($2::text[]) AND error_code IS NULL LIMIT 1',
    [replayId, fetchIds],
  );
  return found.length > 0;
}
