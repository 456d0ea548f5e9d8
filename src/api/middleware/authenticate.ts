import { isKey, isSession } from '../../auth/key-format.ts';
import { isAmong } from '../../core/address-range.ts';
import { WizError } from '../../core/errors.ts';
import { planOf } from '../../model/plan.ts';
import type { Principal } from '../../model/principal.ts';
import { callerAddress } from '../caller-address.ts';
import type { ApiContext, ApiDeps, ApiMiddleware } from '../context.ts';
import type { Policy } from '../endpoint.ts';
import { announceMinute } from '../limit-headers.ts';
import { plainText } from '../query-string.ts';
import { sessionOf } from '../session-cookie.ts';
import { minuteSpent } from '../spent.ts';

export const anonymous: Principal = { key_id: null, plan: 'anonymous', scopes: ['read', 'stream'] };

const namedKey = /[?&](?:api[_-]?key|access[_-]?token|token|authorization|key)=/i;
const begunSecret = /wiz_(?:test|live|link|session)_/i;

/** Who asks, and whether they may. */
export function authenticate(
  policy: Pick<Policy, 'scope' | 'operationId' | 'ofAccount'>,
  deps: ApiDeps,
): ApiMiddleware {
  return async (c, next) => {
    c.set('operation', policy.operationId);
    c.set('session', null);
    if (policy.scope === null) {
      c.set('principal', anonymous);
      return await next();
    }
    refuseKeyInUrl(c.req.url);
    const secret = keyOf(c) ?? (policy.ofAccount ? askingSession(c, deps) : null);
    const principal = secret === null ? anonymous : await deps.keys.verify(secret);
    if (principal === null) throw await wrongKey(c, deps, secret ?? '');
    c.set('principal', principal);
    if (policy.ofAccount && principal.account_id === undefined) throw missingScope(principal, policy.scope);
    if (!principal.scopes.includes(policy.scope)) throw missingScope(principal, policy.scope);
    refuseElsewhere(c, principal);
    return await next();
  };
}

/** A browser's session. Pages of other sites may not write with it, whatever the browser sends along. */
function askingSession(c: ApiContext, { environment }: ApiDeps): string | null {
  const session = sessionOf(c.req.raw.headers, environment);
  if (session === null || !isSession(session)) return null;
  const origin = c.req.header('origin');
  if (c.req.method !== 'GET' && origin !== undefined && origin !== new URL(c.req.url).origin) {
    throw new WizError('forbidden', 'Pages of other sites may not act for who is signed in here');
  }
  c.set('session', session);
  return session;
}

/** The address is the platform's word: Cloudflare sets the header and overwrites what a caller sends. */
function refuseElsewhere(c: ApiContext, { allowed_addresses: allowed = [] }: Principal): void {
  if (allowed.length === 0 || isAmong(allowed, c.req.header('cf-connecting-ip') ?? null)) return;
  throw new WizError('forbidden', 'The key may not be used from this address');
}

function refuseKeyInUrl(url: string): void {
  const at = url.indexOf('/', 8);
  const asked = at < 0 ? url : url.slice(at);
  if (!namedKey.test(asked) && !begunSecret.test(plainText(asked))) return;
  throw new WizError(
    'invalid_request',
    'Keys do not belong into URLs, where logs and histories keep them: send the header "Authorization: Bearer wiz_...". Revoke a key that was sent this way.',
  );
}

function keyOf(c: ApiContext): string | null {
  const authorization = c.req.header('authorization');
  if (authorization === undefined) return keyOnly(c.req.header('x-api-key') ?? null);
  const bearer = /^Bearer +(\S+)$/i.exec(authorization);
  if (bearer?.[1] === undefined) {
    throw new WizError('unauthenticated', 'The Authorization header must read "Bearer wiz_..."');
  }
  return keyOnly(bearer[1]);
}

/** A session is the browser's own: it stays in its cookie, and reads nothing that is billed. */
function keyOnly(secret: string | null): string | null {
  if (secret === null || !isSession(secret)) return secret;
  throw new WizError('unauthenticated', 'A session is no key; make one at /v1/keys');
}

/** Guessing keys costs tokens of the address, like any request. */
async function wrongKey(c: ApiContext, { limiter, clock }: ApiDeps, secret: string): Promise<WizError> {
  const limit = planOf('anonymous').requests_per_minute;
  const decision = await limiter.take(callerAddress(c.req.raw.headers), limit, 1);
  announceMinute(c, anonymous, decision);
  if (!decision.allowed) {
    return minuteSpent('anonymous', decision, clock.now(), 'Too many requests with keys that are not valid. ');
  }
  if (isSession(secret)) return new WizError('unauthenticated', 'The session is over; sign in again');
  if (!isKey(secret)) {
    return new WizError('unauthenticated', 'The key is mistyped or cut off: its last characters do not fit the others');
  }
  return new WizError('unauthenticated', 'The key is unknown, expired or revoked; without a key you read as anonymous');
}

function missingScope(principal: Principal, scope: string): WizError {
  return principal.account_id === undefined && principal.key_id === null
    ? new WizError('unauthenticated', `This needs a key with the scope ${scope}`, { scope })
    : new WizError('forbidden', `The key lacks the scope ${scope}`, { scope });
}
