import type { Database } from '../client.ts';
import { parameters } from './parameters.ts';

/**
 * Backfills with how far they are, newest first, or one of them. `rows` are the records that its payloads brought;
 * the time that is left follows from the pace so far.
 */
export async function readBackfills(db: Database, backfillId: string | null, limit: number): Promise<string[]> {
  const p = parameters();
  const id = `${p.add(backfillId)}::text`;
  const rows = await db.query<{ json: string }>(
    `SELECT json_build_object('backfill_id', b.run_id, 'source', b.connector, 'subject', b.subject,
        'from', wire_instant(b.window_from), 'to', wire_instant(b.window_to), 'status', b.status,
        'requests', b.payloads, 'requests_done', done.n, 'requests_failed', done.failed,
        'percent', CASE b.payloads WHEN 0 THEN 100 ELSE round(100.0 * done.n / b.payloads, 1) END,
        'rows', COALESCE(brought.rows_in, 0), 'rows_inserted', COALESCE(brought.inserted, 0),
        'rows_revised', COALESCE(brought.revised, 0), 'rows_unchanged', COALESCE(brought.unchanged, 0),
        'rows_rejected', COALESCE(brought.rejected, 0),
        'started_at', wire_instant(b.started_at),
        'finished_at', CASE b.status WHEN 'running' THEN NULL ELSE wire_instant(b.finished_at) END,
        'eta_seconds', CASE WHEN b.status = 'running' AND done.n > 0
          THEN ceil(EXTRACT(epoch FROM now() - b.started_at) / done.n * (b.payloads - done.n))::int END
      )::text AS json
     FROM job_run b
     LEFT JOIN LATERAL (
       SELECT count(*)::int AS n, (count(*) FILTER (WHERE status = 'failed'))::int AS failed
       FROM job_run c WHERE c.backfill_id = b.run_id AND c.kind = 'chunk'
     ) done ON true
     LEFT JOIN LATERAL (
       SELECT sum(rows_in)::int AS rows_in, sum(inserted)::int AS inserted, sum(revised)::int AS revised,
         sum(unchanged)::int AS unchanged, sum(rejected)::int AS rejected
       FROM fetch_log f WHERE f.run_id IN (SELECT run_id FROM job_run c WHERE c.backfill_id = b.run_id)
     ) brought ON true
     WHERE b.kind = 'backfill' AND (${id} IS NULL OR b.run_id = ${id})
     ORDER BY b.started_at DESC LIMIT ${p.add(limit)}::int`,
    p.values,
  );
  return rows.map(({ json }) => json);
}
