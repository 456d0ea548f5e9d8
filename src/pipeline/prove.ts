import { connectors } from '../connectors/index.ts';
import { toInstant } from '../core/clock.ts';
import type { Logger } from '../core/log.ts';
import { differing } from '../model/replay.ts';
import { dropRebuild } from '../storage/rebuild.ts';
import { nextToProve, recordProof } from '../storage/rebuild-proof.ts';
import { findReplay, forgottenReplays, turnReplay } from '../storage/replay-state.ts';
import { beginReplay, compareAll, failReplay, payloadsPerStep, type ReplayDeps } from './replay.ts';

/** Payloads of one source that a night reads; the next night of the source goes on behind them. */
const payloadsPerProof = 40 * payloadsPerStep;
/** No further source is begun once so many payloads were read in a night. */
export const payloadsPerNight = 100 * payloadsPerStep;
/** A difference that nobody has swapped by then is no longer the one there is. */
const keptDays = 7;

interface ProofBegun {
  readonly source: string;
  readonly payloads: number;
}

/** Tables for the proof of the source that has waited longest, with its next payloads; null when all are proven today. */
export async function beginProof(
  replayId: string,
  workflowId: string,
  since: string,
  deps: Pick<ReplayDeps, 'db' | 'clock'>,
): Promise<ProofBegun | null> {
  const sources = connectors.map(({ source }) => source.source_id);
  const due = await nextToProve(deps.db, sources, since, payloadsPerProof);
  if (due === null) return null;
  const request = { connector: due.source, from: due.from, to: toInstant(deps.clock.now()) };
  const plan = { purpose: 'proof', workflow_id: workflowId, limit: payloadsPerProof } as const;
  return { source: due.source, payloads: await beginReplay(replayId, request, plan, deps) };
}

/**
 * Compares and records whether the lake still yields the live tables. A difference is an error, and stays to be seen in
 * the status.
 */
export async function endProof(
  replayId: string,
  source: string,
  deps: Pick<ReplayDeps, 'db' | 'clock'> & { readonly logger: Logger },
): Promise<void> {
  if ((await findReplay(deps.db, replayId))?.status !== 'rebuilding') return await dropRebuild(deps.db, replayId);
  const difference = await compareAll(replayId, deps);
  await recordProof(deps.db, replayId, source, difference, toInstant(deps.clock.now()));
  for (const found of difference.filter((one) => differing(one) > 0)) {
    const { dataset, added, changed, withdrawn, samples } = found;
    const [first] = samples;
    deps.logger.log('error', 'rebuild_differs', { source, dataset, added, changed, withdrawn, first });
  }
  for (const { dataset, cold } of difference.filter((one) => one.cold > 0)) {
    deps.logger.log('info', 'cold_not_compared', { source, dataset, rows: cold, instead: 'checked by digest' });
  }
  await dropRebuild(deps.db, replayId);
}

/** A source whose proof could not be made is the next night's again; nothing is kept of this one. */
export async function failProof(
  replayId: string,
  source: string,
  message: string,
  deps: Pick<ReplayDeps, 'db' | 'clock'> & { readonly logger: Logger },
): Promise<void> {
  deps.logger.log('error', 'rebuild_not_proven', { source, error: message });
  await failReplay(replayId, message, deps);
  await dropRebuild(deps.db, replayId);
}

/** Tables beside that nobody needs any more, or will remember. */
export async function discardForgotten({ db, clock }: Pick<ReplayDeps, 'db' | 'clock'>): Promise<void> {
  const now = clock.now();
  const turned = { to: 'discarded', from: ['rebuilding', 'compared', 'failed'] } as const;
  for (const id of await forgottenReplays(db, toInstant(now - keptDays * 86_400_000))) {
    await turnReplay(db, id, turned, toInstant(now));
    await dropRebuild(db, id);
  }
}
