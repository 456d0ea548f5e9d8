import type { FetchRecord } from '../model/payload.ts';
import type { Difference, ReplayStatus } from '../model/replay.ts';
import { datasets } from '../model/symbol.ts';
import type { Database, Statement } from './client.ts';
import { storedRecord } from './fetch-log.ts';
import { rebuildSchema } from './rebuild.ts';
import { storableJson, storableText } from './storable-text.ts';

/** A replay as its own steps know it. */
export interface ReplayState {
  readonly replay_id: string;
  readonly purpose: 'replay' | 'proof';
  readonly connector: string | null;
  readonly fetched_from: string;
  readonly fetched_to: string;
  readonly status: ReplayStatus;
  readonly payloads: number;
  readonly difference: Difference | null;
  readonly swapped_at: string | null;
}

export interface PlannedReplay extends Omit<ReplayState, 'status' | 'payloads' | 'difference' | 'swapped_at'> {
  readonly workflow_id: string;
  /** Payloads, the oldest first, and those of the same moment as the last; null where all of them are meant. */
  readonly limit: number | null;
}

/**
 * Enters a replay with the payloads of its range that the line has applied: what is under way there is left to it.
 * Answers how many there are. Again under the same id, it changes nothing.
 */
export async function planReplay(db: Database, plan: PlannedReplay, at: string): Promise<number> {
  const { replay_id, purpose, connector, fetched_from, fetched_to, workflow_id, limit } = plan;
  const [row] = await db.query<{ payloads: number }>(
    `WITH planned AS (
       INSERT INTO replay_payload (replay_id, fetch_id, connector, fetched_at, size_bytes)
       SELECT $1, fetch_id, connector, fetched_at, size_bytes FROM fetch_log
       WHERE ($2::text IS NULL OR connector = $2) AND fetched_at >= $3::timestamptz AND fetched_at < $4::timestamptz
         AND parsed_at IS NOT NULL
       ORDER BY fetched_at FETCH FIRST (COALESCE($5::int, 2147483647)) ROWS WITH TIES
       ON CONFLICT DO NOTHING RETURNING 1
     )
     INSERT INTO replay (replay_id, purpose, connector, fetched_from, fetched_to, status, payloads, started_at,
       workflow_id, heard_at)
     SELECT $1, $6, $2, $3, $4, 'rebuilding', (SELECT count(*)::int FROM planned), $7, $8, $7
     ON CONFLICT (replay_id) DO UPDATE SET heard_at = EXCLUDED.heard_at RETURNING payloads`,
    [replay_id, connector, fetched_from, fetched_to, limit, purpose, at, workflow_id],
  );
  return row?.payloads ?? 0;
}

