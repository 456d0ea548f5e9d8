import { z } from 'zod';
import { isKey, isSession } from '../auth/key-format.ts';
import { hmac } from '../core/secret.ts';
import { type Principal, roles, scopes } from '../model/principal.ts';
import type { Database } from '../storage/client.ts';
import { credentialOf } from './key-standing.ts';
import { spent, spentOf } from './spent.ts';

/** `spent` is for an isolate that has not counted itself yet. */
const shared = { account_id: z.string(), plan: z.string(), valid_until: z.string().nullable(), spent };

const keyHolder = z.object({
  ...shared,
  key_id: z.string(),
  credential: z.string(),
  scopes: z.array(z.enum(scopes)),
  service: z.string().nullable(),
  allowed_addresses: z.array(z.string()),
  api_version: z.string().nullable(),
});
const sessionHolder = z.object({ ...shared, member_id: z.string(), role: z.enum(roles) });

/**
 * The principal behind a key or a session. It is found by its HMAC, so that comparing takes the same time for every
 * wrong one; what cannot be either is not looked for.
 */
export async function verifySecret(db: Database, pepper: string, secret: string): Promise<Principal | null> {
  if (isKey(secret)) return await verifyKey(db, await hmac(pepper, secret));
  return isSession(secret) ? await verifySession(db, await hmac(pepper, secret)) : null;
}

/** A secret from before the last rotation is the key's until its overlap ends. */
async function verifyKey(db: Database, keyHmac: string): Promise<Principal | null> {
  const [row] = await db.query(
    `SELECT k.key_id, ${credentialOf('k.key_id', '$1')} AS credential, k.account_id, a.plan, k.scopes, k.service, k.allowed_addresses, k.api_version, ${spentOf},
       wire_instant(least(k.expires_at, CASE WHEN k.key_hmac <> $1 THEN k.previous_until END)) AS valid_until
     FROM api_key k JOIN account a USING (account_id)
     WHERE (k.key_hmac = $1 OR (k.previous_hmac = $1 AND k.previous_until > now()))
       AND k.revoked_at IS NULL AND (k.expires_at IS NULL OR k.expires_at > now())`,
    [keyHmac],
  );
  if (row === undefined) return null;
  const found = keyHolder.parse(row);
  return found.scopes.includes('account') ? { ...found, role: 'admin' } : found;
}

async function verifySession(db: Database, sessionHmac: string): Promise<Principal | null> {
  const [row] = await db.query(
    `SELECT m.member_id, m.account_id, m.role, a.plan, wire_instant(s.expires_at) AS valid_until, ${spentOf}
     FROM session s JOIN member m USING (member_id) JOIN account a USING (account_id)
     WHERE s.session_hmac = $1 AND s.expires_at > now()`,
    [sessionHmac],
  );
  if (row === undefined) return null;
  return { ...sessionHolder.parse(row), key_id: null, scopes: ['read', 'stream', 'account'] };
}
