import { MemoryBucket } from './memory-bucket.ts';

/** An object store in memory that also gives parts of objects, as R2 does. */
export class RangeBucket extends MemoryBucket {
  override async get(
    key: string,
    options: { readonly range?: { readonly offset: number; readonly length: number } } = {},
  ) {
    const object = await super.get(key);
    if (object === null) return null;
    const bytes = await object.arrayBuffer();
    const { offset = 0, length = bytes.byteLength } = options.range ?? {};
    const part = new Response(bytes.slice(offset, offset + length));
    return Object.assign(part, { size: bytes.byteLength }) as Response & {
      readonly body: ReadableStream;
      size: number;
    };
  }
}
