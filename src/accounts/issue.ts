import { type KeyMode, newKey } from '../auth/key-format.ts';
import { WizError } from '../core/errors.ts';
import { newId } from '../core/ids.ts';
import { hmac } from '../core/secret.ts';
import { plans } from '../model/plan.ts';
import type { Scope } from '../model/principal.ts';
import type { Database } from '../storage/client.ts';

export interface KeyRequest {
  readonly name: string;
  readonly plan: string;
  readonly scopes: readonly Scope[];
  readonly mode?: KeyMode;
  /** RFC 3339; a key without it does not expire. */
  readonly expires_at?: string;
}

export interface IssuedKey {
  /** Shown this once: only its HMAC is kept. */
  readonly key: string;
  readonly key_id: string;
  readonly name: string;
  readonly plan: string;
  readonly scopes: readonly Scope[];
}

export async function issueKey(db: Database, pepper: string, request: KeyRequest): Promise<IssuedKey> {
  const { name, plan, scopes, mode = 'test', expires_at = null } = request;
  if (!Object.hasOwn(plans, plan)) throw new WizError('invalid_request', `there is no plan ${plan}`);
  const key = newKey(mode);
  const key_id = newId('key');
  await db.query(
    `INSERT INTO api_key (key_id, key_hmac, name, plan, scopes, created_at, expires_at)
     VALUES ($1, $2, $3, $4, $5::jsonb, now(), $6::timestamptz)`,
    [key_id, await hmac(pepper, key), name, plan, JSON.stringify(scopes), expires_at],
  );
  return { key, key_id, name, plan, scopes };
}
