import type { Dataset } from '../model/symbol.ts';
import type { Database } from './client.ts';

/** The datasets whose series are audited. */
const auditedDatasets = [
  'bar',
  'rate',
  'observation',
  'quote',
  'measurement',
  'news',
] as const satisfies readonly Dataset[];
export type AuditedDataset = (typeof auditedDatasets)[number];

/** A channel whose rows changed, or that has not been looked at today. */
export interface DueChannel {
  readonly channel: string;
  /** Up to which change of the outbox its rows are about to be audited. */
  readonly changed_id: string;
}

/** Changes that are taken from the outbox at once. */
const changesPerRun = 5_000;
/** How long a channel rests between two audits, however often it changes. */
const restMinutes = 15;

/** Since when the audit has been waiting, and whether changes wait for their derivations. */
export async function readAuditState(
  db: Database,
): Promise<{ readonly waiting_since: string | null; readonly derivations_open: boolean }> {
  const [row] = await db.query<{ waiting_since: string | null; derivations_open: boolean }>(
    `SELECT wire_instant(waiting_since) AS waiting_since,
       EXISTS (SELECT FROM outbox WHERE derived_at IS NULL) AS derivations_open FROM audit_state`,
  );
  return row ?? { waiting_since: null, derivations_open: false };
}

export async function waitOn(db: Database, now: string): Promise<void> {
  await db.query('UPDATE audit_state SET waiting_since = COALESCE(waiting_since, $1)', [now]);
}

/**
 * Notes which channels have changed since the last run, and picks those to audit: never audited ones first, then days,
 * then whatever has waited longest. A change to an instrument's actions is one to its bars.
 * @param before younger changes are left for the next run, since one with a lower number may still be on its way
 */
export async function pickChannels(db: Database, before: string, now: string, limit: number): Promise<DueChannel[]> {
  const [, picked = []] = await db.batch([
    { text: noteChanges, params: [before, changesPerRun, auditedDatasets] },
    {
      text: `SELECT channel, changed_id::text FROM audited_channel
        WHERE (audited_at IS NULL OR audited_at <= $1::timestamptz - make_interval(mins => ${restMinutes}))
          AND (changed_id > audited_id OR audited_on IS NULL OR audited_on < ($1::timestamptz AT TIME ZONE 'UTC')::date)
        ORDER BY audited_at IS NOT NULL, channel NOT LIKE 'bar.1d:%', audited_at, channel LIMIT $2`,
      params: [now, limit],
    },
  ]);
  return picked as unknown as DueChannel[];
}

/** How far the audit has come with the series of some channels, or of all where none is named. */
export async function readAuditProgress(
  db: Database,
  channels: readonly string[] | null,
): Promise<{ readonly audited_at: string | null; readonly pending_channels: number }> {
  const [row] = await db.query<{ audited_at: string | null; pending_channels: number }>(
    `WITH asked AS MATERIALIZED (
       SELECT * FROM audited_channel WHERE $2::text[] IS NULL OR channel = ANY($2::text[])
     ), pending AS (
       SELECT channel FROM asked WHERE changed_id > audited_id
       UNION
       SELECT channel FROM outbox WHERE outbox_id > (SELECT outbox_id FROM audit_state) AND dataset = ANY($1::text[])
         AND ($2::text[] IS NULL OR channel = ANY($2::text[]))
     )
     SELECT (SELECT wire_instant(max(audited_at)) FROM asked) AS audited_at,
       (SELECT count(*)::int FROM pending) AS pending_channels`,
    [auditedDatasets, channels],
  );
  return { audited_at: row?.audited_at ?? null, pending_channels: row?.pending_channels ?? 0 };
}

const noteChanges = `
WITH fresh AS MATERIALIZED (
  SELECT outbox_id, dataset, channel, created_at FROM outbox
  WHERE outbox_id > (SELECT outbox_id FROM audit_state) ORDER BY outbox_id LIMIT $2
), taken AS MATERIALIZED (
  SELECT outbox_id, dataset, channel FROM fresh
  WHERE outbox_id < COALESCE((SELECT min(outbox_id) FROM fresh WHERE created_at >= $1::timestamptz), 9223372036854775807)
), touched AS (
  SELECT channel, outbox_id FROM taken WHERE dataset = ANY($3::text[])
  UNION ALL
  SELECT c.channel, t.outbox_id FROM taken t
  JOIN audited_channel c ON c.channel LIKE 'bar.%' AND substr(c.channel, strpos(c.channel, ':') + 1) = substr(t.channel, strpos(t.channel, ':') + 1)
  WHERE t.dataset = 'corporate_action'
), noted AS (
  INSERT INTO audited_channel (channel, changed_id) SELECT channel, max(outbox_id) FROM touched GROUP BY channel
  ON CONFLICT (channel) DO UPDATE SET changed_id = GREATEST(audited_channel.changed_id, EXCLUDED.changed_id)
)
UPDATE audit_state SET waiting_since = NULL, outbox_id = COALESCE((SELECT max(outbox_id) FROM taken), outbox_id)`;
