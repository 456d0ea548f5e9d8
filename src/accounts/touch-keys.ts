import type { Clock } from '../core/clock.ts';
import type { Database } from '../storage/client.ts';

const everyMs = 60_000;
const capacity = 10_000;

/** Writes down when a key was last used, at most once a minute, whoever else does the same. */
export function keyToucher(db: Database, clock: Clock): (keyId: string) => Promise<void> {
  const touched = new Map<string, number>();
  return async (keyId) => {
    const now = clock.now();
    if (now - (touched.get(keyId) ?? Number.NEGATIVE_INFINITY) < everyMs) return;
    if (touched.size >= capacity) touched.clear();
    touched.set(keyId, now);
    await db.query(
      `UPDATE api_key SET last_used_at = now()
       WHERE key_id = $1 AND (last_used_at IS NULL OR last_used_at < now() - interval '1 minute')`,
      [keyId],
    );
  };
}
