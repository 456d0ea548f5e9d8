import type { Clock } from '../core/clock.ts';
import type { Decision, RateLimiter, SharedCount } from './limiter.ts';

interface Bucket {
  limit: number;
  tokens: number;
  /** What the shared count had left beyond this isolate's tokens. */
  beyond: number;
  resetAtMs: number;
  scope: Decision['scope'];
}

const windowMs = 60_000;
const blocksPerWindow = 20;
/** While the shared count is away it is asked again this often, so that not every request waits for it. */
const awayMs = 5_000;
const maxBuckets = 10_000;

/**
 * Counts a minute in the shared place by blocks: an isolate leases a twentieth of the limit and spends it without
 * asking. Blocks divide the limit, so together all isolates never admit more than the limit.
 */
export function leasedLimiter(shared: SharedCount, clock: Clock): RateLimiter {
  const buckets = new Map<string, Bucket>();
  let awayUntilMs = 0;

  function bucketOf(subject: string, limit: number): Bucket {
    const now = clock.now();
    const known = buckets.get(subject);
    if (known && now < known.resetAtMs && known.limit === limit) return known;
    if (buckets.size >= maxBuckets) {
      for (const [name, bucket] of buckets) if (bucket.resetAtMs <= now) buckets.delete(name);
      if (buckets.size >= maxBuckets) buckets.clear();
    }
    const resetAtMs = (Math.floor(now / windowMs) + 1) * windowMs;
    const fresh: Bucket = { limit, tokens: 0, beyond: limit, resetAtMs, scope: 'shared' };
    buckets.set(subject, fresh);
    return fresh;
  }

  function decide(bucket: Bucket, cost: number): Decision {
    const allowed = bucket.tokens >= cost;
    if (allowed) bucket.tokens -= cost;
    return {
      allowed,
      limit: bucket.limit,
      remaining: allowed ? bucket.tokens + bucket.beyond : 0,
      resetSeconds: Math.max(1, Math.ceil((bucket.resetAtMs - clock.now()) / 1000)),
      scope: bucket.scope,
    };
  }

  function countAlone(bucket: Bucket): void {
    if (bucket.scope === 'isolate') return;
    bucket.scope = 'isolate';
    bucket.tokens += bucket.beyond;
    bucket.beyond = 0;
  }

  async function lease(subject: string, limit: number, cost: number): Promise<Decision> {
    const said = await shared.lease(subject, limit, blockOf(limit, cost));
    const bucket = bucketOf(subject, limit);
    // The minute ended while the answer was under way: its tokens are of the past.
    if (said !== null && said.resetAtMs < bucket.resetAtMs) return lease(subject, limit, cost);
    if (said === null) {
      awayUntilMs = clock.now() + awayMs;
      countAlone(bucket);
    } else if (bucket.scope === 'shared') {
      bucket.beyond = said.granted ? said.remaining : 0;
      if (said.granted) bucket.tokens += blockOf(limit, cost);
      bucket.resetAtMs = said.resetAtMs;
    }
    return decide(bucket, cost);
  }

  return {
    take(subject, limit, cost) {
      const bucket = bucketOf(subject, limit);
      if (bucket.tokens >= cost || bucket.scope === 'isolate') return decide(bucket, cost);
      if (bucket.beyond <= 0) return decide(bucket, cost);
      if (clock.now() >= awayUntilMs) return lease(subject, limit, cost);
      countAlone(bucket);
      return decide(bucket, cost);
    },
  };
}

function blockOf(limit: number, cost: number): number {
  const block = limit % blocksPerWindow === 0 ? limit / blocksPerWindow : 1;
  return Math.ceil(cost / block) * block;
}
