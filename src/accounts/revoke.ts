import type { Database } from '../storage/client.ts';

/** Ends a key; isolates that remember it follow within thirty seconds. False where no such key was in use. */
export async function revokeKey(db: Database, keyId: string): Promise<boolean> {
  const rows = await db.query(
    'UPDATE api_key SET revoked_at = now() WHERE key_id = $1 AND revoked_at IS NULL RETURNING key_id',
    [keyId],
  );
  return rows.length > 0;
}
