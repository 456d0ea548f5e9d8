import { WizError } from '../../core/errors.ts';
import { plans } from '../../model/plan.ts';
import type { Principal } from '../../model/principal.ts';
import { callerAddress } from '../caller-address.ts';
import type { ApiContext, ApiDeps, ApiMiddleware } from '../context.ts';
import type { Policy } from '../endpoint.ts';

export const anonymous: Principal = { key_id: null, plan: 'anonymous', scopes: ['read', 'stream'] };

const keyInUrl = /[?&](?:api[_-]?key|access[_-]?token|token|authorization|key)=|wiz_(?:test|live)_/i;

/** Who asks, and whether they may. */
export function authenticate(policy: Pick<Policy, 'scope' | 'operationId'>, deps: ApiDeps): ApiMiddleware {
  return async (c, next) => {
    c.set('operation', policy.operationId);
    if (policy.scope === null) {
      c.set('principal', anonymous);
      return await next();
    }
    refuseKeyInUrl(c.req.url);
    const key = keyOf(c);
    const principal = key === null ? anonymous : await deps.keys.verify(key);
    if (principal === null) throw await wrongKey(c, deps);
    c.set('principal', principal);
    if (!principal.scopes.includes(policy.scope)) throw missingScope(principal, policy.scope);
    return await next();
  };
}

function refuseKeyInUrl(url: string): void {
  const at = url.indexOf('/', 8);
  if (!keyInUrl.test(at < 0 ? url : url.slice(at))) return;
  throw new WizError(
    'invalid_request',
    'Keys do not belong into URLs, where logs and histories keep them: send the header "Authorization: Bearer wiz_...". Revoke a key that was sent this way.',
  );
}

function keyOf(c: ApiContext): string | null {
  const authorization = c.req.header('authorization');
  if (authorization === undefined) return c.req.header('x-api-key') ?? null;
  const bearer = /^Bearer +(\S+)$/i.exec(authorization);
  if (bearer?.[1] === undefined) {
    throw new WizError('unauthenticated', 'The Authorization header must read "Bearer wiz_..."');
  }
  return bearer[1];
}

/** Guessing keys costs tokens of the address, like any request. */
async function wrongKey(c: ApiContext, { limiter }: ApiDeps): Promise<WizError> {
  const limit = plans.anonymous?.requests_per_minute ?? 0;
  const decision = await limiter.take(callerAddress(c.req.raw.headers), limit, 1);
  c.set('decision', decision);
  if (!decision.allowed) {
    return new WizError('rate_limited', 'Too many requests with keys that are not valid', {
      retry_after_seconds: decision.resetSeconds,
    });
  }
  return new WizError('unauthenticated', 'The key is unknown, expired or revoked; without a key you read as anonymous');
}

function missingScope(principal: Principal, scope: string): WizError {
  return principal.key_id === null
    ? new WizError('unauthenticated', `This needs a key with the scope ${scope}`, { scope })
    : new WizError('forbidden', `The key lacks the scope ${scope}`, { scope });
}
