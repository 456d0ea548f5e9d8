import type { ObjectStore } from '../../src/lake/lake.ts';

/** An object store in memory that lists as R2 does: in the order of keys, so many at a time. */
export class MemoryBucket implements ObjectStore {
  readonly objects = new Map<string, Uint8Array>();
  readonly puts: string[] = [];
  readonly gets: string[] = [];
  lists = 0;
  /** What every call fails with, while it is set. */
  failure: Error | null = null;

  async put(key: string, value: Uint8Array | string): Promise<void> {
    this.#mayFail();
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

  async list({ prefix, startAfter = '', limit = 1_000 }: { prefix: string; startAfter?: string; limit?: number }) {
    this.#mayFail();
    this.lists += 1;
    const keys = [...this.objects.keys()].filter((key) => key.startsWith(prefix) && key > startAfter).sort();
    return { objects: keys.slice(0, limit).map((key) => ({ key })), truncated: keys.length > limit };
  }

  #mayFail(): void {
    if (this.failure !== null) throw this.failure;
  }
}
