import type { KeyStanding } from '../model/account-service.ts';
import type { Database } from '../storage/client.ts';

/** The key, and as much of the secret's HMAC as tells two secrets of one key apart. */
export const credentialOf = (keyId: string, secretHmac: string): string =>
  `(${keyId} || '.' || left(${secretHmac}, 16))`;

/** Asks about all at once, so that however many sockets there are it stays one question. */
export function keyStanding(db: Database): KeyStanding {
  return {
    async ended(credentials) {
      const rows = await db.query<{ credential: string }>(
        `SELECT held.credential FROM jsonb_array_elements_text($1::jsonb) AS held (credential)
         LEFT JOIN api_key k ON k.key_id = split_part(held.credential, '.', 1)
           AND k.revoked_at IS NULL AND (k.expires_at IS NULL OR k.expires_at > now()) AND k.scopes ? 'stream'
           AND (held.credential = ${credentialOf('k.key_id', 'k.key_hmac')}
             OR (held.credential = ${credentialOf('k.key_id', 'k.previous_hmac')} AND k.previous_until > now()))
         WHERE k.key_id IS NULL`,
        [JSON.stringify(credentials)],
      );
      return rows.map(({ credential }) => credential);
    },
  };
}
