import type { EndingPolicyName, keptElsewhere } from '../model/retention.ts';
import type { Database, Statement } from './client.ts';
import { dropEmptyPartitions } from './cold/cold-files.ts';

/** Policies of the tables that are this job's. */
type TablePolicyName = Exclude<EndingPolicyName, (typeof keptElsewhere)[number]>;

interface PartedTicks {
  /** Partitioned by month: whole months go. */
  readonly parted: 'trade' | 'quote';
}

interface Rows {
  readonly table: string;
  /** SQL of what goes, where `$1` is the moment from which on it is kept. */
  readonly where: string;
}

const removals: Readonly<Record<TablePolicyName, PartedTicks | Rows>> = {
  trade_revisions: { table: 'trade_revision', where: 'time < $1::timestamptz AND NOT is_sample' },
  quote_revisions: { table: 'quote_revision', where: 'time < $1::timestamptz AND NOT is_sample' },
  changes: {
    table: 'outbox',
    where: `created_at < $1::timestamptz AND published_at IS NOT NULL AND derived_at IS NOT NULL
      AND outbox_id <= (SELECT outbox_id FROM audit_state)`,
  },
  runs: {
    table: 'job_run',
    where: `started_at < $1::timestamptz AND backfill_id IS NULL AND kind <> 'backfill'
      AND EXISTS (SELECT FROM job_run newer WHERE newer.connector = t.connector AND newer.kind = t.kind
        AND newer.subject = t.subject AND newer.status = t.status AND newer.started_at > t.started_at)`,
  },
  replayed_payloads: {
    table: 'replay_payload',
    where: 'replay_id IN (SELECT replay_id FROM replay WHERE finished_at < $1::timestamptz)',
  },
  watched_indicators: { table: 'indicator_watch', where: 'asked_at < $1::timestamptz' },
  quality: {
    table: 'quality',
    where: `day < ($1::timestamptz AT TIME ZONE 'UTC')::date AND EXISTS (SELECT FROM quality newer
      WHERE newer.channel = t.channel AND newer.source = t.source AND newer.day > t.day)`,
  },
  findings: { table: 'finding', where: 'resolved_at < $1::timestamptz' },
  dead_letters: { table: 'dead_letter', where: 'resent_at < $1::timestamptz' },
  thawing: { table: 'bar_thawing', where: 'loaded_at < $1::timestamptz' },
  // Last, because they want a lock that they may not get, and then the others have had their turn.
  trades: { parted: 'trade' },
  quotes: { parted: 'quote' },
};

export const tablePolicies = Object.keys(removals) as TablePolicyName[];

/** From when on is kept what a policy would keep from a moment: of what goes by the month, whole months. */
export function exactlyKeptFrom(policy: TablePolicyName, keptFrom: string): string {
  return /^(?:trade|quote)/.test(policy) ? `${keptFrom.slice(0, 7)}-01T00:00:00.000Z` : keptFrom;
}

/** Removes some of what a policy no longer keeps; answers how much, and whether there may be more. */
export async function removeSome(
  db: Database,
  policy: TablePolicyName,
  keptFrom: string,
  limit: number,
): Promise<{ readonly removed: number; readonly more: boolean }> {
  const removal = removals[policy];
  if ('parted' in removal) {
    const [row] = await db.query<{ removed: string }>('SELECT empty_partitions($1, $2) AS removed', [
      removal.parted,
      keptFrom,
    ]);
    await dropEmptyPartitions(db, removal.parted, keptFrom);
    return { removed: Number(row?.removed), more: false };
  }
  const { table, where } = removal;
  const [row] = await db.query<{ removed: number }>(
    `WITH gone AS (
       DELETE FROM ${table} WHERE ctid = ANY(ARRAY(SELECT t.ctid FROM ${table} t WHERE ${where} LIMIT $2)) RETURNING 1
     ) SELECT count(*)::int AS removed FROM gone`,
    [keptFrom, limit],
  );
  const removed = row?.removed ?? 0;
  return { removed, more: removed === limit };
}

/** That a policy's job ran, and how much it has removed. */
export const recordRetention = (
  policy: EndingPolicyName,
  run: { readonly ran_at: string; readonly kept_from: string; readonly removed: number },
): Statement => ({
  text: `INSERT INTO retention_run (policy, ran_at, kept_from, removed, removed_in_all) VALUES ($1, $2, $3, $4::bigint, $4::bigint)
    ON CONFLICT (policy) DO UPDATE SET ran_at = EXCLUDED.ran_at, kept_from = EXCLUDED.kept_from,
      removed = EXCLUDED.removed, removed_in_all = retention_run.removed_in_all + EXCLUDED.removed`,
  params: [policy, run.ran_at, run.kept_from, run.removed],
});
