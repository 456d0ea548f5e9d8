import { toInstant } from '../../src/core/clock.ts';
import type { Logger } from '../../src/core/log.ts';
import type { ReplayStatus } from '../../src/model/replay.ts';
import type { ReplayRequest } from '../../src/model/services.ts';
import { beginReplay, beginSwap, discardReplay, planReplay, type ReplayDeps } from '../../src/pipeline/replay.ts';
import { silentReplays } from '../../src/storage/replay-state.ts';
import type { CleanEnv } from './env.ts';
import type { RebuildTask } from './rebuild.ts';

/** A step at work is heard of every twenty seconds, and one that failed begins anew after thirty. */
const silentMs = 90_000;
const swapIdOf = (replayId: string): string => `${replayId}-swap`;

export async function beginRebuild(env: CleanEnv, request: ReplayRequest, deps: ReplayDeps) {
  const { replay_id } = await planReplay(request, deps);
  const plan = { purpose: 'replay', workflow_id: replay_id, limit: null } as const;
  const payloads = await beginReplay(replay_id, request, plan, deps);
  await create(env, replay_id);
  return { replay_id, payloads };
}

export async function beginSwapping(
  env: CleanEnv,
  replayId: string,
  deps: ReplayDeps,
): Promise<{ readonly status: ReplayStatus }> {
  const workflowId = swapIdOf(replayId);
  const { status, begun } = await beginSwap(replayId, workflowId, deps);
  if (begun) await create(env, workflowId);
  return { status };
}

export async function stopAndDiscard(
  env: CleanEnv,
  replayId: string,
  deps: ReplayDeps,
): Promise<{ readonly status: ReplayStatus }> {
  const status = await discardReplay(replayId, deps);
  // It finds no tables any more where it is not stopped in time.
  await env.REBUILD.get(replayId)
    .then((instance) => instance.terminate())
    .catch(() => undefined);
  return { status };
}

/** Goes on with whatever a process left half done when it died: what was finished is not done again. */
export async function wakeSilent(env: CleanEnv, deps: ReplayDeps, logger: Logger): Promise<void> {
  const since = toInstant(deps.clock.now() - silentMs);
  for (const id of await silentReplays(deps.db, since)) {
    const instance = await env.REBUILD.get(id).catch(() => null);
    const status = instance === null ? 'unknown' : (await instance.status()).status;
    logger.log('warn', 'rebuild_silent', { workflow_id: id, status });
    if (instance === null) await create(env, id);
    else if (status === 'errored' || status === 'terminated' || status === 'complete') await instance.restart();
    else {
      await instance.pause();
      await instance.resume();
    }
  }
}

async function create(env: CleanEnv, id: string): Promise<void> {
  await env.REBUILD.create({ id, params: taskOf(id) });
}

function taskOf(workflowId: string): RebuildTask {
  const replay_id = workflowId.replace(/-swap$/, '');
  if (!replay_id.startsWith('replay_')) return { task: 'prove' };
  return { task: replay_id === workflowId ? 'rebuild' : 'swap', replay_id };
}
