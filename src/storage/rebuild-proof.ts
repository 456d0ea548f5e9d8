import { type DatasetDifference, differing, type ReplayStatus } from '../model/replay.ts';
import type { Database, Statement } from './client.ts';
import { storableJson } from './storable-text.ts';

/**
 * The source that was proven longest ago, or never, and before a moment; and from where its payloads go on. A night does
 * not read all of a large source: the next one goes on behind a full span, and behind the last one begins anew, so that
 * spans begin where they began before.
 */
export async function nextToProve(
  db: Database,
  sources: readonly string[],
  before: string,
  fullSpan: number,
): Promise<{ readonly source: string; readonly from: string } | null> {
  const [row] = await db.query<{ source: string; from: string }>(
    `SELECT s.source, wire_instant(COALESCE(next.fetched_at, 'epoch')) AS "from"
     FROM unnest($1::text[]) AS s(source)
     LEFT JOIN LATERAL (
       SELECT finished_at, fetched_to, payloads FROM replay
       WHERE connector = s.source AND purpose = 'proof' AND finished_at IS NOT NULL ORDER BY finished_at DESC LIMIT 1
     ) last ON true
     LEFT JOIN LATERAL (
       SELECT min(f.fetched_at) AS fetched_at FROM fetch_log f
       WHERE last.payloads >= $3 AND f.connector = s.source AND f.parsed_at IS NOT NULL AND f.fetched_at > last.fetched_to
     ) next ON true
     WHERE (last.finished_at IS NULL OR last.finished_at < $2)
       AND EXISTS (SELECT FROM fetch_log f WHERE f.connector = s.source AND f.parsed_at IS NOT NULL)
     ORDER BY last.finished_at NULLS FIRST, s.source LIMIT 1`,
    [sources, before, fullSpan],
  );
  return row ?? null;
}

/** What a proof found in a span; nothing is kept of the proof but that, where it ended, and whether the tables held. */
export async function recordProof(
  db: Database,
  replayId: string,
  source: string,
  difference: readonly DatasetDifference[],
  at: string,
): Promise<void> {
  const rows = difference.map((found) => ({
    dataset: found.dataset,
    rows: found.same + differing(found),
    live_hash: found.live_hash,
    rebuilt_hash: found.rebuilt_hash,
    differing: differing(found),
    cold: found.cold,
  }));
  const proof: Statement = {
    text: `INSERT INTO rebuild_proof (dataset, source, rows, live_hash, rebuilt_hash, differing, cold, refused, payloads,
        fetched_from, fetched_to, proven_at)
      SELECT d.dataset, $2, d.rows, d.live_hash, d.rebuilt_hash, d.differing, d.cold, p.refused, p.payloads, p.first,
        p.last, $4
      FROM json_to_recordset($3::json) AS d(dataset text, rows bigint, live_hash numeric, rebuilt_hash numeric,
        differing bigint, cold bigint)
      CROSS JOIN (
        SELECT count(*)::int AS payloads, (count(*) FILTER (WHERE error_code IS NOT NULL))::int AS refused,
          min(fetched_at) AS first, max(fetched_at) AS last
        FROM replay_payload WHERE replay_id = $1
      ) p
      WHERE p.payloads > 0 AND (d.rows > 0 OR d.cold > 0 OR EXISTS (SELECT FROM rebuild_proof k
        WHERE k.source = $2 AND k.dataset = d.dataset AND k.fetched_from = p.first))
      ON CONFLICT (source, dataset, fetched_from) DO UPDATE SET rows = EXCLUDED.rows, live_hash = EXCLUDED.live_hash,
        rebuilt_hash = EXCLUDED.rebuilt_hash, differing = EXCLUDED.differing, cold = EXCLUDED.cold,
        refused = EXCLUDED.refused, payloads = EXCLUDED.payloads, fetched_to = EXCLUDED.fetched_to,
        proven_at = EXCLUDED.proven_at`,
    params: [replayId, source, storableJson(rows), at],
  };
  const ended: Statement = {
    text: `UPDATE replay SET status = $3, compared_at = $2, finished_at = $2, heard_at = $2,
        fetched_to = COALESCE((SELECT max(fetched_at) FROM replay_payload WHERE replay_id = $1), fetched_to)
      WHERE replay_id = $1 AND status = 'rebuilding'`,
    params: [replayId, at, (rows.some((row) => row.differing > 0) ? 'differing' : 'proven') satisfies ReplayStatus],
  };
  const ofProofs = `connector = $1 AND purpose = 'proof' AND finished_at IS NOT NULL`;
  const payloads: Statement = {
    text: `DELETE FROM replay_payload WHERE replay_id IN (SELECT replay_id FROM replay WHERE ${ofProofs})`,
    params: [source],
  };
  const earlier: Statement = {
    text: `DELETE FROM replay WHERE ${ofProofs} AND replay_id <> $2`,
    params: [source, replayId],
  };
  await db.batch([proof, ended, payloads, earlier]);
}
