import { WorkerEntrypoint } from 'cloudflare:workers';
import { toInstant } from '../../src/core/clock.ts';
import { answered, toWizError, WizError } from '../../src/core/errors.ts';
import { type ChangeMessage, changeMessage, ingestMessage } from '../../src/model/messages.ts';
import type { CleanService, ReplayRequest } from '../../src/model/services.ts';
import { workerLogger } from '../../src/observability/worker-logger.ts';
import { type ApplyMessageDeps, applyMessage } from '../../src/pipeline/apply-message.ts';
import { audit } from '../../src/pipeline/audit.ts';
import { cronOf } from '../../src/pipeline/jobs.ts';
import { discardForgotten } from '../../src/pipeline/prove.ts';
import { sweep } from '../../src/pipeline/sweep.ts';
import { consume } from '../../src/queue/consume.ts';
import { markResent, readDeadLetter, recordDeadLetters } from '../../src/storage/dead-letter.ts';
import { runDaily, runFirstPublication } from './daily.ts';
import type { CleanEnv } from './env.ts';
import { lineOf } from './line.ts';
import { beginRebuild, beginSwapping, stopAndDiscard, wakeSilent } from './rebuilds.ts';

export { Rebuild } from './rebuild.ts';

const logger = workerLogger('clean');
/** What is younger than this when the sweeper looks is under way and not lost. */
const sweepGraceMs = 60_000;

export default class Clean extends WorkerEntrypoint<CleanEnv> {
  override async queue(batch: MessageBatch<unknown>): Promise<void> {
    const deps = lineOf(this.env);
    const bury = (dead: { queue: string; message: unknown; attempts: number }) =>
      recordDeadLetters(deps.db, [dead], toInstant(deps.clock.now()));
    if (batch.queue.startsWith('wizdata-dead')) {
      const letters = batch.messages.map(({ body, attempts }) => ({ queue: batch.queue, message: body, attempts }));
      try {
        await recordDeadLetters(deps.db, letters, toInstant(deps.clock.now()));
      } catch (caught) {
        // Nothing comes after this queue: its hundred attempts are spread over a day.
        logger.log('error', 'dead_letters_not_recorded', { error: toWizError(caught).message });
        batch.retryAll({ delaySeconds: 900 });
      }
      return;
    }
    await consume(batch, ingestMessage, (message) => applyMessage(message, deps), { logger, bury });
  }

  override async scheduled({ cron, scheduledTime }: ScheduledController): Promise<void> {
    if (cron === cronOf('compact')) return await runDaily(this.env, logger);
    const deps = lineOf(this.env);
    if (cron === cronOf('prove')) {
      await discardForgotten(deps);
      await this.env.REBUILD.create({ id: `prove-${scheduledTime}`, params: { task: 'prove' } });
      return;
    }
    await sweep(toInstant(scheduledTime - sweepGraceMs), deps);
    await wakeSilent(this.env, deps, logger);
    const { waited } = await audit(deps);
    // What is still on its way would be missing from the first files for a day.
    if (!waited) await runFirstPublication(this.env, logger);
  }
}

export class CleanRpc extends WorkerEntrypoint<CleanEnv> implements CleanService {
  async replay(request: ReplayRequest) {
    return await answered(() => beginRebuild(this.env, request, lineOf(this.env)));
  }

  async swapReplay(replayId: string) {
    return await answered(() => beginSwapping(this.env, replayId, lineOf(this.env)));
  }

  async discardReplay(replayId: string) {
    return await answered(() => stopAndDiscard(this.env, replayId, lineOf(this.env)));
  }

  async resend(deadLetterId: string): Promise<boolean> {
    return await answered(async () => {
      const deps = lineOf(this.env);
      const letter = await readDeadLetter(deps.db, deadLetterId);
      if (letter === null) return false;
      const raw = ingestMessage.safeParse(letter.message);
      const change = changeMessage.safeParse(letter.message);
      if (raw.success) await this.env.RAW_QUEUE.send(raw.data);
      else if (change.success) await resendChange(change.data, letter.queue, deps);
      else throw new WizError('conflict', 'the letter holds no message that a queue would take');
      await markResent(deps.db, deadLetterId, toInstant(deps.clock.now()));
      return true;
    });
  }
}

/** A change goes back to the reader that gave it up. */
function resendChange(change: ChangeMessage, queue: string, deps: ApplyMessageDeps): Promise<void> {
  return queue.startsWith('wizdata-derive') ? deps.sendDerive([change]) : deps.sendPublish([change]);
}
