import type { ObjectStore } from '../../src/lake/lake.ts';

/** An object store in memory that lists as R2 does: in the order of keys, so many at a time. */
export class MemoryBucket implements ObjectStore {
  readonly objects = new Map<string, Uint8Array>();
  readonly metadata = new Map<string, Record<string, string>>();
  readonly puts: string[] = [];
  readonly gets: string[] = [];
  lists = 0;
  /** What every call fails with, while it is set. */
  failure: Error | null = null;

  async put(key: string, value: Uint8Array | string, options: R2PutOptions = {}): Promise<void> {
    this.#mayFail();
    if (options.customMetadata) this.metadata.set(key, options.customMetadata);
    this.puts.push(key);
    this.objects.set(key, typeof value === 'string' ? new TextEncoder().encode(value) : value);
  }

  async get(key: string) {
    this.#mayFail();
    this.gets.push(key);
    const bytes = this.objects.get(key);
    return bytes === undefined ? null : new Response(bytes as Uint8Array<ArrayBuffer>);
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
    const objects = keys.slice(0, limit).map((key) => ({ key, customMetadata: brought(key) ?? {} }));
    return { objects, truncated: keys.length > limit };
  }

  #mayFail(): void {
    if (this.failure !== null) throw this.failure;
  }
}
