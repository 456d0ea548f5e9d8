import { z } from 'zod';
import { isKey } from '../auth/key-format.ts';
import { hmac } from '../core/secret.ts';
import { type Principal, scopes } from '../model/principal.ts';
import type { Database } from '../storage/client.ts';

const principal = z.object({ key_id: z.string(), plan: z.string(), scopes: z.array(z.enum(scopes)) });

/** The principal behind a key. It is found by its HMAC, so that comparing takes the same time for every wrong key. */
export async function verifyKey(db: Database, pepper: string, key: string): Promise<Principal | null> {
  if (!isKey(key)) return null;
  const [row] = await db.query(
    `SELECT key_id, plan, scopes FROM api_key
     WHERE key_hmac = $1 AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > now())`,
    [await hmac(pepper, key)],
  );
  return row === undefined ? null : principal.parse(row);
}
