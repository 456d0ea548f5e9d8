import type { Database, Statement } from './client.ts';
import { storableJson } from './storable-text.ts';

/** What an audit found in one series of one source. */
export interface SeriesRecord {
  readonly channel: string;
  readonly source: string;
  readonly dataset: string;
  readonly id: string;
  readonly interval: string | null;
  readonly is_sample: boolean;
  readonly rows: number;
  readonly first_time: string;
  readonly last_time: string;
  readonly metrics: Readonly<Record<string, { share: string; numerator: number; denominator: number } | null>>;
  readonly score: string | null;
  /** From where on the series was looked at; null where that is its beginning. */
  readonly looked_from: string | null;
  readonly findings: readonly FindingRecord[];
}

interface FindingRecord {
  readonly rule: string;
  readonly at: string;
  readonly until: string | null;
  readonly severity: string;
  readonly reason: string;
  readonly fetch_id: string | null;
}

/** A channel that has been looked at, and up to which change; `records` is null where that failed. */
export interface AuditedChannel {
  readonly channel: string;
  readonly changed_id: string;
  /** From where on series of which nothing is left would have been seen; null where that is their beginning. */
  readonly looked_from: string | null;
  readonly records: readonly SeriesRecord[] | null;
}

/**
 * Everything an audit has to say, in one transaction. What is open and was not found again is resolved, as far back as
 * the audit has looked, also where the last row of a series was withdrawn; what is found again stays as it is.
 */
export async function recordAudit(db: Database, audited: readonly AuditedChannel[], now: string): Promise<void> {
  const records = audited.flatMap(({ records: some }) => some ?? []);
  const series = records.map(({ findings, ...rest }) => ({ ...rest, open_findings: findings.length }));
  const findings = records.flatMap(({ findings: found, channel, source, dataset, id, interval, is_sample }) =>
    found.map((one) => ({ channel, source, dataset, id, interval, is_sample, ...one })),
  );
  const channels = audited.map(({ records: some, ...rest }) => ({ ...rest, done: some !== null }));
  const looked = channels.filter(({ done }) => done);
  await db.batch([
    recordFindings(storableJson(series), storableJson(findings), storableJson(looked), now),
    { text: recordQuality, params: [storableJson(series), now] },
    { text: recordChannels, params: [storableJson(channels), now] },
  ]);
}

const foundType = `r(channel text, source text, dataset text, id text, "interval" text, is_sample boolean, rule text,
  "at" timestamptz, "until" timestamptz, severity text, reason text, fetch_id text)`;

function recordFindings(series: string, findings: string, channels: string, now: string): Statement {
  const text = `
WITH found AS MATERIALIZED (SELECT * FROM json_to_recordset($1::json) AS ${foundType}), looked AS (
  SELECT c.channel, o.source, CASE WHEN s.source IS NULL THEN c.looked_from ELSE s.looked_from END AS looked_from
  FROM json_to_recordset($4::json) AS c(channel text, looked_from timestamptz)
  CROSS JOIN LATERAL (SELECT DISTINCT source FROM finding WHERE resolved_at IS NULL AND channel = c.channel) o
  LEFT JOIN json_to_recordset($2::json) AS s(channel text, source text, looked_from timestamptz)
    ON s.channel = c.channel AND s.source = o.source
), resolved AS (
  UPDATE finding f SET resolved_at = $3 FROM looked l
  WHERE f.resolved_at IS NULL AND f.channel = l.channel AND f.source = l.source
    AND (l.looked_from IS NULL OR f."at" >= l.looked_from)
    AND NOT EXISTS (SELECT FROM found n WHERE n.channel = f.channel AND n.source = f.source AND n.rule = f.rule
      AND n."at" = f."at")
)
INSERT INTO finding (channel, source, dataset, id, "interval", is_sample, rule, "at", "until", severity, reason,
  fetch_id, found_at)
SELECT channel, source, dataset, id, "interval", is_sample, rule, "at", "until", severity, reason, fetch_id, $3
FROM found
ON CONFLICT (channel, source, rule, "at") WHERE resolved_at IS NULL DO UPDATE SET "until" = EXCLUDED."until",
  severity = EXCLUDED.severity, reason = EXCLUDED.reason, fetch_id = EXCLUDED.fetch_id
WHERE (finding."until", finding.severity, finding.reason, finding.fetch_id)
  IS DISTINCT FROM (EXCLUDED."until", EXCLUDED.severity, EXCLUDED.reason, EXCLUDED.fetch_id)`;
  return { text, params: [findings, series, now, channels] };
}

const recordQuality = `
INSERT INTO quality (channel, source, dataset, id, "interval", is_sample, day, rows, first_time, last_time, metrics,
  score, open_findings, computed_at)
SELECT channel, source, dataset, id, "interval", is_sample, ($2::timestamptz AT TIME ZONE 'UTC')::date, rows,
  first_time, last_time, metrics, score, open_findings, $2::timestamptz
FROM json_to_recordset($1::json) AS r(channel text, source text, dataset text, id text, "interval" text,
  is_sample boolean, rows int, first_time timestamptz, last_time timestamptz, metrics jsonb, score numeric,
  open_findings int)
ON CONFLICT (channel, source, day) DO UPDATE SET is_sample = EXCLUDED.is_sample, rows = EXCLUDED.rows,
  first_time = EXCLUDED.first_time, last_time = EXCLUDED.last_time, metrics = EXCLUDED.metrics,
  score = EXCLUDED.score, open_findings = EXCLUDED.open_findings, computed_at = EXCLUDED.computed_at`;

const recordChannels = `
UPDATE audited_channel c SET audited_at = $2, audited_id = r.changed_id,
  audited_on = CASE WHEN r.done THEN ($2::timestamptz AT TIME ZONE 'UTC')::date ELSE c.audited_on END
FROM json_to_recordset($1::json) AS r(channel text, changed_id bigint, done boolean) WHERE c.channel = r.channel`;

/** That the audit ran, and how it went. */
export async function recordAuditRun(
  db: Database,
  run: { readonly run_id: string; readonly error: string | null; readonly started_at: string; readonly at: string },
): Promise<void> {
  const { run_id, error, started_at, at } = run;
  await db.query(
    `INSERT INTO job_run (run_id, connector, subject, kind, attempt, status, error_code, error_message, payloads,
       window_from, window_to, started_at, finished_at)
     VALUES ($1, 'platform', 'audit', 'audit', 1, $2, $3, $4, 0, $5, $5, $5, $6)`,
    [run_id, error === null ? 'succeeded' : 'failed', error === null ? null : 'internal', error, started_at, at],
  );
}
