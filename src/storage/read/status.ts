import type { Database } from '../client.ts';
import { beyondCounts } from '../partition-policies.ts';
import { datasetTables, worldTime } from './dataset-tables.ts';

const counts = datasetTables
  .map(
    (dataset) => `SELECT '${dataset}' AS dataset, count(*) AS rows, ${worldTime[dataset] ?? 'NULL'} AS newest,
      wire_instant(max(recorded_at)) AS last_recorded_at FROM "${dataset}"`,
  )
  .join(' UNION ALL ');

/**
 * Payloads that a run of the last day has put into the lake and that have not become rows yet. Runs that are older have
 * been swept, so their count says nothing new.
 */
const pendingPayloads = `(
  SELECT COALESCE(sum(GREATEST(run.payloads - COALESCE(applied.fetches, 0), 0)), 0)::int
  FROM job_run run LEFT JOIN (
    SELECT run_id, count(*) AS fetches FROM fetch_log
    WHERE fetched_at > now() - interval '2 days' AND parsed_at IS NOT NULL GROUP BY run_id
  ) applied USING (run_id)
  WHERE run.started_at > now() - interval '1 day' AND run.status <> 'failed' AND run.kind NOT IN ('round', 'replay', 'backfill')
)`;

/** Bars in cold storage, which `counts` has no more; those that were taken back count on both sides. */
const coldCounts = `SELECT interval_class, count(*) AS files, sum(rows) AS rows, sum(size_bytes) AS bytes,
    min(period) AS oldest_period, max(period) AS newest_period,
    (SELECT count(*) FROM cold_reopened r WHERE r.interval_class = f.interval_class) AS reopened,
    count(checked_at) AS checked, count(damage) AS damaged
  FROM cold_file f GROUP BY interval_class ORDER BY interval_class`;

/** Swaps under way, with how many rows they have dealt with, of those that they touch. */
const swaps = `SELECT r.replay_id, COALESCE(sum((d.value->>'swapped')::bigint), 0) AS done,
    COALESCE(sum((d.value->>'added')::bigint + (d.value->>'changed')::bigint + (d.value->>'withdrawn')::bigint), 0) AS "of"
  FROM replay r LEFT JOIN LATERAL jsonb_array_elements(r.difference) d ON true
  WHERE r.status = 'swapping' GROUP BY r.replay_id ORDER BY r.replay_id`;

const openChanges = '(SELECT count(*)::int FROM outbox WHERE published_at IS NULL OR derived_at IS NULL)';

/** What is stored and what is under way, as JSON text. */
export async function readStatus(db: Database): Promise<{ json: string; is_sample: boolean }> {
  const [row] = await db.query<{ json: string; is_sample: boolean }>(
    `SELECT EXISTS (SELECT FROM fetch_log WHERE is_sample) AS is_sample,
       json_build_object(
         'datasets', (SELECT json_agg(row_to_json(counts)) FROM (${counts}) counts),
         'unsent_changes', ${openChanges},
         'pending_payloads', ${pendingPayloads},
         'quarantined_rows', (SELECT count(*) FROM quarantine WHERE verdict = 'rejected'),
         'flagged_rows', (SELECT count(*) FROM quarantine WHERE verdict = 'flagged'),
         'open_dead_letters', (SELECT count(*) FROM dead_letter WHERE resent_at IS NULL),
         'cold', (SELECT COALESCE(json_agg(row_to_json(cold)), '[]') FROM (${coldCounts}) cold),
         'swapping', (SELECT COALESCE(json_agg(row_to_json(swap)), '[]') FROM (${swaps}) swap),
         'rows_beyond', (SELECT json_object_agg(name, rows) FROM (${beyondCounts}) beyond),
         'rebuild_proofs', (SELECT COALESCE(json_agg(row_to_json(proof)), '[]') FROM (
           SELECT dataset, source, CASE WHEN sum(differing) > 0 THEN 'differing' ELSE 'proven' END AS status, sum(rows) AS rows, sum(live_hash)::text AS live_hash,
             sum(rebuilt_hash)::text AS rebuilt_hash, sum(differing) AS differing, sum(cold) AS cold,
             sum(payloads) AS payloads, sum(refused) AS payloads_refused, wire_instant(min(proven_at)) AS proven_at
           FROM rebuild_proof GROUP BY dataset, source ORDER BY dataset, source
         ) proof)
       )::text AS json`,
  );
  return row ?? { json: '{}', is_sample: false };
}

/** How far the first ingestion has come. */
export interface Progress {
  readonly sources: number;
  readonly finished: number;
  readonly succeeded: number;
  readonly pending_payloads: number;
  /** Sources of which no run has finished yet. */
  readonly waiting_for: readonly string[];
}

export async function readProgress(db: Database): Promise<Progress> {
  const [row] = await db.query(
    `WITH run AS (
       SELECT source_id,
         EXISTS (SELECT FROM job_run r WHERE r.connector = source_id AND r.kind = 'round') AS finished,
         EXISTS (SELECT FROM job_run r WHERE r.connector = source_id AND r.status IN ('succeeded', 'not_modified'))
           AS succeeded
       FROM source WHERE NOT intake_only
     )
     SELECT count(*)::int AS sources, (count(*) FILTER (WHERE finished))::int AS finished,
       (count(*) FILTER (WHERE succeeded))::int AS succeeded, ${pendingPayloads} AS pending_payloads,
       COALESCE(json_agg(source_id ORDER BY source_id) FILTER (WHERE NOT finished), '[]') AS waiting_for
     FROM run`,
  );
  return row as unknown as Progress;
}
