import type { RunMessage } from '../model/messages.ts';
import type { Database } from './client.ts';
import { storableJson } from './storable-text.ts';

/** The attempts of ingest, as it reports them; a report that comes twice is one row. */
export async function recordRuns(db: Database, runs: readonly RunMessage[]): Promise<void> {
  if (runs.length === 0) return;
  await db.query(
    `INSERT INTO job_run (run_id, connector, subject, kind, attempt, status, error_code, error_message, payloads,
       window_from, window_to, started_at, finished_at)
     SELECT * FROM json_to_recordset($1::json) AS r(run_id text, connector text, subject text, kind text, attempt int,
       status text, error_code text, error_message text, payloads int, window_from timestamptz, window_to timestamptz,
       started_at timestamptz, finished_at timestamptz)
     ON CONFLICT (run_id) DO NOTHING`,
    [storableJson(runs)],
  );
}
