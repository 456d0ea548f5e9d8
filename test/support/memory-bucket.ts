import type { ObjectStore } from '../../src/lake/lake.ts';

/** An object store in memory that lists as R2 does: in the order of keys, so many at a time. */
export class MemoryBucket implements ObjectStore {
  readonly objects = new Map<string, Uint8Array>();
  readonly metadata = new Map<string, Record<string, string>>();
  readonly uploaded = new Map<string, Date>();
  readonly puts: string[] = [];
  readonly gets: string[] = [];
  lists = 0;
  /** What every call fails with, while it is set. */
  failure: Error | null = null;

  async put(key: string, value: Uint8Array | string, options: R2PutOptions = {}): Promise<void> {
    this.#mayFail();
    if (options.customMetadata) this.metadata.set(key, options.customMetadata);
    this.uploaded.set(key, new Date());
    this.puts.push(key);
    this.objects.set(key, typeof value === 'string' ? new TextEncoder().encode(value) : value);
  }

  async get(key: string, { range }: { readonly range?: { readonly offset: number; readonly length: number } } = {}) {
    this.#mayFail();
    this.gets.push(key);
    const bytes = this.objects.get(key);
    if (bytes === undefined) return null;
    const asked = range === undefined ? bytes : bytes.slice(range.offset, range.offset + range.length);
    return new Response(asked as Uint8Array<ArrayBuffer>);
  }

  async delete(keys: string | readonly string[]): Promise<void> {
    this.#mayFail();
    for (const key of [keys].flat()) this.objects.delete(key);
  }

  async head(key: string) {
    this.#mayFail();
    return this.objects.has(key) ? { key } : null;
  }

  async list({ prefix = '', startAfter = '', limit = 1_000, include }: R2ListOptions) {
    this.#mayFail();
    this.lists += 1;
    const keys = [...this.objects.keys()].filter((key) => key.startsWith(prefix) && key > startAfter).sort();
    const brought = (key: string) => (include?.includes('customMetadata') ? this.metadata.get(key) : undefined);
    const objects = keys.slice(0, limit).map((key) => {
      return { key, customMetadata: brought(key) ?? {}, uploaded: this.uploaded.get(key) ?? new Date(0) };
    });
    return { objects, truncated: keys.length > limit };
  }

  #mayFail(): void {
    if (this.failure !== null) throw this.failure;
  }
}
