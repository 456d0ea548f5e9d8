import { toWizError, WizError } from '../../core/errors.ts';
import type { ApiContext, ApiDeps } from '../context.ts';
import type { Policy } from '../endpoint.ts';
import { limitHeaders } from '../limit-headers.ts';
import { endOf } from '../spent.ts';

/** Refuses what the quota of the key's account does not cover any more. */
export function refuseBeyondQuota(c: ApiContext, deps: Pick<ApiDeps, 'meter' | 'clock'>, tokens: number): void {
  const principal = c.get('principal');
  const refusal = principal.key_id === null ? null : deps.meter.refusal(principal, tokens);
  if (refusal === null) return;
  const { quota, limit, retryAfterSeconds: resetSeconds } = refusal;
  c.set('limits', limitHeaders(principal, { window: quota, remaining: 0, resetSeconds, scope: 'shared' }));
  throw new WizError(
    quota === 'second' ? 'rate_limited' : 'quota_exceeded',
    `The plan ${principal.plan} allows ${limit} tokens a ${quota}`,
    { quota, limit, ...endOf(resetSeconds, deps.clock.now()) },
  );
}

/** Counts what a key has spent with its request. */
export function countBilled(c: ApiContext, deps: Pick<ApiDeps, 'meter'>, policy: Pick<Policy, 'operationId' | 'cost'>) {
  const principal = c.get('principal');
  if (principal.key_id !== null && isBilled(c)) deps.meter.count(principal, policy.operationId, policy.cost);
}

/** Our failures and our refusals for being too fast are not the caller's to pay. */
function isBilled(c: ApiContext): boolean {
  const status = c.error === undefined ? c.res.status : toWizError(c.error).status;
  return status < 500 && status !== 429;
}
