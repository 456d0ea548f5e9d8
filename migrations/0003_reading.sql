-- The one spelling of an instant on the wire: RFC 3339, UTC, milliseconds.
CREATE FUNCTION wire_instant(at timestamptz) RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
RETURN to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"');
--> statement-breakpoint
-- What became of a run in the end: its bytes may have come and not been understood. What a payload brought is in
-- fetch_log, or for a replay in replay_log; nothing is counted twice.
CREATE VIEW run_outcome AS
SELECT r.run_id, r.connector, r.subject, r.kind, r.attempt,
  CASE WHEN f.error_code IS NULL THEN r.status ELSE 'failed' END AS status,
  COALESCE(r.error_code, f.error_code) AS error_code,
  COALESCE(r.error_message, f.error_message) AS error_message,
  r.payloads, f.rows_in, f.inserted, f.revised, f.unchanged, f.stale, f.rejected,
  r.window_from, r.window_to, r.started_at, r.finished_at
FROM job_run r
LEFT JOIN LATERAL (
  SELECT min(error_code) AS error_code, min(error_message) AS error_message, sum(rows_in)::int AS rows_in,
    sum(inserted)::int AS inserted, sum(revised)::int AS revised, sum(unchanged)::int AS unchanged,
    sum(stale)::int AS stale, sum(rejected)::int AS rejected
  FROM (
    SELECT error_code, error_message, rows_in, inserted, revised, unchanged, stale, rejected
    FROM fetch_log WHERE run_id = r.run_id
    UNION ALL
    SELECT error_code, NULL, inserted + revised + unchanged + stale + rejected, inserted, revised, unchanged, stale,
      rejected
    FROM replay_log WHERE replay_id = r.run_id
  ) payload
) f ON true;
--> statement-breakpoint
GRANT SELECT ON run_outcome TO wizdata_reader, wizdata_writer;
