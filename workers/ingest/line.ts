import type { Connector } from '../../src/connectors/connector.ts';
import { parseConfig } from '../../src/core/config.ts';
import { reachable } from '../../src/core/errors.ts';
import { lake } from '../../src/lake/lake.ts';
import type { IngestMessage, RunMessage } from '../../src/model/messages.ts';
import type { SourceSettings } from '../../src/model/source.ts';
import { type IngestEnv, ingestConfig, secretOf } from './env.ts';

/** Where payloads and reports go. */
export function lineOf(env: IngestEnv) {
  const kept = lake(env.LAKE);
  const send = async (message: IngestMessage) => void (await reachable('the queue', env.RAW_QUEUE.send(message)));
  return {
    lake: kept,
    send,
    async report(run: RunMessage): Promise<void> {
      await kept.report(run);
      await send(run);
    },
  };
}

/** How a source is reached in this deployment, with its key where there is one. */
export function settingsOf(env: IngestEnv, { source, defaults }: Connector): SourceSettings {
  const { SOURCE_SETTINGS } = parseConfig(ingestConfig, env, 'ingest');
  return { api_key: secretOf(env, source.key?.name), ...(SOURCE_SETTINGS[source.source_id] ?? defaults) };
}
