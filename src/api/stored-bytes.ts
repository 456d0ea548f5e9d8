import { reachable, WizError } from '../core/errors.ts';
import { sha256 } from '../core/hash.ts';
import type { BytesAnswer } from './answer.ts';
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
export async function storedFile(
  store: StoredObjects,
  key: string,
  facts: Pick<BytesAnswer, 'contentType' | 'fileName' | 'maxAgeSeconds'>,
): Promise<BytesAnswer | null> {
  const object = await reachable(away, store.get(key));
  if (object === null) return null;
  const bytes = new Uint8Array(await reachable(away, object.arrayBuffer()));
  return { bytes, sizeBytes: bytes.byteLength, digest: await sha256(bytes), ...facts };
}
