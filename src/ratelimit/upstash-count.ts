import { Ratelimit } from '@upstash/ratelimit';
import { Redis } from '@upstash/redis/cloudflare';
import type { SharedCount } from './limiter.ts';

/** Nobody waits for so long: what is said late is worth hearing too. */
const timeoutMs = 5_000;

/** Fixed minutes in Redis, one counter a subject. */
export function upstashCount(connection: { readonly url: string; readonly token: string }): SharedCount {
  // A pipeline would tie requests of different callers to the fate of the first one.
  const redis = new Redis({ ...connection, enableAutoPipelining: false, enableTelemetry: false, retry: false });
  const limiters = new Map<number, Ratelimit>();

  function limiterOf(limit: number): Ratelimit {
    const known = limiters.get(limit);
    if (known) return known;
    const limiter = new Ratelimit({
      redis,
      limiter: Ratelimit.fixedWindow(limit, '60 s'),
      prefix: 'wizdata:rate',
      timeout: timeoutMs,
      analytics: false,
      enableTelemetry: false,
    });
    limiters.set(limit, limiter);
    return limiter;
  }

  return {
    async lease(subject, limit, tokens) {
      try {
        const said = await limiterOf(limit).limit(subject, { rate: tokens });
        if (said.reason === 'timeout') return null;
        return { granted: said.success, remaining: said.remaining, resetAtMs: said.reset };
      } catch {
        return null;
      }
    },
  };
}
