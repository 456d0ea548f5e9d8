import type { Connector } from '../connectors/connector.ts';
import { type Clock, toInstant } from '../core/clock.ts';
import type { Lake } from '../lake/lake.ts';
import type { FetchRecord, RawPayload } from '../model/payload.ts';
import type { Database } from '../storage/client.ts';
import { quarantineStatements } from '../storage/fetch-log.ts';
import { besideLive } from '../storage/rebuild.ts';
import { markRebuilt, type PayloadVerdict, unreadPayloads } from '../storage/replay-state.ts';
import { store } from '../storage/store.ts';
import { readPayload } from './read-payload.ts';

export interface RebuildDeps {
  readonly db: Database;
  readonly lake: Lake;
  readonly clock: Clock;
  connectorOf(id: string): Connector;
}

/** A Worker has 128 MB; two payloads are in its memory at a time, and a step should not take longer than it must. */
const bytesPerStep = 64 * 1024 * 1024;

/**
 * The next payloads of a replay, as the lake has them, in the order of fetching into the tables beside the live ones. A
 * step that is cut off is done again: a rebuilt row knows its fetch as a live one does. Answers how many are left.
 */
export async function rebuildPayloads(replayId: string, limit: number, deps: RebuildDeps): Promise<number> {
  const unread = await unreadPayloads(deps.db, replayId, limit, bytesPerStep);
  const beside = besideLive(deps.db, replayId);
  const verdicts: PayloadVerdict[] = [];
  let next = unread[0] === undefined ? null : fromLake(unread[0], deps.lake);
  for (let at = 0; at < unread.length; at += 1) {
    const [fetch, payload] = (await next) as Kept;
    const following = unread[at + 1];
    next = following === undefined ? null : fromLake(following, deps.lake);
    // Its failure is met where it is awaited.
    next?.catch(() => undefined);
    verdicts.push(await rebuildOne(fetch, payload, beside, deps));
  }
  return await markRebuilt(deps.db, replayId, verdicts, toInstant(deps.clock.now()));
}

type Kept = readonly [FetchRecord, RawPayload];

async function fromLake(of: Pick<FetchRecord, 'fetched_at' | 'fetch_id'>, lake: Lake): Promise<Kept> {
  const fetch = await lake.record(of);
  return [fetch, await lake.payload(fetch)];
}

async function rebuildOne(
  fetch: FetchRecord,
  payload: RawPayload,
  beside: Database,
  deps: RebuildDeps,
): Promise<PayloadVerdict> {
  const { fetch_id, is_sample, fetched_at, connector: source } = fetch;
  const reading = readPayload(deps.connectorOf(source), fetch, payload);
  const said = { fetch_id, parser_version: reading.parserVersion };
  if (reading.error !== null) {
    return { ...said, error_code: reading.error.code, error_message: reading.error.message };
  }
  await store(beside, reading.accepted, { source, is_sample, fetch_id, recorded_at: fetched_at }, 'beside');
  if (reading.rejected.length + reading.flagged.length > 0) {
    for (const statement of quarantineStatements(fetch, reading, toInstant(deps.clock.now()))) {
      await beside.batch([statement]);
    }
  }
  return { ...said, error_code: null, error_message: null };
}
