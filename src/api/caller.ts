import { WizError } from '../core/errors.ts';
import type { Caller } from '../model/account-service.ts';
import type { Principal } from '../model/principal.ts';

/** What an endpoint may know of the call beside its input and who asks. */
export interface Call {
  readonly request_id: string;
  /** The session that asks, when no key does. */
  readonly session: string | null;
  /** Takes tokens beyond the endpoint's own cost from the caller's minute and quota, or refuses. */
  reserve(tokens: number): Promise<void>;
  /** Counts such tokens as used. */
  bill(tokens: number): void;
}

/** Who asks for something of his own account. */
export function callerOf(principal: Principal, { request_id, session }: Call): Caller {
  const { account_id, key_id, member_id = null, role = 'viewer', scopes } = principal;
  if (account_id === undefined) {
    throw new WizError('unauthenticated', 'This is about an account: send a key of it, or sign in');
  }
  return { account_id, key_id, member_id, role, scopes, request_id, session };
}
