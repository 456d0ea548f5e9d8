import type { CachedAnswer } from './answer.ts';

export interface IsolateCache {
  get(key: string, nowMs: number): CachedAnswer | null;
  set(key: string, answer: CachedAnswer, untilMs: number): void;
  /** Forgets every answer that carries one of the tags. */
  drop(tags: ReadonlySet<string>): void;
}

/** Bookkeeping of an entry beyond its bytes, roughly. */
const entryBytes = 512;

interface Entry {
  readonly answer: CachedAnswer;
  readonly untilMs: number;
}

/** The answers used last, up to a number of bytes. */
export function isolateCache(maxBytes: number): IsolateCache {
  const entries = new Map<string, Entry>();
  let bytes = 0;

  function remove(key: string, { answer }: Entry): void {
    entries.delete(key);
    bytes -= answer.body.byteLength + entryBytes;
  }

  return {
    get(key, nowMs) {
      const entry = entries.get(key);
      if (entry === undefined) return null;
      if (nowMs >= entry.untilMs) {
        remove(key, entry);
        return null;
      }
      entries.delete(key);
      entries.set(key, entry);
      return entry.answer;
    },
    set(key, answer, untilMs) {
      const old = entries.get(key);
      if (old) remove(key, old);
      const size = answer.body.byteLength + entryBytes;
      if (size > maxBytes / 4) return;
      entries.set(key, { answer, untilMs });
      bytes += size;
      for (const [oldest, entry] of entries) {
        if (bytes <= maxBytes) break;
        remove(oldest, entry);
      }
    },
    drop(tags) {
      for (const [key, entry] of entries) if (entry.answer.tags.some((tag) => tags.has(tag))) remove(key, entry);
    },
  };
}
