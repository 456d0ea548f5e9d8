import type { Call } from '../caller.ts';
import type { ApiContext, ApiDeps } from '../context.ts';
import type { Policy } from '../endpoint.ts';
import { refuseBeyondQuota } from './meter.ts';
import { takeTokens } from './rate-limit.ts';

/** What an endpoint may know of the call, and how it takes more tokens than its own. */
export function callOf(c: ApiContext, deps: ApiDeps, { operationId }: Pick<Policy, 'operationId'>): Call {
  const principal = c.get('principal');
  return {
    ...{ request_id: c.get('requestId'), session: c.get('session') },
    async reserve(tokens) {
      refuseBeyondQuota(c, deps, tokens);
      await takeTokens(c, deps, tokens);
    },
    bill: (tokens) => {
      if (principal.key_id !== null) deps.meter.count(principal, operationId, tokens);
    },
  };
}
