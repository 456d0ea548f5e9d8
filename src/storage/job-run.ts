import type { RunMessage } from '../model/messages.ts';
import type { Database } from './client.ts';
import { storableJson } from './storable-text.ts';

/** The runs of ingest as it reports them, a row each: of what is reported again the last word counts. */
export async function recordRuns(db: Database, runs: readonly RunMessage[]): Promise<void> {
  if (runs.length === 0) return;
  await db.query(
    `INSERT INTO job_run (run_id, connector, subject, kind, backfill_id, attempt, status, error_code, error_message,
       payloads, window_from, window_to, started_at, finished_at)
     SELECT DISTINCT ON (run_id) * FROM json_to_recordset($1::json) AS r(run_id text, connector text, subject text,
       kind text, backfill_id text, attempt int, status text, error_code text, error_message text, payloads int, window_from timestamptz, window_to timestamptz,
       started_at timestamptz, finished_at timestamptz)
     ORDER BY run_id, finished_at DESC
     ON CONFLICT (run_id) DO UPDATE SET attempt = EXCLUDED.attempt, status = EXCLUDED.status,
       error_code = EXCLUDED.error_code, error_message = EXCLUDED.error_message, payloads = EXCLUDED.payloads,
       finished_at = EXCLUDED.finished_at
     WHERE EXCLUDED.finished_at > job_run.finished_at`,
    [storableJson(runs)],
  );
}
