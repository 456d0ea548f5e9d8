import type { CachedAnswer } from './answer.ts';

export interface IsolateCache {
  get(key: string, nowMs: number): CachedAnswer | null;
  set(key: string, answer: CachedAnswer): void;
  /** Forgets every answer that carries one of the tags. */
  drop(tags: ReadonlySet<string>): void;
}

/** Bookkeeping of an entry beyond its bytes, roughly. */
const entryBytes = 512;

/** The answers used last, up to a number of bytes. */
export function isolateCache(maxBytes: number): IsolateCache {
  const entries = new Map<string, CachedAnswer>();
  let bytes = 0;

  function remove(key: string, answer: CachedAnswer): void {
    entries.delete(key);
    bytes -= answer.body.byteLength + entryBytes;
  }

  return {
    get(key, nowMs) {
      const answer = entries.get(key);
      if (answer === undefined) return null;
      if (nowMs >= answer.expiresAtMs) {
        remove(key, answer);
        return null;
      }
      entries.delete(key);
      entries.set(key, answer);
      return answer;
    },
    set(key, answer) {
      const old = entries.get(key);
      if (old) remove(key, old);
      const size = answer.body.byteLength + entryBytes;
      if (size > maxBytes / 4) return;
      entries.set(key, answer);
      bytes += size;
      for (const [oldest, entry] of entries) {
        if (bytes <= maxBytes) break;
        remove(oldest, entry);
      }
    },
    drop(tags) {
      for (const [key, answer] of entries) if (answer.tags.some((tag) => tags.has(tag))) remove(key, answer);
    },
  };
}
