import type { Clock } from '../core/clock.ts';
import { toWizError, type WizError } from '../core/errors.ts';
import type { Logger } from '../core/log.ts';
import { parseChannel } from '../model/symbol.ts';
import type { CachedAnswer, SharedCache } from './answer.ts';
import { type Flights, flights } from './flights.ts';
import type { IsolateCache } from './isolate-cache.ts';

export interface Found {
  readonly answer: CachedAnswer;
  /** That had it; null where it was read just now. */
  readonly place: string | null;
}

export interface AnswerCache {
  /**
   * From this isolate's memory, at once. `isStale`: it may still be sent, while a newer one is got. What is asked for
   * twice is shared.
   */
  recall(key: string): { readonly answer: CachedAnswer; readonly isStale: boolean } | null;
  /** From the places that isolates share, which are asked at once; an answer that a purge has overtaken is none. */
  find(key: string): Promise<Found | null>;
  /** Keeps an answer, unless something it tells of has changed since it was read. */
  keep(key: string, answer: Omit<CachedAnswer, 'expiresAtMs'>, ttlSeconds: number): void;
  /** That a reading which began then found nothing, for some seconds and no longer than nothing changes. */
  keepAbsence(key: string, notFound: WizError, readAtMs: number): void;
  recallAbsence(key: string): WizError | null;
  /** Whether something has changed since a reading began. */
  isOvertaken(read: Pick<CachedAnswer, 'tags' | 'readAtMs'>): boolean;
  /** Answers about these channels, and lists of their datasets, are out of date. */
  purge(channels: readonly string[]): Promise<void>;
  /** What of one name is read for several requests at once. */
  readonly reads: Flights<Found | null>;
}

interface AnswerCacheDeps {
  readonly clock: Clock;
  readonly log: Logger;
  readonly isolate: IsolateCache;
  /** By name, as `Cache-Status` says it; told of purges in this order, so that those that remember them are first. */
  readonly shared: Readonly<Record<string, SharedCache>>;
  /** Lets work go on after the answer was sent. */
  readonly defer: (work: Promise<unknown>) => void;
}

/** A purge reaches one isolate by name; the others look again after this long. */
const isolateMs = 15_000;
/** While they look, they still send what they have, which no purge reached, for at most so long. */
const staleMs = 15_000;
/** A place that had nothing so often in a row is asked only now and then, until it has something: who looks pays for it. */
const patience = 64;
const asksOneIn = 16;
const absenceMs = 5_000;
const maxAbsences = 2_000;
/** No answer lives longer, so no purge needs to be remembered longer. */
const maxTtlSeconds = 300;

/** Isolate memory before what isolates share. Purging is by channel, the name that changes are announced under. */
export function answerCache({ clock, log, isolate, shared, defer }: AnswerCacheDeps): AnswerCache {
  const places = Object.entries(shared);
  /** How often in a row a place had nothing. */
  const missesOf = new Map(places.map(([place]) => [place, 0]));
  const purgedAtMs = new Map<string, number>();
  /** Answers that were asked for once, under the times that they may be shared for. */
  const unshared = new WeakMap<CachedAnswer, CachedAnswer>();
  const absences = new Map<string, { readonly notFound: WizError; readonly untilMs: number }>();
  let forgottenAtMs = 0;
  let lastPurgeAtMs = Number.NEGATIVE_INFINITY;
  const reads = flights<Found | null>(defer);

  const isOvertaken = (answer: Pick<CachedAnswer, 'tags' | 'readAtMs'>): boolean =>
    answer.tags.some((tag) => (purgedAtMs.get(tag) ?? Number.NEGATIVE_INFINITY) >= answer.readAtMs);

  function remember(key: string, answer: CachedAnswer): CachedAnswer {
    const remembered = { ...answer, expiresAtMs: Math.min(answer.expiresAtMs, clock.now() + isolateMs) };
    isolate.set(key, remembered, remembered.expiresAtMs + staleMs);
    return remembered;
  }

  function forgetOldPurges(): void {
    const before = clock.now() - maxTtlSeconds * 1000;
    if (forgottenAtMs > before) return;
    forgottenAtMs = clock.now();
    for (const [tag, atMs] of purgedAtMs) if (atMs < before) purgedAtMs.delete(tag);
  }

  /** A purge that reached another isolate has emptied the places that would be filled again with what is older. */
  async function share(key: string, answer: CachedAnswer): Promise<void> {
    const told = await Promise.all(places.map(([, cache]) => cache.hasPurged?.(answer)));
    if (told.includes(true) || isOvertaken(answer)) return;
    await Promise.all(places.map(([, cache]) => cache.put(key, answer)));
  }

  async function lookIn(place: string, cache: SharedCache, key: string): Promise<Found | null> {
    const misses = missesOf.get(place) ?? 0;
    missesOf.set(place, misses + 1);
    if (misses >= patience && misses % asksOneIn !== 0) return null;
    try {
      const answer = await cache.get(key);
      if (answer === null || clock.now() >= answer.expiresAtMs || isOvertaken(answer)) return null;
      missesOf.set(place, 0);
      return { answer, place };
    } catch (error) {
      log.log('warn', 'cache_unreadable', { place, error: toWizError(error).message });
      return null;
    }
  }

  return {
    reads,
    isOvertaken,
    recall(key) {
      const answer = isolate.get(key, clock.now());
      if (answer === null) return null;
      const whole = unshared.get(answer);
      if (whole !== undefined) {
        unshared.delete(answer);
        defer(share(key, whole));
      }
      return { answer, isStale: clock.now() >= answer.expiresAtMs };
    },
    async find(key) {
      const found = await first(places.map(([place, cache]) => lookIn(place, cache, key)));
      if (found !== null) remember(key, found.answer);
      return found;
    },
    keep(key, read, ttlSeconds) {
      if (isOvertaken(read)) return;
      const answer = { ...read, expiresAtMs: clock.now() + ttlSeconds * 1000 };
      unshared.set(remember(key, answer), answer);
    },
    keepAbsence(key, notFound, readAtMs) {
      if (lastPurgeAtMs >= readAtMs) return;
      if (absences.size >= maxAbsences) absences.clear();
      absences.set(key, { notFound, untilMs: clock.now() + absenceMs });
    },
    recallAbsence(key) {
      const absence = absences.get(key);
      return absence !== undefined && clock.now() < absence.untilMs ? absence.notFound : null;
    },
    async purge(channels) {
      const tags = new Set(channels);
      for (const channel of channels) tags.add(parseChannel(channel)?.dataset ?? channel);
      forgetOldPurges();
      lastPurgeAtMs = clock.now();
      for (const tag of tags) purgedAtMs.set(tag, lastPurgeAtMs);
      isolate.drop(tags);
      // What is being read may lack the change, which whoever asks from now on is to see.
      reads.close();
      absences.clear();
      const failures: unknown[] = [];
      for (const [, cache] of places) await cache.purge([...tags]).catch((error) => failures.push(error));
      if (failures.length > 0) throw failures[0];
    },
  };
}

/** The first that found something, null when none did. */
const first = (searches: readonly Promise<Found | null>[]): Promise<Found | null> =>
  new Promise((resolve, reject) => {
    let missing = searches.length;
    const ended = (found: Found | null): void => {
      missing -= 1;
      if (found !== null || missing === 0) resolve(found);
    };
    if (missing === 0) resolve(null);
    for (const search of searches) search.then(ended, reject);
  });
