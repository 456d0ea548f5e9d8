import { toWizError, WizError } from '../../core/errors.ts';
import type { Principal } from '../../model/principal.ts';
import type { ApiContext, ApiDeps, ApiMiddleware } from '../context.ts';
import type { Policy } from '../endpoint.ts';

/** Counts what a key spends, and refuses what its account's quota does not cover any more. */
export function meter(
  policy: Pick<Policy, 'scope' | 'cost' | 'operationId'>,
  deps: Pick<ApiDeps, 'meter'>,
): ApiMiddleware {
  const { scope, cost, operationId } = policy;
  return async (c, next) => {
    const principal = c.get('principal');
    if (scope === null || principal.key_id === null) return await next();
    refuseBeyondQuota(deps, principal, cost);
    await next();
    if (isBilled(c)) deps.meter.count(principal, operationId, cost);
  };
}

export function refuseBeyondQuota(deps: Pick<ApiDeps, 'meter'>, principal: Principal, tokens: number): void {
  const refusal = deps.meter.refusal(principal, tokens);
  if (refusal === null) return;
  const { quota, limit, retryAfterSeconds } = refusal;
  throw new WizError(
    quota === 'second' ? 'rate_limited' : 'quota_exceeded',
    `The plan ${principal.plan} allows ${limit} tokens a ${quota}`,
    { quota, limit, retry_after_seconds: retryAfterSeconds },
  );
}

/** Our failures and our refusals for being too fast are not the caller's to pay. */
function isBilled(c: ApiContext): boolean {
  const status = c.error === undefined ? c.res.status : toWizError(c.error).status;
  return status < 500 && status !== 429;
}
