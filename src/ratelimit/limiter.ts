/** What the limiter says of one request. */
export interface Decision {
  readonly allowed: boolean;
  readonly limit: number;
  /** What is left of the minute, as far as this isolate knows. */
  readonly remaining: number;
  readonly resetSeconds: number;
  /** `isolate` when the shared count is out of reach and each isolate counts for itself. */
  readonly scope: 'shared' | 'isolate';
}

export interface RateLimiter {
  /** Spends `cost` of the subject's `limit` a minute. Answers at once while the isolate holds tokens. */
  take(subject: string, limit: number, cost: number): Decision | Promise<Decision>;
  /** What is left, as far as this isolate knows. Spends nothing and asks nobody. */
  peek(subject: string, limit: number): Decision;
}

/** A block of tokens that the shared count has given out, or why not. */
export interface Lease {
  readonly granted: boolean;
  readonly remaining: number;
  readonly resetAtMs: number;
}

export interface SharedCount {
  /** Null when it cannot be reached. */
  lease(subject: string, limit: number, tokens: number): Promise<Lease | null>;
}
