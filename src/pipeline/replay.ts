import { type Clock, toInstant } from '../core/clock.ts';
import { newId } from '../core/ids.ts';
import type { Lake } from '../lake/lake.ts';
import type { RawMessage } from '../model/messages.ts';
import type { ReplayRequest } from '../model/services.ts';
import type { Database } from '../storage/client.ts';

export interface ReplayDeps {
  readonly db: Database;
  readonly lake: Lake;
  readonly clock: Clock;
  sendRaw(messages: readonly RawMessage[]): Promise<void>;
}

/**
 * Sends every payload of a range through the line again, with today's parsers. Nothing is fetched; what differs is
 * corrected and keeps its history. `replay_log` says what became of each payload.
 */
export async function replay(
  request: ReplayRequest,
  deps: ReplayDeps,
): Promise<{ replay_id: string; payloads: number }> {
  const replayId = newId('replay');
  const startedAt = toInstant(deps.clock.now());
  let payloads = 0;
  for await (const records of deps.lake.records(request.from, request.to)) {
    const chosen = records.filter(({ connector }) => request.connector === null || connector === request.connector);
    await deps.sendRaw(chosen.map((fetch) => ({ type: 'raw', fetch, replay_id: replayId })));
    payloads += chosen.length;
  }
  await deps.db.query(
    `INSERT INTO job_run (run_id, connector, subject, kind, attempt, status, payloads, window_from, window_to,
       started_at, finished_at) VALUES ($1, $2, 'all', 'replay', 1, 'succeeded', $3, $4, $5, $6, $7)`,
    [replayId, request.connector ?? 'all', payloads, request.from, request.to, startedAt, toInstant(deps.clock.now())],
  );
  return { replay_id: replayId, payloads };
}
