import { connectorOf } from '../src/connectors/index.ts';
import { systemClock, toInstant } from '../src/core/clock.ts';
import { type Lake, lake, type ObjectStore } from '../src/lake/lake.ts';
import type { RawMessage } from '../src/model/messages.ts';
import type { SourceSettings } from '../src/model/source.ts';
import { due } from '../src/pipeline/due.ts';
import { fetchJob } from '../src/pipeline/fetch.ts';

export interface Fetched {
  readonly lake: Lake;
  readonly messages: readonly RawMessage[];
}

/** What these sources owe of these subjects, fetched as the line fetches it, into a lake in memory. */
export async function fetchPayloads(
  wanted: Readonly<Record<string, (subject: string) => boolean>>,
  settings: Readonly<Record<string, SourceSettings>>,
): Promise<Fetched> {
  const memory = lake(memoryStore());
  const messages: RawMessage[] = [];
  for (const [source, isWanted] of Object.entries(wanted)) {
    const own = settings[source];
    if (own === undefined) throw new Error(`there are no settings for ${source}`);
    for (const job of due(connectorOf(source), toInstant(systemClock.now()), {}, own)) {
      if (!isWanted(job.subject)) continue;
      const { error } = await fetchJob(job, 'admin', {
        clock: systemClock,
        fetch,
        lake: memory,
        settings: own,
        send: async (message) => void (message.type === 'raw' && messages.push(message)),
        validatorsOf: () => ({}),
      });
      if (error !== null) throw error;
    }
  }
  return { lake: memory, messages };
}

function memoryStore(): ObjectStore {
  const objects = new Map<string, Uint8Array>();
  return {
    put: async (key, value) => objects.set(key, typeof value === 'string' ? Buffer.from(value) : value),
    head: async (key) => objects.get(key) ?? null,
    async get(key) {
      const bytes = objects.get(key);
      return bytes === undefined ? null : new Response(bytes as Uint8Array<ArrayBuffer>);
    },
    list: async ({ prefix = '' }) => ({
      objects: [...objects.keys()].filter((key) => key.startsWith(prefix)).map((key) => ({ key })),
      truncated: false,
    }),
  };
}
