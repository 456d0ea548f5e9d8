import type { z } from 'zod';
import { toInstant } from '../core/clock.ts';
import { reachable, WizError } from '../core/errors.ts';
import { sha256 } from '../core/hash.ts';
import { type RunMessage, runMessage } from '../model/messages.ts';
import { type FetchRecord, fetchRecord, type RawPayload } from '../model/payload.ts';

/** What the lake needs of an object store; R2 has this shape. */
export interface ObjectStore {
  put(key: string, value: Uint8Array | string, options?: R2PutOptions): Promise<unknown>;
  get(key: string): Promise<{ arrayBuffer(): Promise<ArrayBuffer>; text(): Promise<string> } | null>;
  head(key: string): Promise<unknown | null>;
  list(options: R2ListOptions): Promise<{
    objects: readonly StoredRecord[];
    truncated: boolean;
  }>;
}

interface StoredRecord {
  readonly key: string;
  readonly customMetadata?: Record<string, string>;
}

export interface Lake {
  /** Keeps the bytes under their digest and the fetch beside them. The same bytes again are no new object. */
  put(payload: RawPayload, identity: FetchIdentity): Promise<FetchRecord>;
  /** The record of one fetch, as it was kept beside the bytes. */
  record(of: Pick<FetchRecord, 'fetched_at' | 'fetch_id'>): Promise<FetchRecord>;
  /** The bytes of a fetch, exactly as they came. */
  payload(record: FetchRecord): Promise<RawPayload>;
  /** Keeps what became of an attempt to fetch, so that its record cannot be lost on the way to the database either. */
  report(run: RunMessage): Promise<void>;
  /** Fetches made in [from, to), in the order of time. */
  records(from: string, to: string): AsyncIterable<readonly FetchRecord[]>;
  /** Runs that finished in [from, to), in the order of time. */
  runs(from: string, to: string): AsyncIterable<readonly RunMessage[]>;
}

export type FetchIdentity = Pick<
  FetchRecord,
  'fetch_id' | 'run_id' | 'connector' | 'subject' | 'window_from' | 'window_to' | 'is_sample'
>;

const away = 'the lake';

export const rawKey = (connector: string, digest: string): string => `raw/${connector}/${digest}`;
/** Instants of one spelling sort as text, so that a span of time is a span of keys. */
const recordKey = (record: Pick<FetchRecord, 'fetched_at' | 'fetch_id'>): string =>
  `fetch/${record.fetched_at}/${record.fetch_id}.json`;

export function lake(store: ObjectStore): Lake {
  const bucket = reachableStore(store);
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
      await putRecord(bucket, recordKey(record), record);
      return record;
    },

    record: async (of) => fetchRecord.parse(JSON.parse(await readText(bucket, recordKey(of)))),

    async payload(record) {
      const object = await bucket.get(rawKey(record.connector, record.sha256));
      if (object === null) {
        throw new WizError('dependency_unavailable', `the lake has no bytes for ${record.fetch_id}`);
      }
      const { url, status, headers, fetched_at } = record;
      return { url, status, headers, fetched_at, bytes: new Uint8Array(await reachable(away, object.arrayBuffer())) };
    },

    async report(run) {
      await putRecord(bucket, `run/${run.finished_at}/${run.run_id}.json`, run);
    },

    records: (from, to) => readSpan(bucket, 'fetch', fetchRecord, from, to),
    runs: (from, to) => readSpan(bucket, 'run', runMessage, from, to),
  };
}

/** Records whose keys begin with an instant in [from, to), a page at a time. */
async function* readSpan<T extends z.ZodType>(
  bucket: ObjectStore,
  kind: 'fetch' | 'run',
  schema: T,
  from: string,
  to: string,
): AsyncIterable<z.infer<T>[]> {
  let startAfter = `${kind}/${toInstant(Date.parse(from))}`;
  const end = `${kind}/${toInstant(Date.parse(to))}`;
  for (;;) {
    const page = await bucket.list({ prefix: `${kind}/`, startAfter, limit: 500, include: ['customMetadata'] });
    const objects = page.objects.filter(({ key }) => key < end);
    if (objects.length > 0) yield await Promise.all(objects.map((object) => readRecord(bucket, object, schema)));
    if (!page.truncated || objects.length < page.objects.length) return;
    startAfter = page.objects.at(-1)?.key ?? startAfter;
  }
}

/** Whatever the store fails with, trying again makes sense: it neither forgets nor refuses. */
function reachableStore(store: ObjectStore): ObjectStore {
  return {
    put: (key, value, options) => reachable(away, store.put(key, value, options)),
    get: (key) => reachable(away, store.get(key)),
    head: (key) => reachable(away, store.head(key)),
    list: (options) => reachable(away, store.list(options)),
  };
}

/** R2 takes 8,192 bytes of metadata, of ASCII; a listing brings them along, so that a thousand records are one call. */
const metadataBytes = 7_000;

async function putRecord(bucket: ObjectStore, key: string, record: object): Promise<void> {
  const text = JSON.stringify(record).replaceAll(/[^\x20-\x7e]/g, escaped);
  await bucket.put(key, text, text.length > metadataBytes ? {} : { customMetadata: { record: text } });
}

const escaped = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;

async function readRecord<T extends z.ZodType>(
  bucket: ObjectStore,
  { key, customMetadata }: StoredRecord,
  schema: T,
): Promise<z.infer<T>> {
  return schema.parse(JSON.parse(customMetadata?.record ?? (await readText(bucket, key))));
}

async function readText(bucket: ObjectStore, key: string): Promise<string> {
  const object = await bucket.get(key);
  if (object === null) throw new WizError('dependency_unavailable', `the lake has no ${key}`);
  return await reachable(away, object.text());
}
