import { WorkerEntrypoint } from 'cloudflare:workers';
import { SourceGateObject } from '../../durable-objects/source-gate.ts';
import { connectorOf, connectors } from '../../src/connectors/index.ts';
import { parseConfig } from '../../src/core/config.ts';
import { encodeError, reachable, toWizError } from '../../src/core/errors.ts';
import { lake } from '../../src/lake/lake.ts';
import type { FetchRefusal, IngestService } from '../../src/model/services.ts';
import { workerLogger } from '../../src/observability/worker-logger.ts';
import { type IngestEnv, ingestConfig } from './env.ts';

const logger = workerLogger('ingest');

export class SourceGate extends SourceGateObject<IngestEnv> {
  constructor(ctx: DurableObjectState, env: IngestEnv) {
    const config = parseConfig(ingestConfig, env, 'ingest');
    super(ctx, env, {
      lake: lake(env.LAKE),
      logger,
      connectorOf,
      settingsOf: ({ source, defaults }) => config.SOURCE_SETTINGS[source.source_id] ?? defaults,
      send: async (message) => void (await reachable('the queue', env.RAW_QUEUE.send(message))),
      publish: (publications) => env.CHANNEL.getByName('main').publish(publications),
    });
  }
}

export default class Ingest extends WorkerEntrypoint<IngestEnv> {
  /** Every source in its own object: one that hangs or fails keeps no other waiting. */
  override async scheduled(): Promise<void> {
    await Promise.all(
      connectors.map(async ({ source }) => {
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

  async refuse(refusal: FetchRefusal): Promise<void> {
    await this.env.SOURCE_GATE.getByName(refusal.connector).refuse(refusal);
  }
}
