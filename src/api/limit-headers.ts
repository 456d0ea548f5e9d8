import { plans, windowLimits, windowSeconds } from '../model/plan.ts';
import type { Principal } from '../model/principal.ts';
import type { Decision } from '../ratelimit/limiter.ts';
import type { ApiContext } from './context.ts';

const written = (isKeyed: boolean): ReadonlyMap<string, string> =>
  new Map(Object.values(plans).map((plan) => [plan.plan_id, policyField(windowLimits(plan, isKeyed))]));
const policies = { keyed: written(true), open: written(false) };

function policyField(limits: ReturnType<typeof windowLimits>): string {
  return limits.map(({ window, limit }) => `"${window}";q=${limit};w=${windowSeconds[window]}`).join(', ');
}

/** What is left of the window that decides; of others nothing is said (draft-ietf-httpapi-ratelimit-headers-10). */
interface Standing extends Pick<Decision, 'remaining' | 'resetSeconds' | 'scope'> {
  readonly window: string;
}

/** Header fields of an answer to whom is counted. */
export function limitHeaders(
  { plan, key_id }: Pick<Principal, 'plan' | 'key_id'>,
  { window, remaining, resetSeconds, scope }: Standing,
): Readonly<Record<string, string>> {
  const known = key_id === null ? policies.open : policies.keyed;
  const policy = known.get(plan) ?? known.get('anonymous') ?? '';
  const ratelimit = `"${window}";r=${remaining};t=${resetSeconds}`;
  return scope === 'isolate'
    ? { 'ratelimit-policy': policy, ratelimit, 'ratelimit-scope': scope }
    : { 'ratelimit-policy': policy, ratelimit };
}

/** Of the minute, on whatever is answered. */
export function announceMinute(c: ApiContext, principal: Principal, decision: Decision): void {
  c.set('limits', limitHeaders(principal, { window: 'minute', ...decision }));
}
