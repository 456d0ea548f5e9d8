import { WorkflowEntrypoint, type WorkflowEvent, type WorkflowStep } from 'cloudflare:workers';
import { toInstant } from '../../src/core/clock.ts';
import { toWizError } from '../../src/core/errors.ts';
import { newId } from '../../src/core/ids.ts';
import { datasets } from '../../src/model/symbol.ts';
import { workerLogger } from '../../src/observability/worker-logger.ts';
import { heardWhile } from '../../src/pipeline/heard-while.ts';
import { beginProof, endProof, failProof, payloadsPerNight } from '../../src/pipeline/prove.ts';
import { type Reopening, reopeningSteps, reopenSome } from '../../src/pipeline/reopen-replayed.ts';
import { compareReplay, endSwap, failReplay, rebuildSome, swapSome } from '../../src/pipeline/replay.ts';
import type { LinePosition } from '../../src/storage/rebuild-cold.ts';
import type { CleanEnv } from './env.ts';
import { lineOf } from './line.ts';

/** What a Workflow of this class does; its id says it again, so that a lost one can be made anew. */
export type RebuildTask =
  | { readonly task: 'rebuild' | 'swap'; readonly replay_id: string }
  | { readonly task: 'prove' };

/** Between two attempts it is silent, which must not be taken for its end. */
const attempts = { retries: { limit: 20, delay: '30 seconds', backoff: 'constant' }, timeout: '15 minutes' } as const;
/** Comparing goes through whole tables. */
const timeoutMs = 600_000;

/** Every step may be done twice: what it has done it does not do again. */
export class Rebuild extends WorkflowEntrypoint<CleanEnv, RebuildTask> {
  readonly #deps = { ...lineOf(this.env, timeoutMs), store: this.env.LAKE, logger: workerLogger('clean') };

  override async run({ payload, instanceId, timestamp }: Readonly<WorkflowEvent<RebuildTask>>, step: WorkflowStep) {
    if (payload.task === 'prove') await this.#prove(instanceId, toInstant(timestamp.getTime()), step);
    else if (payload.task === 'swap') await this.#swap(payload.replay_id, step);
    else await this.#rebuild(payload.replay_id, step);
  }

  async #rebuild(id: string, step: WorkflowStep): Promise<void> {
    try {
      await this.#read(id, step);
      await this.#reopen(id, 'touched', step);
      await this.#reopen(id, 'asked', step);
      await this.#do(step, 'compare', id, () => compareReplay(id, this.#deps));
    } catch (error) {
      await step.do('fail', attempts, () => failReplay(id, toWizError(error).message, this.#deps));
    }
  }

  /** A step, which is heard of as long as it is at work. */
  #do<T extends Rpc.Serializable<T>>(step: WorkflowStep, name: string, id: string, work: () => Promise<T>): Promise<T> {
    return step.do(name, attempts, () => heardWhile(id, work, this.#deps));
  }

  /** Bars in cold storage are taken back, so many a step. */
  async #reopen(id: string, which: Reopening, step: WorkflowStep): Promise<void> {
    for (let after: LinePosition | null = null, n = 0; n < reopeningSteps; n += 1) {
      const from: LinePosition | null = after;
      after = await this.#do(step, `${which} ${n}`, id, () => reopenSome(id, which, from, this.#deps));
      if (after === null) return;
    }
  }

  /** All payloads of the replay, so many a step. */
  async #read(id: string, step: WorkflowStep): Promise<void> {
    for (let left = 1, n = 0; left > 0; n += 1) {
      left = await this.#do(step, `${id} read ${n}`, id, () => rebuildSome(id, this.#deps));
    }
  }

  async #swap(id: string, step: WorkflowStep): Promise<void> {
    await this.#reopen(id, 'due', step);
    for (const dataset of datasets) {
      for (let more = true, n = 0; more; n += 1) {
        more = await this.#do(step, `${dataset} ${n}`, id, () => swapSome(id, dataset, this.#deps));
      }
    }
    await this.#do(step, 'end', id, () => endSwap(id, this.#deps));
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
        await this.#do(step, `${id} end`, id, () => endProof(id, proof.source, this.#deps));
      } catch (error) {
        await step.do(`${id} fail`, attempts, () => failProof(id, proof.source, toWizError(error).message, this.#deps));
      }
    }
  }
}
