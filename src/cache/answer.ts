/** An answer as it is sent, kept for callers who ask the same. */
export interface CachedAnswer {
  readonly body: Uint8Array;
  readonly contentType: string;
  readonly etag: string;
  /** Headers of its own, beyond those that all answers have. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Channels and datasets whose changes make it out of date. */
  readonly tags: readonly string[];
  /** When its reading began: a change that was announced later may be missing in it. */
  readonly readAtMs: number;
  readonly expiresAtMs: number;
}

/** A place that isolates share. */
export interface SharedCache {
  /** Null also where the place cannot be asked. */
  get(key: string): Promise<CachedAnswer | null>;
  put(key: string, answer: CachedAnswer): Promise<void>;
  /** Answers that carry one of these tags are out of date. Fails where that could not be said. */
  purge(tags: readonly string[]): Promise<void>;
  /** Whether a purge since the answer was read is remembered here, or may be. */
  hasPurged?(answer: Pick<CachedAnswer, 'tags' | 'readAtMs'>): Promise<boolean>;
}
