import { reachable, WizError } from '../../core/errors.ts';
import { sha256 } from '../../core/hash.ts';

/** What a reader of cold storage needs of an object store; R2 has this shape. */
export interface ReadableColdStore {
  get(
    key: string,
    options?: { readonly range: { readonly offset: number; readonly length: number } },
  ): Promise<{ arrayBuffer(): Promise<ArrayBuffer>; text(): Promise<string> } | null>;
}

export interface ColdStore extends ReadableColdStore {
  put(key: string, value: Uint8Array | string): Promise<unknown>;
}

/** What whoever clears away needs beside it. */
export interface ClearableColdStore extends ColdStore {
  list(options: { readonly prefix: string; readonly startAfter?: string }): Promise<{
    readonly objects: readonly { readonly key: string; readonly uploaded: Date }[];
    readonly truncated: boolean;
  }>;
  delete(keys: string[]): Promise<unknown>;
}

const away = 'cold storage';

export async function putObject(store: ColdStore, key: string, value: Uint8Array | string): Promise<void> {
  await reachable(away, store.put(key, value));
}

export async function getText(store: ReadableColdStore, key: string): Promise<string | null> {
  const object = await reachable(away, store.get(key));
  return object === null ? null : await reachable(away, object.text());
}

/** A whole object; it must be there. */
async function getBytes(store: ReadableColdStore, key: string): Promise<Uint8Array> {
  const object = await reachable(away, store.get(key));
  if (object === null) throw new WizError('dependency_unavailable', `cold storage has no ${key}`);
  return new Uint8Array(await reachable(away, object.arrayBuffer()));
}

/** A whole object with these bytes: whatever else it has become is not parsed. */
export async function getUnchanged(store: ReadableColdStore, key: string, digest: string): Promise<Uint8Array> {
  const bytes = await getBytes(store, key);
  if ((await sha256(bytes)) === digest) return bytes;
  throw new WizError('dependency_unavailable', `cold storage is damaged: ${key} has not the digest ${digest}`);
}

export async function getRange(
  store: ReadableColdStore,
  key: string,
  offset: number,
  length: number,
): Promise<Uint8Array> {
  const object = await reachable(away, store.get(key, { range: { offset, length } }));
  const bytes = object === null ? null : new Uint8Array(await reachable(away, object.arrayBuffer()));
  if (bytes?.byteLength === length) return bytes;
  throw new WizError('dependency_unavailable', `cold storage has no bytes ${offset} to ${offset + length} of ${key}`);
}
