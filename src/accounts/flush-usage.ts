import { newId } from '../core/ids.ts';
import type { Database } from '../storage/client.ts';
import type { SharedUsage, UsageFlush } from './shared-usage.ts';

/** Rounds in a run at most: what is set aside first, then what was gathered meanwhile. */
const roundsAtMost = 3;

/**
 * Brings the gathered counts into the table that is billed from. A flush that breaks off between its two steps is done
 * again under the same id: Postgres knows the id and adds nothing a second time, and Redis keeps the counts until then.
 */
export async function flushUsage(db: Database, shared: SharedUsage): Promise<number> {
  for (let round = 0, counts = 0; ; round += 1) {
    const flush = round < roundsAtMost ? await shared.setAside(newId('flush')) : null;
    if (flush === null) return counts;
    await applyFlush(db, flush);
    await shared.drop(flush.flush_id);
    counts += flush.counts.length;
  }
}

/** One statement: the id and its counts are both there or neither is. */
async function applyFlush(db: Database, { flush_id, counts }: UsageFlush): Promise<void> {
  await db.query(
    `WITH fresh AS (
       INSERT INTO usage_flush (flush_id, counts) VALUES ($1, $2) ON CONFLICT (flush_id) DO NOTHING RETURNING 1
     )
     INSERT INTO usage (account_id, key_id, day, operation, requests, tokens)
     SELECT c.account_id, c.key_id, c.day, c.operation, c.requests, c.tokens
     FROM fresh, jsonb_to_recordset($3::jsonb)
       AS c (account_id text, key_id text, day date, operation text, requests bigint, tokens bigint)
     ON CONFLICT (account_id, day, key_id, operation) DO UPDATE
       SET requests = usage.requests + excluded.requests, tokens = usage.tokens + excluded.tokens`,
    [flush_id, counts.length, JSON.stringify(counts)],
  );
}

/** What nobody needs any more: links and sessions that are over, writes that may be forgotten, flushes long done. */
export async function forgetOld(db: Database): Promise<void> {
  await db.batch([
    { text: "DELETE FROM sign_in_link WHERE expires_at < now() - interval '1 day'" },
    { text: 'DELETE FROM session WHERE expires_at < now()' },
    { text: "DELETE FROM remembered_write WHERE begun_at < now() - interval '1 day'" },
    { text: "DELETE FROM usage_flush WHERE applied_at < now() - interval '30 days'" },
  ]);
}