/** How many payloads a replay of this range would have. */
export async function countPayloads(
  db: Database,
  { connector, from, to }: { readonly connector: string | null; readonly from: string; readonly to: string },
): Promise<number> {
  const [row] = await db.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM fetch_log WHERE ($1::text IS NULL OR connector = $1)
       AND fetched_at >= $2::timestamptz AND fetched_at < $3::timestamptz AND parsed_at IS NOT NULL`,
    [connector, from, to],
  );
  return row?.n ?? 0;
}

export async function findReplay(db: Database, replayId: string): Promise<ReplayState | null> {
  const [row] = await db.query(
    `SELECT replay_id, purpose, connector, wire_instant(fetched_from) AS fetched_from,
       wire_instant(fetched_to) AS fetched_to, status, payloads, difference, wire_instant(swapped_at) AS swapped_at
     FROM replay WHERE replay_id = $1`,
    [replayId],
  );
  return (row as unknown as ReplayState | undefined) ?? null;
}

/** The next payloads that the rebuild has not read yet, by the lake's order, up to so many and so many bytes. */
export async function unreadPayloads(
  db: Database,
  replayId: string,
  limit: number,
  bytes: number,
): Promise<Pick<FetchRecord, 'fetch_id' | 'fetched_at'>[]> {
  return await db.query<Pick<FetchRecord, 'fetch_id' | 'fetched_at'>>(
    `SELECT fetch_id, wire_instant(fetched_at) AS fetched_at FROM (
       SELECT fetch_id, fetched_at, sum(size_bytes) OVER next - size_bytes AS before FROM (
         SELECT * FROM replay_payload WHERE replay_id = $1 AND NOT rebuilt ORDER BY fetched_at, fetch_id LIMIT $2
       ) unread WINDOW next AS (ORDER BY fetched_at, fetch_id)
     ) counted WHERE before < $3 ORDER BY counted.fetched_at, fetch_id`,
    [replayId, limit, bytes],
  );
}

/** What today's parser made of a payload: null where it understood it. */
export interface PayloadVerdict {
  readonly fetch_id: string;
  readonly parser_version: number;
  readonly error_code: string | null;
  readonly error_message: string | null;
}

/** Marks payloads as read; answers how many are left. */
export async function markRebuilt(
  db: Database,
  replayId: string,
  verdicts: readonly PayloadVerdict[],
  at: string,
): Promise<number> {
  const [, , [row] = []] = await db.batch([
    {
      text: `UPDATE replay_payload p SET rebuilt = true, parser_version = v.parser_version, error_code = v.error_code,
          error_message = v.error_message
        FROM json_to_recordset($2::json) AS v(fetch_id text, parser_version int, error_code text, error_message text)
        WHERE p.replay_id = $1 AND p.fetch_id = v.fetch_id`,
      params: [replayId, storableJson(verdicts)],
    },
    hearReplay(replayId, at),
    { text: 'SELECT count(*)::int AS n FROM replay_payload WHERE replay_id = $1 AND NOT rebuilt', params: [replayId] },
  ]);
  return Number(row?.n ?? 0);
}

export const hearReplay = (replayId: string, at: string): Statement => ({
  text: 'UPDATE replay SET heard_at = $2 WHERE replay_id = $1',
  params: [replayId, at],
});

interface Turned {
  readonly to: ReplayStatus;
  readonly from: readonly ReplayStatus[];
  readonly difference?: Difference;
  readonly error_message?: string;
  readonly workflow_id?: string;
}

/** Brings a replay from one of these states to the next; false where it was in none of them. */
export async function turnReplay(db: Database, replayId: string, turned: Turned, at: string): Promise<boolean> {
  const rows = await db.query(
    `UPDATE replay SET status = $2, heard_at = $4, difference = COALESCE($5::jsonb, difference),
       error_message = $6, workflow_id = COALESCE($7, workflow_id),
       compared_at = CASE WHEN $2 IN ('compared', 'proven') THEN $4::timestamptz ELSE compared_at END,
       swapped_at = CASE WHEN $2 = 'swapping' THEN COALESCE(swapped_at, $4::timestamptz) ELSE swapped_at END,
       finished_at = CASE WHEN $2 IN ('rebuilding', 'compared', 'swapping') THEN NULL ELSE $4::timestamptz END
     WHERE replay_id = $1 AND status = ANY($3::text[]) RETURNING 1`,
    [
      replayId,
      turned.to,
      turned.from,
      at,
      turned.difference === undefined ? null : storableJson(turned.difference),
      turned.error_message === undefined ? null : storableText(turned.error_message),
      turned.workflow_id ?? null,
    ],
  );
  return rows.length > 0;
}

/** Workflows of replays that are under way and of which nothing was heard since a moment. */
export async function silentReplays(db: Database, since: string): Promise<string[]> {
  const rows = await db.query<{ workflow_id: string }>(
    `SELECT DISTINCT workflow_id FROM replay WHERE status IN ('rebuilding', 'swapping') AND heard_at < $1`,
    [since],
  );
  return rows.map(({ workflow_id }) => workflow_id);
}

/**
 * Replays that have tables beside and no use for them: a crash came before these could go, nobody has asked for the
 * difference since a moment, or a proof that no Workflow has been on for a day.
 */
export async function forgottenReplays(db: Database, since: string): Promise<string[]> {
  const rows = await db.query<{ replay_id: string }>(
    `SELECT made.replay_id FROM (
       SELECT replace(nspname, 'rebuild_', 'replay_') AS replay_id FROM pg_namespace
       WHERE nspname ~ '^rebuild_[0-9a-f]{32}$'
     ) made LEFT JOIN replay r USING (replay_id)
     WHERE r.replay_id IS NULL OR r.status NOT IN ('rebuilding', 'compared', 'swapping', 'failed')
       OR (r.status IN ('compared', 'failed') AND r.heard_at < $1)
       OR (r.purpose = 'proof' AND r.status = 'rebuilding' AND r.heard_at < now() - interval '1 day')`,
    [since],
  );
  return rows.map(({ replay_id }) => replay_id);
}

/**
 * The quarantine and the log of fetches learn what today's parsers say of the replayed payloads. Of one that is not
 * understood they keep what the parser of its time has said.
 */
export async function swapJudgements(db: Database, replayId: string): Promise<void> {
  const rebuilt = `"${rebuildSchema(replayId)}".quarantine`;
  const understood = `SELECT fetch_id FROM replay_payload WHERE replay_id = $1 AND rebuilt AND error_code IS NULL`;
  const columns = 'fetch_id, position, connector, dataset, rule, reason, verdict, record, recorded_at';
  await db.batch(
    [
      `DELETE FROM quarantine WHERE fetch_id IN (${understood})`,
      `INSERT INTO quarantine (${columns}) SELECT ${columns} FROM ${rebuilt} WHERE fetch_id IN (${understood})`,
      `UPDATE fetch_log f SET parser_version = p.parser_version FROM replay_payload p
       WHERE p.replay_id = $1 AND p.error_code IS NULL AND p.fetch_id = f.fetch_id
         AND f.parser_version IS DISTINCT FROM p.parser_version`,
    ].map((text) => ({ text, params: [replayId] })),
  );
}

/**
 * Fetches that were made after those of a replay, of the subjects whose rows its swap has changed: a fetch that said
 * what was known already left no trace in the row, and may have been right.
 */
export async function fetchesAfterReplay(db: Database, replayId: string): Promise<FetchRecord[]> {
  const schema = rebuildSchema(replayId);
  const touched = datasets.map(
    (dataset) => `SELECT fetch_id, live_fetch_id FROM "${schema}"."${dataset}" WHERE swapped`,
  );
  return (await db.query(
    `WITH touched AS (${touched.join(' UNION ALL ')}), subject AS (
       SELECT DISTINCT f.connector, f.subject FROM fetch_log f JOIN (
         SELECT fetch_id FROM touched UNION SELECT live_fetch_id FROM touched) t USING (fetch_id)
     ), last AS (SELECT max(fetch_id) AS fetch_id FROM replay_payload WHERE replay_id = $1)
     SELECT ${storedRecord} FROM fetch_log JOIN subject USING (connector, subject)
     WHERE fetch_id > (SELECT fetch_id FROM last) AND parsed_at IS NOT NULL ORDER BY fetch_id`,
    [replayId],
  )) as unknown as FetchRecord[];
}
