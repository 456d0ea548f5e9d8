import { WorkerEntrypoint } from 'cloudflare:workers';
import { connectorOf } from '../../src/connectors/index.ts';
import { systemClock, toInstant } from '../../src/core/clock.ts';
import { parseConfig } from '../../src/core/config.ts';
import { encodeError, reachable, toWizError, WizError } from '../../src/core/errors.ts';
import { lake } from '../../src/lake/lake.ts';
import { type ChangeMessage, changeMessage, ingestMessage } from '../../src/model/messages.ts';
import type { CleanService, ReplayRequest } from '../../src/model/services.ts';
import { workerLogger } from '../../src/observability/worker-logger.ts';
import { type ApplyMessageDeps, applyMessage } from '../../src/pipeline/apply-message.ts';
import { audit } from '../../src/pipeline/audit.ts';
import { replay } from '../../src/pipeline/replay.ts';
import { sweep } from '../../src/pipeline/sweep.ts';
import { consume } from '../../src/queue/consume.ts';
import { sendAll } from '../../src/queue/send-all.ts';
import { database } from '../../src/storage/client.ts';
import { markResent, readDeadLetter, recordDeadLetters } from '../../src/storage/dead-letter.ts';
import { type CleanEnv, cleanConfig } from './env.ts';

const logger = workerLogger('clean');
/** What is younger than this when the sweeper looks is under way and not lost. */
const sweepGraceMs = 60_000;

function depsOf(env: CleanEnv): ApplyMessageDeps {
  const config = parseConfig(cleanConfig, env, 'clean');
  return {
    db: database({ connectionString: config.DATABASE_URL, endpoint: config.DATABASE_ENDPOINT }),
    lake: lake(env.LAKE),
    clock: systemClock,
    connectorOf,
    refuse: (refusal) => reachable('ingest', env.INGEST.refuse(refusal)),
    sendRaw: (messages) => sendAll(env.RAW_QUEUE, messages),
    sendPublish: (messages) => sendAll(env.PUBLISH_QUEUE, messages),
    sendDerive: (messages) => sendAll(env.DERIVE_QUEUE, messages),
  };
}

export default class Clean extends WorkerEntrypoint<CleanEnv> {
  override async queue(batch: MessageBatch<unknown>): Promise<void> {
    const deps = depsOf(this.env);
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

  override async scheduled({ scheduledTime }: ScheduledController): Promise<void> {
    const deps = depsOf(this.env);
    await sweep(toInstant(scheduledTime - sweepGraceMs), deps);
    await audit(deps);
  }
}

export class CleanRpc extends WorkerEntrypoint<CleanEnv> implements CleanService {
  async replay(request: ReplayRequest) {
    return await answered(() => {
      if (request.connector !== null) connectorOf(request.connector);
      return replay(request, depsOf(this.env));
    });
  }

  async resend(deadLetterId: string): Promise<boolean> {
    return await answered(async () => {
      const deps = depsOf(this.env);
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

async function answered<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw encodeError(error);
  }
}
