import { WizError } from '../core/errors.ts';
import { sha256 } from '../core/hash.ts';
import { type FetchRecord, fetchRecord, type RawPayload } from '../model/payload.ts';

/** What the lake needs of an object store; R2 has this shape. */
export interface ObjectStore {
  put(key: string, value: Uint8Array | string, options?: R2PutOptions): Promise<unknown>;
  get(key: string): Promise<{ arrayBuffer(): Promise<ArrayBuffer>; text(): Promise<string> } | null>;
  head(key: string): Promise<unknown | null>;
  list(options: { prefix: string; startAfter?: string; limit?: number }): Promise<{
    objects: readonly { readonly key: string }[];
    truncated: boolean;
  }>;
}

export interface Lake {
  /** Keeps the bytes under their digest and the fetch beside them. The same bytes again are no new object. */
  put(payload: RawPayload, identity: FetchIdentity): Promise<FetchRecord>;
  /** The bytes of a fetch, exactly as they came. */
  payload(record: FetchRecord): Promise<RawPayload>;
  /** Fetches in the order of time, from the first whose day and id are after the given point. */
  records(from: string, to: string): AsyncIterable<readonly FetchRecord[]>;
}

export type FetchIdentity = Pick<
  FetchRecord,
  'fetch_id' | 'run_id' | 'connector' | 'subject' | 'window_from' | 'window_to' | 'is_sample'
>;

export const rawKey = (connector: string, digest: string): string => `raw/${connector}/${digest}`;
const recordKey = (record: Pick<FetchRecord, 'fetched_at' | 'fetch_id'>): string =>
  `fetch/${record.fetched_at.slice(0, 10)}/${record.fetch_id}.json`;

export function lake(bucket: ObjectStore): Lake {
  return {
    async put(payload, identity) {
      const digest = await sha256(payload.bytes);
      const key = rawKey(identity.connector, digest);
      const { url, status, headers, fetched_at } = payload;
      const record: FetchRecord = {
        ...identity,
        url,
        status,
        headers,
        fetched_at,
        sha256: digest,
        size_bytes: payload.bytes.byteLength,
      };
      if ((await bucket.head(key)) === null) {
        const contentType = headers['content-type'] ?? 'application/octet-stream';
        await bucket.put(key, payload.bytes, { sha256: digest, httpMetadata: { contentType } });
      }
      await bucket.put(recordKey(record), JSON.stringify(record));
      return record;
    },

    async payload(record) {
      const object = await bucket.get(rawKey(record.connector, record.sha256));
      if (object === null) {
        throw new WizError('dependency_unavailable', `the lake has no bytes for ${record.fetch_id}`);
      }
      const { url, status, headers, fetched_at } = record;
      return { url, status, headers, fetched_at, bytes: new Uint8Array(await object.arrayBuffer()) };
    },

    async *records(from, to) {
      let startAfter = `fetch/${from.slice(0, 10)}/`;
      for (;;) {
        const page = await bucket.list({ prefix: 'fetch/', startAfter, limit: 500 });
        const keys = page.objects.map(({ key }) => key).filter((key) => key.slice(6, 16) <= to.slice(0, 10));
        const records = await Promise.all(keys.map((key) => readRecord(bucket, key)));
        yield records.filter(({ fetched_at }) => fetched_at >= from && fetched_at < to);
        if (!page.truncated || keys.length < page.objects.length) return;
        startAfter = page.objects.at(-1)?.key ?? startAfter;
      }
    },
  };
}

async function readRecord(bucket: ObjectStore, key: string): Promise<FetchRecord> {
  const object = await bucket.get(key);
  if (object === null) throw new WizError('dependency_unavailable', `the lake lost ${key} while it was listed`);
  return fetchRecord.parse(JSON.parse(await object.text()));
}
