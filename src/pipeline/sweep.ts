import { type Clock, toInstant } from '../core/clock.ts';
import type { Lake } from '../lake/lake.ts';
import type { RawMessage } from '../model/messages.ts';
import type { Database } from '../storage/client.ts';
import { openChanges } from '../storage/outbox.ts';
import { type AnnounceDeps, messageOf } from './announce.ts';

export interface SweepDeps extends AnnounceDeps {
  readonly db: Database;
  readonly lake: Lake;
  readonly clock: Clock;
  sendRaw(messages: readonly RawMessage[]): Promise<void>;
}

/** Younger fetches and changes are on their way by the ordinary road. */
const graceMs = 60_000;
const changesPerSweep = 2_000;
const lookBackMs = 3_600_000;

/** Finds changes that were stored and not read, and bytes in the lake that never became rows, and sends both again. */
export async function sweep(deps: SweepDeps, grace = graceMs): Promise<{ changes: number; payloads: number }> {
  const [unpublished, underived] = await Promise.all([
    openChanges(deps.db, 'published', grace / 1000, changesPerSweep),
    openChanges(deps.db, 'derived', grace / 1000, changesPerSweep),
  ]);
  await deps.sendPublish(unpublished.map(messageOf));
  await deps.sendDerive(underived.map(messageOf));
  const now = deps.clock.now();
  let payloads = 0;
  for await (const records of deps.lake.records(await sweptFrom(deps.db, now), toInstant(now - grace))) {
    const ids = records.map(({ fetch_id }) => fetch_id);
    const known = await deps.db.query<{ fetch_id: string }>(
      'SELECT fetch_id FROM fetch_log WHERE fetch_id = ANY($1::text[])',
      [ids],
    );
    const logged = new Set(known.map(({ fetch_id }) => fetch_id));
    const lost = records.filter(({ fetch_id }) => !logged.has(fetch_id));
    await deps.sendRaw(lost.map((fetch) => ({ type: 'raw', fetch, replay_id: null })));
    payloads += lost.length;
  }
  return { changes: unpublished.length + underived.length, payloads };
}

/** An hour before the newest fetch that is known, so that an outage of any length is looked through; all when none is. */
async function sweptFrom(db: Database, nowMs: number): Promise<string> {
  const [row] = await db.query<{ newest: string | null }>(
    'SELECT wire_instant(max(fetched_at)) AS newest FROM fetch_log',
  );
  const newest = row?.newest ?? null;
  if (newest === null) return toInstant(0);
  return toInstant(Math.min(nowMs, Date.parse(newest)) - lookBackMs);
}
