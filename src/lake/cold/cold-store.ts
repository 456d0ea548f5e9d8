import { reachable, WizError } from '../../core/errors.ts';

/** What cold storage needs of an object store; R2 has this shape. */
export interface ColdStore {
  put(key: string, value: Uint8Array | string): Promise<unknown>;
  get(
    key: string,
    options?: { readonly range: { readonly offset: number; readonly length: number } },
  ): Promise<{ arrayBuffer(): Promise<ArrayBuffer>; text(): Promise<string> } | null>;
}

const away = 'cold storage';

export async function putObject(store: ColdStore, key: string, value: Uint8Array | string): Promise<void> {
  await reachable(away, store.put(key, value));
}

export async function getText(store: ColdStore, key: string): Promise<string | null> {
  const object = await reachable(away, store.get(key));
  return object === null ? null : await reachable(away, object.text());
}

export async function getRange(store: ColdStore, key: string, offset: number, length: number): Promise<Uint8Array> {
  const object = await reachable(away, store.get(key, { range: { offset, length } }));
  const bytes = object === null ? null : new Uint8Array(await reachable(away, object.arrayBuffer()));
  if (bytes?.byteLength === length) return bytes;
  throw new WizError('dependency_unavailable', `cold storage has no bytes ${offset} to ${offset + length} of ${key}`);
}
