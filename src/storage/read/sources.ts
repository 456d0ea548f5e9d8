import type { Database } from '../client.ts';
import { source } from '../schema/operations.ts';
import { selectList, wireColumns } from './wire-columns.ts';

/** Facts of each source with how collecting from it goes, as JSON text. */
export async function readSources(db: Database): Promise<{ json: string; is_sample: boolean }> {
  const [row] = await db.query<{ json: string; is_sample: boolean }>(
    `WITH run AS MATERIALIZED (
       SELECT connector, subject, status, error_code, error_message, started_at, finished_at FROM run_outcome
       WHERE kind NOT IN ('round', 'replay', 'backfill') OR status = 'needs_key'
     ), shown AS (
       SELECT ${selectList(wireColumns(source))}, COALESCE(stored.rows, 0) AS rows_collected,
         COALESCE(fetched.is_sample, false) AS is_sample,
         wire_instant(success.finished_at) AS last_success_at,
         EXTRACT(epoch FROM now() - success.finished_at)::int AS freshness_seconds,
         latest.status AS last_run_status, wire_instant(latest.finished_at) AS last_run_at,
         failing.subjects AS failing_subjects,
         failure.error_code AS last_error_code, failure.error_message AS last_error_message,
         wire_instant(failure.finished_at) AS last_error_at
       FROM source
       LEFT JOIN LATERAL (SELECT sum(inserted) AS rows FROM fetch_log WHERE connector = source_id) stored ON true
       LEFT JOIN LATERAL (SELECT is_sample FROM fetch_log WHERE connector = source_id
         ORDER BY fetched_at DESC LIMIT 1) fetched ON true
       LEFT JOIN LATERAL (SELECT finished_at FROM run WHERE connector = source_id
         AND status IN ('succeeded', 'not_modified') ORDER BY started_at DESC LIMIT 1) success ON true
       LEFT JOIN LATERAL (SELECT status, finished_at FROM run WHERE connector = source_id
         ORDER BY started_at DESC LIMIT 1) latest ON true
       LEFT JOIN LATERAL (SELECT error_code, error_message, finished_at FROM run WHERE connector = source_id
         AND status = 'failed' ORDER BY started_at DESC LIMIT 1) failure ON true
       LEFT JOIN LATERAL (
         SELECT COALESCE(json_agg(subject ORDER BY subject) FILTER (WHERE status = 'failed'), '[]') AS subjects
         FROM (SELECT DISTINCT ON (subject) subject, status FROM run WHERE connector = source_id
           ORDER BY subject, started_at DESC) last
       ) failing ON true
       ORDER BY source_id
     )
     SELECT COALESCE('[' || string_agg(row_to_json(shown)::text, ',') || ']', '[]') AS json,
       COALESCE(bool_or(is_sample), false) AS is_sample FROM shown`,
  );
  return row ?? { json: '[]', is_sample: false };
}
