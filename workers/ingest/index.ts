import { WorkerEntrypoint } from 'cloudflare:workers';
import { SourceGateObject } from '../../durable-objects/source-gate.ts';
import { connectorOf, connectors } from '../../src/connectors/index.ts';
import { systemClock, toInstant } from '../../src/core/clock.ts';
import { parseConfig } from '../../src/core/config.ts';
import { answered, toWizError } from '../../src/core/errors.ts';
import { newId } from '../../src/core/ids.ts';
import type { BackfillRequest, FetchRefusal, IngestService, IntakeFile } from '../../src/model/services.ts';
import { workerLogger } from '../../src/observability/worker-logger.ts';
import { mustCollect, planBackfill } from '../../src/pipeline/backfill.ts';
import { intake } from '../../src/pipeline/intake.ts';
import { type IngestEnv, ingestConfig } from './env.ts';
import { lineOf, settingsOf } from './line.ts';

export { Backfill } from './backfill.ts';

const logger = workerLogger('ingest');

export class SourceGate extends SourceGateObject<IngestEnv> {
  constructor(ctx: DurableObjectState, env: IngestEnv) {
    parseConfig(ingestConfig, env, 'ingest');
    super(ctx, env, {
      ...lineOf(env),
      logger,
      connectorOf,
      settingsOf: (connector) => settingsOf(env, connector),
      publish: (publications) => env.CHANNEL.getByName('main').publish(publications),
    });
  }
}

export default class Ingest extends WorkerEntrypoint<IngestEnv> {
  /** Every source in its own object: one that hangs or fails keeps no other waiting. */
  override async scheduled(): Promise<void> {
    const asked = connectors.filter(({ intakeOnly }) => !intakeOnly);
    await Promise.all(asked.map(({ source }) => this.#collect(source.source_id)));
  }

  async #collect(source: string): Promise<void> {
    const gate = this.env.SOURCE_GATE.getByName(source);
    try {
      await gate.listen();
      for (const id of await gate.silentBackfills()) await this.#wake(id);
      await gate.collect({ kind: 'schedule', subject: null, force: false });
    } catch (caught) {
      const { code, message } = toWizError(caught);
      logger.log('error', 'collect_failed', { source, code, error: message });
    }
  }

  /** A Workflow whose process died says that it runs; what it has finished it does not do again. */
  async #wake(backfillId: string): Promise<void> {
    const instance = await this.env.BACKFILL.get(backfillId);
    logger.log('warn', 'backfill_silent', { backfill_id: backfillId, status: (await instance.status()).status });
    await instance.pause();
    await instance.resume();
  }
}

export class IngestRpc extends WorkerEntrypoint<IngestEnv> implements IngestService {
  async runNow(connector: string, subject: string | null): Promise<{ readonly run_ids: readonly string[] }> {
    return await answered(() => {
      const known = connectorOf(connector);
      mustCollect(known, subject, settingsOf(this.env, known));
      return this.env.SOURCE_GATE.getByName(connector).collect({ kind: 'admin', subject, force: true });
    });
  }

  async backfill(request: BackfillRequest): Promise<{ readonly backfill_id: string; readonly chunks: number }> {
    return await answered(async () => {
      const connector = connectorOf(request.connector);
      const backfill_id = newId('backfill');
      const now = toInstant(systemClock.now());
      const params = { ...request, to: request.to < now ? request.to : now };
      const { length: chunks } = planBackfill(backfill_id, connector, params, settingsOf(this.env, connector));
      await this.env.BACKFILL.create({ id: backfill_id, params });
      return { backfill_id, chunks };
    });
  }

  async intake(connector: string, file: IntakeFile): Promise<{ readonly fetch_id: string }> {
    return await answered(() => {
      const known = connectorOf(connector);
      const settings = settingsOf(this.env, known);
      return intake(known, file, { ...lineOf(this.env), clock: systemClock, settings });
    });
  }

  async refuse(refusal: FetchRefusal): Promise<void> {
    await this.env.SOURCE_GATE.getByName(refusal.connector).refuse(refusal);
  }
}
