import { WorkerEntrypoint } from 'cloudflare:workers';
import { readManyBarsOfBoth } from '../../src/api/both-stores/read-bars.ts';
import { indicatorValues } from '../../src/api/indicator-values/indicator-values.ts';
import { systemClock, toInstant } from '../../src/core/clock.ts';
import { parseConfig } from '../../src/core/config.ts';
import { answered } from '../../src/core/errors.ts';
import { changeMessage } from '../../src/model/messages.ts';
import type { IndicatorsService, IndicatorValues, IndicatorValuesRequest } from '../../src/model/services.ts';
import { workerLogger } from '../../src/observability/worker-logger.ts';
import { catchUp } from '../../src/pipeline/catch-up.ts';
import { reopeningDatabase } from '../../src/pipeline/cold/reopening-database.ts';
import { type DeriveChangeDeps, deriveChange } from '../../src/pipeline/derive-change.ts';
import { watchIndicators } from '../../src/pipeline/watch-indicators.ts';
import { consume } from '../../src/queue/consume.ts';
import { sendAll } from '../../src/queue/send-all.ts';
import { database } from '../../src/storage/client.ts';
import { recordDeadLetters } from '../../src/storage/dead-letter.ts';
import type { BarRow } from '../../src/storage/read/bars.ts';
import { type IndicatorsEnv, indicatorsConfig } from './env.ts';

const logger = workerLogger('indicators');

function depsOf(env: IndicatorsEnv): DeriveChangeDeps {
  const config = parseConfig(indicatorsConfig, env, 'indicators');
  const connection = { connectionString: config.DATABASE_URL, endpoint: config.DATABASE_ENDPOINT };
  const db = reopeningDatabase(database(connection), env.LAKE, systemClock);
  return {
    db,
    indicators: {
      readBars: async (requests) =>
        (await readManyBarsOfBoth({ db, lake: env.LAKE }, requests)).map(({ json }) => JSON.parse(json) as BarRow[]),
    },
    /** To the stream only: what is derived calls for nothing more. */
    sendPublish: (messages) => sendAll(env.PUBLISH_QUEUE, messages),
  };
}

export default class Indicators extends WorkerEntrypoint<IndicatorsEnv> {
  override async queue(batch: MessageBatch<unknown>): Promise<void> {
    const deps = depsOf(this.env);
    await consume(batch, changeMessage, (message) => deriveChange(message, deps), {
      logger,
      bury: (dead) => recordDeadLetters(deps.db, [dead], toInstant(systemClock.now())),
    });
  }
}

export class IndicatorsRpc extends WorkerEntrypoint<IndicatorsEnv> implements IndicatorsService {
  async values(request: IndicatorValuesRequest): Promise<readonly IndicatorValues[]> {
    return await answered(() => {
      const { db } = depsOf(this.env);
      return indicatorValues({ db, lake: this.env.LAKE, clock: systemClock }, request);
    });
  }

  async watch(channels: readonly string[]): Promise<readonly (string | null)[]> {
    return await answered(() =>
      watchIndicators(channels, { db: depsOf(this.env).db, now: toInstant(systemClock.now()) }),
    );
  }

  async catchUp(instrumentId: string): Promise<boolean> {
    return await answered(() => catchUp(instrumentId, depsOf(this.env)));
  }
}
