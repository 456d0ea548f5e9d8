import { reachable, WizError } from '../core/errors.ts';
import type { ByteRange } from './byte-range.ts';
import type { StoredObjects } from './services.ts';

const away = 'the lake';

/** An object that must be there, or a part of it. */
export async function storedBytes(
  store: StoredObjects,
  key: string,
  range: ByteRange | null = null,
): Promise<ReadableStream> {
  const object = await reachable(away, store.get(key, range === null ? undefined : { range }));
  if (object === null) throw new WizError('dependency_unavailable', `The bytes of ${key} are not in the lake`);
  return object.body;
}

/** A small object as it is now, null where there is none. */
export async function storedFile(store: StoredObjects, key: string): Promise<Uint8Array | null> {
  const object = await reachable(away, store.get(key));
  return object === null ? null : new Uint8Array(await reachable(away, object.arrayBuffer()));
}
