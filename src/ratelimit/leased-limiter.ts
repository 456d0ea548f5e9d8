import type { Clock } from '../core/clock.ts';
import { withTimeout } from '../core/retry.ts';
import type { Decision, Lease, RateLimiter, SharedCount } from './limiter.ts';

interface Bucket {
  readonly subject: string;
  readonly limit: number;
  /** Below zero is what the isolate has spent alone and the shared count does not know yet. */
  tokens: number;
  /** What the shared count had left beyond this isolate's tokens. */
  beyond: number;
  /** Tokens that were asked for and are not there yet. */
  coming: number;
  /** Tokens that requests wait for. */
  awaited: number;
  /** Wakes requests that wait: each by a promise of its own, since one of a request that has ended never ends. */
  readonly waiting: Set<() => void>;
  resetAtMs: number;
  scope: Decision['scope'];
}

const windowMs = 60_000;
export const blocksPerWindow = 20;
/** For so long a request waits for the shared count. */
export const patienceMs = 120;
/** While the shared count is away it is asked again this often, so that not every request waits for it. */
export const awayMs = 5_000;
const maxBuckets = 10_000;

/**
 * Counts a minute in the shared place by blocks: an isolate leases a twentieth of the limit and spends it without
 * asking. Blocks divide the limit, so together all isolates never admit more than the limit. When half a block is left
 * the next is asked for beside the requests, which then never wait for it.
 */
export function leasedLimiter(
  shared: SharedCount,
  clock: Clock,
  /** Keeps the isolate alive for work beside a request, though the request ends. */
  defer: (work: Promise<unknown>) => void = () => undefined,
): RateLimiter {
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
    const empty = { tokens: 0, beyond: limit, coming: 0, awaited: 0, waiting: new Set<() => void>() };
    const fresh: Bucket = { subject, limit, ...empty, resetAtMs, scope: 'shared' };
    buckets.set(subject, fresh);
    return fresh;
  }

  function decision(bucket: Bucket, allowed: boolean): Decision {
    return {
      allowed,
      limit: bucket.limit,
      remaining: allowed ? leftOf(bucket) : 0,
      resetSeconds: Math.max(1, Math.ceil((bucket.resetAtMs - clock.now()) / 1000)),
      scope: bucket.scope,
    };
  }

  /** Without waiting; null where tokens have to be leased first. */
  function decide(bucket: Bucket, cost: number): Decision | null {
    if (bucket.scope === 'isolate') return decideAlone(bucket, cost);
    if (bucket.tokens < cost) {
      // What nobody has need not be asked for: a lease that is refused is counted all the same.
      if (leftOf(bucket) < cost) return decision(bucket, false);
      if (clock.now() >= awayUntilMs) return null;
      countAlone(bucket);
      return decide(bucket, cost);
    }
    bucket.tokens -= cost;
    const isLow = bucket.tokens + bucket.coming - bucket.awaited < blockOf(bucket.limit, 1) / 2;
    if (isLow && bucket.beyond > 0 && clock.now() >= awayUntilMs) lease(bucket, 1);
    return decision(bucket, true);
  }

  /** By the whole of what may be left. What is spent so is a debt, to be leased once the shared count is back. */
  function decideAlone(bucket: Bucket, cost: number): Decision {
    const allowed = bucket.tokens + bucket.coming + bucket.beyond >= cost;
    if (allowed) bucket.tokens -= cost;
    if (clock.now() >= awayUntilMs && bucket.coming === 0 && bucket.beyond > 0) lease(bucket, 1 - bucket.tokens);
    return decision(bucket, allowed);
  }

  function lease(bucket: Bucket, missing: number): void {
    const tokens = Math.min(blockOf(bucket.limit, missing), bucket.beyond);
    bucket.beyond -= tokens;
    bucket.coming += tokens;
    const asked = shared.lease(bucket.subject, bucket.limit, tokens).catch(() => null);
    defer(
      asked.then((said) => {
        settle(bucket, tokens, said);
        for (const wake of bucket.waiting) wake();
      }),
    );
  }

  function settle(bucket: Bucket, tokens: number, said: Lease | null): void {
    bucket.coming -= tokens;
    if (said === null) {
      bucket.beyond += tokens;
      countAlone(bucket);
      return;
    }
    awayUntilMs = 0;
    // Of a minute that is over.
    if (said.resetAtMs < bucket.resetAtMs) return;
    if (said.resetAtMs > bucket.resetAtMs) {
      Object.assign(bucket, { tokens: 0, beyond: bucket.limit, resetAtMs: said.resetAtMs });
    }
    bucket.scope = 'shared';
    if (said.granted) bucket.tokens += tokens;
    // Answers may overtake each other; within a minute less and less is left.
    bucket.beyond = said.granted ? Math.min(bucket.beyond, said.remaining) : 0;
    const debt = -(bucket.tokens + bucket.coming);
    if (debt > 0 && bucket.beyond > 0) lease(bucket, debt);
  }

  function countAlone(bucket: Bucket): void {
    if (clock.now() >= awayUntilMs) awayUntilMs = clock.now() + awayMs;
    bucket.scope = 'isolate';
  }

  async function whenLeased(bucket: Bucket, cost: number): Promise<Decision> {
    bucket.awaited += cost;
    const missing = bucket.awaited - bucket.tokens - bucket.coming;
    if (missing > 0) lease(bucket, missing);
    const { promise: answered, resolve: wake } = Promise.withResolvers<void>();
    bucket.waiting.add(wake);
    await withTimeout(answered, patienceMs, 'a lease').catch(() => countAlone(bucket));
    bucket.waiting.delete(wake);
    bucket.awaited -= cost;
    return await take(bucket.subject, bucket.limit, cost);
  }

  function take(subject: string, limit: number, cost: number): Decision | Promise<Decision> {
    const bucket = bucketOf(subject, limit);
    return decide(bucket, cost) ?? whenLeased(bucket, cost);
  }

  return {
    take,
    peek(subject, limit) {
      const bucket = bucketOf(subject, limit);
      return decision(bucket, leftOf(bucket) > 0);
    },
  };
}

/** What nobody has spent or waits for, as far as this isolate knows. */
function leftOf({ tokens, coming, beyond, awaited }: Bucket): number {
  return Math.max(0, tokens + coming + beyond - awaited);
}

function blockOf(limit: number, cost: number): number {
  const block = limit % blocksPerWindow === 0 ? limit / blocksPerWindow : 1;
  return Math.ceil(cost / block) * block;
}
