import { toInstant } from '../core/clock.ts';
import type { Lake } from '../lake/lake.ts';
import type { RawMessage } from '../model/messages.ts';
import type { FetchRecord } from '../model/payload.ts';
import type { Database } from '../storage/client.ts';
import { recordRuns } from '../storage/job-run.ts';
import { openChanges } from '../storage/outbox.ts';
import { type AnnounceDeps, messageOf } from './announce.ts';

export interface SweepDeps extends AnnounceDeps {
  readonly db: Database;
  readonly lake: Lake;
  sendRaw(messages: readonly RawMessage[]): Promise<void>;
}

const changesPerSweep = 2_000;
/** What was applied this long ago tells how far the line had come before what may be an outage. */
const lookBackMs = 1_800_000;

/**
 * Finds changes that were stored and not read, and bytes in the lake that never became rows, and sends both again.
 * @param before younger ones are on their way by the ordinary road
 */
export async function sweep(before: string, deps: SweepDeps): Promise<{ changes: number; payloads: number }> {
  const [unpublished, underived] = await Promise.all([
    openChanges(deps.db, 'published', before, changesPerSweep),
    openChanges(deps.db, 'derived', before, changesPerSweep),
  ]);
  await deps.sendPublish(unpublished.map(messageOf));
  await deps.sendDerive(underived.map(messageOf));
  const from = await sweptFrom(deps.db, before);
  let payloads = 0;
  for await (const records of deps.lake.records(from, before)) {
    const lost = await unlogged(deps.db, records);
    await deps.sendRaw(lost.map((fetch) => ({ type: 'raw', fetch })));
    payloads += lost.length;
  }
  for await (const runs of deps.lake.runs(from, before)) await recordRuns(deps.db, runs);
  return { changes: unpublished.length + underived.length, payloads };
}

/** Records of the lake that were neither applied nor given up until somebody sends them again. */
async function unlogged(db: Database, records: readonly FetchRecord[]): Promise<FetchRecord[]> {
  const rows = await db.query<{ fetch_id: string }>(
    `SELECT fetch_id FROM fetch_log WHERE fetch_id = ANY($1::text[]) AND parsed_at IS NOT NULL
     UNION ALL SELECT message->'fetch'->>'fetch_id' FROM dead_letter
       WHERE resent_at IS NULL AND message->'fetch'->>'fetch_id' = ANY($1::text[])`,
    [records.map(({ fetch_id }) => fetch_id)],
  );
  const logged = new Set(rows.map(({ fetch_id }) => fetch_id));
  return records.filter(({ fetch_id }) => !logged.has(fetch_id));
}

/**
 * Some time before the newest fetch that was applied a while ago; the beginning when there is none. After an outage of
 * whatever length the first sweeps look through all of it, although newer fetches are being applied already.
 */
async function sweptFrom(db: Database, before: string): Promise<string> {
  const awhileAgo = toInstant(Date.parse(before) - lookBackMs);
  const [row] = await db.query<{ newest: string | null }>(
    'SELECT wire_instant(max(fetched_at)) AS newest FROM fetch_log WHERE parsed_at <= $1',
    [awhileAgo],
  );
  const newest = row?.newest ?? null;
  return toInstant(newest === null ? 0 : Date.parse(newest) - lookBackMs);
}
