import { WizError } from '../../core/errors.ts';
import { planOf } from '../../model/plan.ts';
import { callerAddress } from '../caller-address.ts';
import type { ApiContext, ApiDeps, ApiMiddleware } from '../context.ts';
import type { Policy } from '../endpoint.ts';

/** Spends the caller's minute. An answer from memory costs as much as one that was read. */
export function rateLimit({ scope, cost }: Pick<Policy, 'scope' | 'cost'>, deps: ApiDeps): ApiMiddleware {
  return async (c, next) => {
    if (scope !== null) await takeTokens(c, deps, cost);
    return await next();
  };
}

export async function takeTokens(c: ApiContext, { limiter }: Pick<ApiDeps, 'limiter'>, tokens: number): Promise<void> {
  const principal = c.get('principal');
  const limit = planOf(principal.plan).requests_per_minute;
  const subject = principal.key_id ?? principal.member_id ?? callerAddress(c.req.raw.headers);
  const decision = await limiter.take(subject, limit, tokens);
  c.set('decision', decision);
  if (decision.allowed) return;
  throw new WizError('rate_limited', `The plan ${principal.plan} allows ${limit} requests a minute`, {
    retry_after_seconds: decision.resetSeconds,
  });
}
