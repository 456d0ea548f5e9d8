import type { Database } from '../client.ts';

const refusalsShown = 20;

/** Replays with how far they are and what they would change, newest first, or one of them, as JSON texts. */
export async function readReplays(db: Database, replayId: string | null, limit: number): Promise<string[]> {
  const rows = await db.query<{ json: string }>(
    `SELECT json_build_object('replay_id', r.replay_id, 'connector', r.connector,
        'from', wire_instant(r.fetched_from), 'to', wire_instant(r.fetched_to), 'status', r.status,
        'payloads', r.payloads, 'payloads_done', done.n,
        'percent', CASE r.payloads WHEN 0 THEN 100 ELSE round(100.0 * done.n / r.payloads, 1) END,
        'payloads_refused', done.refused, 'refused', refused.list, 'difference', r.difference,
        'error_message', r.error_message, 'started_at', wire_instant(r.started_at),
        'compared_at', wire_instant(r.compared_at), 'swapped_at', wire_instant(r.swapped_at),
        'finished_at', wire_instant(r.finished_at))::text AS json
     FROM replay r
     LEFT JOIN LATERAL (
       SELECT CASE WHEN r.status IN ('compared', 'swapping', 'swapped') THEN r.payloads
           ELSE (count(*) FILTER (WHERE rebuilt))::int END AS n, (count(*) FILTER (WHERE error_code IS NOT NULL))::int AS refused
       FROM replay_payload p WHERE p.replay_id = r.replay_id
     ) done ON true
     LEFT JOIN LATERAL (
       SELECT COALESCE(json_agg(json_build_object('fetch_id', fetch_id, 'connector', connector, 'code', error_code,
         'reason', error_message) ORDER BY fetched_at), '[]') AS list
       FROM (SELECT * FROM replay_payload p WHERE p.replay_id = r.replay_id AND error_code IS NOT NULL
         ORDER BY fetched_at, fetch_id LIMIT ${refusalsShown}) first
     ) refused ON true
     WHERE r.purpose = 'replay' AND ($1::text IS NULL OR r.replay_id = $1)
     ORDER BY r.started_at DESC LIMIT $2::int`,
    [replayId, limit],
  );
  return rows.map(({ json }) => json);
}
