import { systemClock, toInstant } from '../../src/core/clock.ts';
import { parseConfig } from '../../src/core/config.ts';
import { reachable } from '../../src/core/errors.ts';
import { changeMessage } from '../../src/model/messages.ts';
import { workerLogger } from '../../src/observability/worker-logger.ts';
import { type PublishDeps, publish } from '../../src/pipeline/publish.ts';
import { type ConsumeDeps, consume } from '../../src/queue/consume.ts';
import { database } from '../../src/storage/client.ts';
import { recordDeadLetters } from '../../src/storage/dead-letter.ts';
import { type StreamEnv, streamConfig } from './env.ts';

export { Channel } from '../../durable-objects/channel.ts';

type Deps = PublishDeps & ConsumeDeps;

let wired: Deps | undefined;

/** Built from the bindings once per isolate. */
function wire(env: StreamEnv): Deps {
  const config = parseConfig(streamConfig, env, 'stream');
  const db = database({ connectionString: config.DATABASE_URL, endpoint: config.DATABASE_ENDPOINT });
  return {
    db,
    channel: {
      publish: (publications) => reachable('the stream', env.CHANNEL.getByName('main').publish(publications)),
    },
    cache: { purge: (tags) => reachable('the gateway', env.API.purge(tags)) },
    logger: workerLogger('stream'),
    bury: (dead) => recordDeadLetters(db, [dead], toInstant(systemClock.now())),
  };
}

export default {
  /** The whole batch in one go; where that fails, message by message, so that a bad one does not hold up the rest. */
  async queue(batch, env) {
    wired ??= wire(env);
    const deps = wired;
    try {
      const changes = batch.messages.map(({ body }) => changeMessage.parse(body));
      await publish(changes, deps);
      batch.ackAll();
    } catch {
      await consume(batch, changeMessage, (change) => publish([change], deps), deps);
    }
  },
} satisfies ExportedHandler<StreamEnv>;
