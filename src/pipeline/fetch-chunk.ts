import type { Connector } from '../connectors/connector.ts';
import { toInstant } from '../core/clock.ts';
import type { Chunk, ChunkOutcome } from '../model/gate.ts';
import { chunkRunId } from './backfill.ts';
import { type CollectDeps, politeFetch } from './collect.ts';
import { fetchJob } from './fetch.ts';

/** One window of a backfill, as politely as any request. Beyond the day's budget it is asked for on another day. */
export async function fetchChunk(connector: Connector, chunk: Chunk, deps: CollectDeps): Promise<ChunkOutcome> {
  const { memory, settings, clock } = deps;
  const today = toInstant(clock.now()).slice(0, 10);
  const budget = connector.source.politeness.per_day ?? Number.POSITIVE_INFINITY;
  if (connector.source.key !== null && settings.api_key === undefined) {
    return { status: 'needs_key', payloads: 0, error_code: 'config_invalid', retry: false };
  }
  if (!settings.is_sample && memory.requestsOn(today) >= budget) {
    return { status: 'failed', payloads: 0, error_code: 'source_unavailable', retry: true };
  }
  const { run, error } = await fetchJob(
    { connector, subject: chunk.subject, window: chunk.window },
    'chunk',
    {
      ...deps,
      fetch: settings.is_sample ? deps.fetch : politeFetch(connector, today, deps),
      // What is asked for again is wanted, changed or not.
      validatorsOf: () => ({}),
    },
    { runId: chunkRunId(chunk), backfillId: chunk.backfill_id },
  );
  const { status, payloads, error_code } = run;
  return { status, payloads, error_code, retry: error?.retry ?? false };
}
