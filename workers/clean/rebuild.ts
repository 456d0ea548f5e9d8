import { WorkflowEntrypoint, type WorkflowEvent, type WorkflowStep } from 'cloudflare:workers';
import { toInstant } from '../../src/core/clock.ts';
import { toWizError } from '../../src/core/errors.ts';
import { newId } from '../../src/core/ids.ts';
import { datasets } from '../../src/model/symbol.ts';
import { workerLogger } from '../../src/observability/worker-logger.ts';
import { beginProof, endProof, failProof, payloadsPerNight } from '../../src/pipeline/prove.ts';
import { compareReplay, endSwap, failReplay, rebuildSome, swapSome } from '../../src/pipeline/replay.ts';
import type { CleanEnv } from './env.ts';
import { lineOf } from './line.ts';

/** What a Workflow of this class does; its id says it again, so that a lost one can be made anew. */
export type RebuildTask =
  | { readonly task: 'rebuild' | 'swap'; readonly replay_id: string }
  | { readonly task: 'prove' };

const attempts = { retries: { limit: 5, delay: '20 seconds', backoff: 'exponential' }, timeout: '15 minutes' } as const;
/** Comparing goes through whole tables. */
const timeoutMs = 600_000;

/** Every step may be done twice: what it has done it does not do again. */
export class Rebuild extends WorkflowEntrypoint<CleanEnv, RebuildTask> {
  readonly #deps = { ...lineOf(this.env, timeoutMs), logger: workerLogger('clean') };

  override async run({ payload, instanceId, timestamp }: Readonly<WorkflowEvent<RebuildTask>>, step: WorkflowStep) {
    if (payload.task === 'prove') await this.#prove(instanceId, toInstant(timestamp.getTime()), step);
    else if (payload.task === 'swap') await this.#swap(payload.replay_id, step);
    else await this.#rebuild(payload.replay_id, step);
  }

  async #rebuild(id: string, step: WorkflowStep): Promise<void> {
    try {
      await this.#read(id, step);
      await step.do('compare', attempts, () => compareReplay(id, this.#deps));
    } catch (error) {
      await step.do('fail', attempts, () => failReplay(id, toWizError(error).message, this.#deps));
    }
  }

  /** All payloads of the replay, so many a step. */
  async #read(id: string, step: WorkflowStep): Promise<void> {
    for (let left = 1, n = 0; left > 0; n += 1) {
      left = await step.do(`${id} read ${n}`, attempts, () => rebuildSome(id, this.#deps));
    }
  }

  async #swap(id: string, step: WorkflowStep): Promise<void> {
    for (const dataset of datasets) {
      for (let more = true, n = 0; more; n += 1) {
        more = await step.do(`${dataset} ${n}`, attempts, () => swapSome(id, dataset, this.#deps));
      }
    }
    await step.do('end', attempts, () => endSwap(id, this.#deps));
  }

  /** Source by source until the night's payloads are read. */
  async #prove(workflowId: string, since: string, step: WorkflowStep): Promise<void> {
    for (let read = 0; read < payloadsPerNight; ) {
      const id = await step.do(`id ${read}`, async () => newId('replay'));
      const proof = await step.do(`${id} begin`, attempts, () => beginProof(id, workflowId, since, this.#deps));
      if (proof === null) return;
      // A source without payloads costs a step all the same.
      read += Math.max(proof.payloads, 1);
      try {
        await this.#read(id, step);
        await step.do(`${id} end`, attempts, () => endProof(id, proof.source, this.#deps));
      } catch (error) {
        await step.do(`${id} fail`, attempts, () => failProof(id, proof.source, toWizError(error).message, this.#deps));
      }
    }
  }
}
