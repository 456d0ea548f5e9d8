import { WorkerEntrypoint } from 'cloudflare:workers';
import { SourceGateObject } from '../../durable-objects/source-gate.ts';
import { connectorOf, connectors } from '../../src/connectors/index.ts';
import { systemClock } from '../../src/core/clock.ts';
import { parseConfig } from '../../src/core/config.ts';
import { encodeError, reachable, toWizError } from '../../src/core/errors.ts';
import { lake } from '../../src/lake/lake.ts';
import type { IngestMessage } from '../../src/model/messages.ts';
import type { FetchRefusal, IngestService, IntakeFile } from '../../src/model/services.ts';
import { workerLogger } from '../../src/observability/worker-logger.ts';
import { intake } from '../../src/pipeline/intake.ts';
import { type IngestEnv, ingestConfig, secretOf } from './env.ts';

const logger = workerLogger('ingest');

/** Where payloads go. */
const lineOf = (env: IngestEnv) => ({
  lake: lake(env.LAKE),
  send: async (message: IngestMessage) => void (await reachable('the queue', env.RAW_QUEUE.send(message))),
});

export class SourceGate extends SourceGateObject<IngestEnv> {
  constructor(ctx: DurableObjectState, env: IngestEnv) {
    const config = parseConfig(ingestConfig, env, 'ingest');
    super(ctx, env, {
      ...lineOf(env),
      logger,
      connectorOf,
      settingsOf: ({ source, defaults }) => ({
        api_key: secretOf(env, source.key?.name),
        ...(config.SOURCE_SETTINGS[source.source_id] ?? defaults),
      }),
      publish: (publications) => env.CHANNEL.getByName('main').publish(publications),
    });
  }
}

export default class Ingest extends WorkerEntrypoint<IngestEnv> {
  /** Every source in its own object: one that hangs or fails keeps no other waiting. */
  override async scheduled(): Promise<void> {
    await Promise.all(
      connectors.map(async ({ source, intakeOnly }) => {
        if (intakeOnly) return;
        const gate = this.env.SOURCE_GATE.getByName(source.source_id);
        try {
          await gate.listen();
          await gate.collect({ kind: 'schedule', subject: null, force: false });
        } catch (caught) {
          const { code, message } = toWizError(caught);
          logger.log('error', 'collect_failed', { source: source.source_id, code, error: message });
        }
      }),
    );
  }
}

export class IngestRpc extends WorkerEntrypoint<IngestEnv> implements IngestService {
  async runNow(connector: string, subject: string | null): Promise<{ readonly run_ids: readonly string[] }> {
    try {
      connectorOf(connector);
      return await this.env.SOURCE_GATE.getByName(connector).collect({ kind: 'admin', subject, force: true });
    } catch (error) {
      throw encodeError(error);
    }
  }

  async intake(connector: string, file: IntakeFile): Promise<{ readonly fetch_id: string }> {
    try {
      const known = connectorOf(connector);
      const { SOURCE_SETTINGS } = parseConfig(ingestConfig, this.env, 'ingest');
      const settings = SOURCE_SETTINGS[connector] ?? known.defaults;
      return await intake(known, file, { ...lineOf(this.env), clock: systemClock, settings });
    } catch (error) {
      throw encodeError(error);
    }
  }

  async refuse(refusal: FetchRefusal): Promise<void> {
    await this.env.SOURCE_GATE.getByName(refusal.connector).refuse(refusal);
  }
}
