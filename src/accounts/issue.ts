import { type KeyMode, newKey } from '../auth/key-format.ts';
import { WizError } from '../core/errors.ts';
import { sha256 } from '../core/hash.ts';
import { newId } from '../core/ids.ts';
import { hmac } from '../core/secret.ts';
import { plans } from '../model/plan.ts';
import type { Scope } from '../model/principal.ts';
import type { Database } from '../storage/client.ts';

/** Accounts and keys that the platform itself makes: for operators, and for whoever runs it on one machine. */
interface PlatformKey {
  /** Of the account and of the key. */
  readonly name: string;
  readonly plan: string;
  readonly scopes: readonly Scope[];
  readonly mode?: KeyMode;
  /** RFC 3339; a key without it does not expire. */
  readonly expires_at?: string;
}

interface IssuedKey {
  /** Shown this once: only its HMAC is kept. */
  readonly key: string;
  readonly key_id: string;
  readonly account_id: string;
}

/** A key of the account of this name and plan, which is made when there is none. */
export async function issueKey(db: Database, pepper: string, request: PlatformKey): Promise<IssuedKey> {
  const { name, plan, scopes, mode = 'test', expires_at = null } = request;
  if (!Object.hasOwn(plans, plan)) throw new WizError('invalid_request', `there is no plan ${plan}`);
  const key = newKey(mode);
  const key_id = newId('key');
  const account_id = `account_${(await sha256(`platform ${plan} ${name}`)).slice(0, 32)}`;
  await db.query(
    `WITH known AS (
       INSERT INTO account (account_id, name, plan) VALUES ($1, $2, $3) ON CONFLICT (account_id) DO NOTHING
     )
     INSERT INTO api_key (key_id, account_id, key_hmac, name, scopes, created_at, expires_at)
     VALUES ($4, $1, $5, $2, $6::jsonb, now(), $7::timestamptz)`,
    [account_id, name, plan, key_id, await hmac(pepper, key), JSON.stringify(scopes), expires_at],
  );
  return { key, key_id, account_id };
}
