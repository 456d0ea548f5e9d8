import type { Clock } from '../core/clock.ts';
import { parseChannel } from '../model/symbol.ts';
import type { CachedAnswer } from './answer.ts';
import type { EdgeCache } from './edge-cache.ts';
import type { IsolateCache } from './isolate-cache.ts';

export interface AnswerCache {
  /** From this isolate's memory, at once. What is asked for twice is shared with the data centre. */
  recall(key: string): CachedAnswer | null;
  /** From the data centre; an answer that a purge has overtaken is none. */
  find(key: string): Promise<CachedAnswer | null>;
  /** Keeps an answer, unless something it tells of has changed since it was read. */
  keep(key: string, answer: Omit<CachedAnswer, 'expiresAtMs'>, ttlSeconds: number): void;
  /** Answers about these channels, and lists of their datasets, are out of date. */
  purge(channels: readonly string[]): Promise<void>;
}

interface AnswerCacheDeps {
  readonly clock: Clock;
  readonly isolate: IsolateCache;
  readonly edge: EdgeCache;
  /** Lets work go on after the answer was sent. */
  readonly defer: (work: Promise<unknown>) => void;
  /** Tells the zone's cache in all data centres. */
  readonly purgeEdge: (tags: readonly string[]) => Promise<void>;
}

/** A purge reaches one isolate by name; the others follow after this long. */
const isolateMs = 15_000;
/** No answer lives longer, so no purge needs to be remembered longer. */
const maxTtlSeconds = 300;

/** Isolate memory before the data centre's cache. Purging is by channel, the name that changes are announced under. */
export function answerCache({ clock, isolate, edge, defer, purgeEdge }: AnswerCacheDeps): AnswerCache {
  const purgedAtMs = new Map<string, number>();
  /** Answers that were asked for once, under the times that they may be shared for. */
  const unshared = new WeakMap<CachedAnswer, CachedAnswer>();
  let forgottenAtMs = 0;

  const isOvertaken = (answer: Pick<CachedAnswer, 'tags' | 'readAtMs'>): boolean =>
    answer.tags.some((tag) => (purgedAtMs.get(tag) ?? Number.NEGATIVE_INFINITY) >= answer.readAtMs);

  function remember(key: string, answer: CachedAnswer): CachedAnswer {
    const remembered = { ...answer, expiresAtMs: Math.min(answer.expiresAtMs, clock.now() + isolateMs) };
    isolate.set(key, remembered);
    return remembered;
  }

  function forgetOldPurges(): void {
    const before = clock.now() - maxTtlSeconds * 1000;
    if (forgottenAtMs > before) return;
    forgottenAtMs = clock.now();
    for (const [tag, atMs] of purgedAtMs) if (atMs < before) purgedAtMs.delete(tag);
  }

  return {
    recall(key) {
      const answer = isolate.get(key, clock.now());
      if (answer === null) return null;
      const whole = unshared.get(answer);
      if (whole !== undefined) {
        unshared.delete(answer);
        defer(edge.put(key, whole));
      }
      return answer;
    },
    async find(key) {
      const answer = await edge.get(key);
      if (answer === null || clock.now() >= answer.expiresAtMs || isOvertaken(answer)) return null;
      remember(key, answer);
      return answer;
    },
    keep(key, read, ttlSeconds) {
      if (isOvertaken(read)) return;
      const answer = { ...read, expiresAtMs: clock.now() + ttlSeconds * 1000 };
      unshared.set(remember(key, answer), answer);
    },
    async purge(channels) {
      const tags = new Set(channels);
      for (const channel of channels) tags.add(parseChannel(channel)?.dataset ?? channel);
      forgetOldPurges();
      for (const tag of tags) purgedAtMs.set(tag, clock.now());
      isolate.drop(tags);
      await purgeEdge([...tags]);
    },
  };
}
