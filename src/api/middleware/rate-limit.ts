import { planOf } from '../../model/plan.ts';
import type { Decision } from '../../ratelimit/limiter.ts';
import { countedAs } from '../caller-address.ts';
import type { ApiContext, ApiDeps, ApiMiddleware } from '../context.ts';
import type { Priced } from '../dry-run.ts';
import { announceMinute } from '../limit-headers.ts';
import { minuteSpent, tooDear } from '../spent.ts';
import { countBilled, refuseBeyondQuota } from './meter.ts';

/**
 * Takes what the operation costs from the caller's windows, and counts what is billed. An answer from memory costs as
 * much as one that was read.
 */
export function rateLimit(endpoint: Priced, deps: ApiDeps): ApiMiddleware {
  const { scope, cost, cache } = endpoint;
  if (scope === null) return (_c, next) => next();
  return async (c, next) => {
    refuseBeyondQuota(c, deps, cost);
    const decision = minuteOf(c, deps, cost);
    if (!(decision instanceof Promise)) {
      admit(c, deps, decision);
      await next();
    } else if (cache === 'none') {
      admit(c, deps, await decision);
      await next();
    } else await readBeside(c, deps, next, decision);
    countBilled(c, deps, endpoint);
  };
}

/** Takes tokens from the caller's minute, or refuses. */
export async function takeTokens(
  c: ApiContext,
  deps: Pick<ApiDeps, 'limiter' | 'clock'>,
  tokens: number,
): Promise<void> {
  admit(c, deps, await minuteOf(c, deps, tokens));
}

function minuteOf(c: ApiContext, { limiter }: Pick<ApiDeps, 'limiter'>, tokens: number) {
  const principal = c.get('principal');
  const limit = planOf(principal.plan).requests_per_minute;
  if (tokens > limit) throw tooDear(principal.plan, limit, tokens);
  return limiter.take(countedAs(c), limit, tokens);
}

function admit(c: ApiContext, { clock }: Pick<ApiDeps, 'clock'>, decision: Decision): void {
  const principal = c.get('principal');
  announceMinute(c, principal, decision);
  if (!decision.allowed) throw minuteSpent(principal.plan, decision, clock.now());
}

/** While the shared count is asked the answer is read: a refusal wins over whatever was read, be it a failure. */
async function readBeside(
  c: ApiContext,
  deps: ApiDeps,
  next: () => Promise<void>,
  asked: Promise<Decision>,
): Promise<void> {
  const [decision] = await Promise.all([asked, next()]);
  if (!decision.allowed) {
    await c.res.body?.cancel();
    // The context would put the headers of what was read over those of the refusal.
    c.res = undefined;
  }
  const isSaid = c.res.headers.has('ratelimit');
  admit(c, deps, decision);
  // What refused while it was read has told its own window.
  if (isSaid) return;
  for (const [name, value] of Object.entries(c.get('limits') ?? {})) c.res.headers.set(name, value);
}
