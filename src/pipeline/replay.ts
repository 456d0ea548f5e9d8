import { toInstant } from '../core/clock.ts';
import { WizError } from '../core/errors.ts';
import { newId } from '../core/ids.ts';
import type { RawMessage } from '../model/messages.ts';
import type { DatasetDifference, Difference, ReplayStatus } from '../model/replay.ts';
import type { ReplayRequest } from '../model/services.ts';
import { type Dataset, datasets } from '../model/symbol.ts';
import type { Database } from '../storage/client.ts';
import { createRebuild, dropRebuild } from '../storage/rebuild.ts';
import { compareDataset } from '../storage/rebuild-difference.ts';
import { swapRows } from '../storage/rebuild-swap.ts';
import * as state from '../storage/replay-state.ts';
import { type AnnounceDeps, announce } from './announce.ts';
import { type RebuildDeps, rebuildPayloads } from './rebuild-payloads.ts';

export interface ReplayDeps extends AnnounceDeps, RebuildDeps {
  sendRaw(messages: readonly RawMessage[]): Promise<void>;
}

/** A Workflow keeps a result for each step, and has room for about a thousand. */
const maxSteps = 500;
/** Payloads of one step: a restart reads no more than these again. */
export const payloadsPerStep = 100;
/** Rows of one statement of a swap: as many as an announcement holds well below a megabyte. */
const swapRowsPerStatement = 1_000;
const swapStatementsPerStep = 20;

/** Refuses what one replay cannot do. */
export async function planReplay(
  request: ReplayRequest,
  deps: Pick<ReplayDeps, 'db' | 'connectorOf'>,
): Promise<{ readonly replay_id: string }> {
  if (request.connector !== null) deps.connectorOf(request.connector);
  const payloads = await state.countPayloads(deps.db, request);
  if (payloads > maxSteps * payloadsPerStep) {
    const said = `these are ${payloads} payloads and a replay takes ${maxSteps * payloadsPerStep} at most`;
    throw new WizError('invalid_request', `${said}; name a connector or a shorter span`);
  }
  return { replay_id: newId('replay') };
}

/** The list of what is to be rebuilt, and tables for it beside the live ones. */
export async function beginReplay(
  replayId: string,
  request: ReplayRequest,
  plan: Pick<state.PlannedReplay, 'purpose' | 'workflow_id' | 'limit'>,
  deps: Pick<ReplayDeps, 'db' | 'clock'>,
): Promise<number> {
  const { connector, from, to } = request;
  const planned = { ...plan, replay_id: replayId, connector, fetched_from: from, fetched_to: to };
  const payloads = await state.planReplay(deps.db, planned, toInstant(deps.clock.now()));
  await createRebuild(deps.db, replayId);
  return payloads;
}

/** The next payloads of the range, by today's parsers and rules; answers how many are left. */
export async function rebuildSome(replayId: string, deps: RebuildDeps): Promise<number> {
  return await rebuildPayloads(replayId, payloadsPerStep, deps);
}

/** What sets the rebuilt rows apart from the live ones, dataset by dataset. Again, it comes to the same. */
export async function compareAll(replayId: string, { db }: Pick<ReplayDeps, 'db'>): Promise<Difference> {
  const difference: DatasetDifference[] = [];
  for (const dataset of datasets) difference.push(await compareDataset(db, replayId, dataset));
  return difference;
}

/** The end of a rebuild: its difference is there to be looked at, and to be swapped or discarded. */
export async function compareReplay(replayId: string, deps: Pick<ReplayDeps, 'db' | 'clock'>): Promise<void> {
  const difference = await compareAll(replayId, deps);
  const turned = { to: 'compared', from: ['rebuilding'], difference } as const;
  await state.turnReplay(deps.db, replayId, turned, toInstant(deps.clock.now()));
}

/**
 * Begins a swap, once: whoever asks again is told that it is on its way or done.
 * @param workflowId the Workflow that will do it
 */
export async function beginSwap(
  replayId: string,
  workflowId: string,
  deps: Pick<ReplayDeps, 'db' | 'clock'>,
): Promise<{ readonly status: ReplayStatus; readonly begun: boolean }> {
  const { status } = await mustFind(replayId, deps.db);
  if (status === 'swapping' || status === 'swapped') return { status, begun: false };
  const turned = { to: 'swapping', from: ['compared'], workflow_id: workflowId } as const;
  if (await state.turnReplay(deps.db, replayId, turned, toInstant(deps.clock.now()))) {
    return { status: 'swapping', begun: true };
  }
  throw new WizError('conflict', `the replay is ${status}, and only what was compared can be swapped`);
}

/**
 * The next rows of a dataset, swapped and announced. What a crash left unannounced the sweeper announces.
 * @returns whether there is more to do
 */
export async function swapSome(replayId: string, dataset: Dataset, deps: ReplayDeps): Promise<boolean> {
  const { swapped_at } = await mustFind(replayId, deps.db);
  if (swapped_at === null) throw new WizError('conflict', 'the swap of this replay has not begun');
  for (let statement = 0; statement < swapStatementsPerStep; statement += 1) {
    const { due, changes } = await swapRows(deps.db, replayId, dataset, swapped_at, swapRowsPerStatement);
    await announce(changes, deps);
    if (due < swapRowsPerStatement) return false;
  }
  return true;
}

/**
 * After the last row: the quarantine follows, later fetches of what was changed have their say again, since they may have
 * said no more than what was then known, and the tables beside go.
 */
export async function endSwap(replayId: string, deps: ReplayDeps): Promise<void> {
  const { status } = await mustFind(replayId, deps.db);
  if (status === 'swapping') {
    await state.swapJudgements(deps.db, replayId);
    const later = await state.fetchesAfterReplay(deps.db, replayId);
    await deps.sendRaw(later.map((fetch) => ({ type: 'raw', fetch })));
    await state.turnReplay(deps.db, replayId, { to: 'swapped', from: ['swapping'] }, toInstant(deps.clock.now()));
  }
  await dropRebuild(deps.db, replayId);
}

/** The tables beside go, and nothing was changed. */
export async function discardReplay(replayId: string, deps: Pick<ReplayDeps, 'db' | 'clock'>): Promise<ReplayStatus> {
  const { status } = await mustFind(replayId, deps.db);
  const turned = { to: 'discarded', from: ['rebuilding', 'compared', 'failed'] } as const;
  const done = await state.turnReplay(deps.db, replayId, turned, toInstant(deps.clock.now()));
  if (!done && status !== 'discarded') {
    throw new WizError('conflict', `the replay is ${status}: there is nothing left to discard`);
  }
  await dropRebuild(deps.db, replayId);
  return 'discarded';
}

/** Tells that a step has failed for good. What was discarded meanwhile did not fail. */
export async function failReplay(
  replayId: string,
  error_message: string,
  { db, clock }: Pick<ReplayDeps, 'db' | 'clock'>,
): Promise<void> {
  await state.turnReplay(db, replayId, { to: 'failed', from: ['rebuilding'], error_message }, toInstant(clock.now()));
}

async function mustFind(replayId: string, db: Database): Promise<state.ReplayState> {
  const found = await state.findReplay(db, replayId);
  if (found === null) throw new WizError('not_found', `There is no replay ${replayId}`);
  return found;
}
