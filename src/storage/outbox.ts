import type { Change } from '../model/parsed.ts';
import type { Dataset } from '../model/symbol.ts';
import type { Database } from './client.ts';

/** Marks changes whose messages are on their queues. */
export async function markSent(db: Database, changes: readonly Change[]): Promise<void> {
  if (changes.length === 0) return;
  await db.query('UPDATE outbox SET sent_at = now() WHERE outbox_id = ANY($1::bigint[]) AND sent_at IS NULL', [
    changes.map(({ outboxId }) => outboxId),
  ]);
}

/** Changes that were stored and never announced, oldest first. */
export async function unsentChanges(db: Database, olderThanSeconds: number, limit: number): Promise<Change[]> {
  const rows = await db.query<{ outbox_id: string; dataset: Dataset; channel: string }>(
    `SELECT outbox_id::text, dataset, channel FROM outbox
     WHERE sent_at IS NULL AND created_at <= now() - make_interval(secs => $1) ORDER BY outbox_id LIMIT $2`,
    [olderThanSeconds, limit],
  );
  return rows.map(({ outbox_id, dataset, channel }) => ({ outboxId: outbox_id, dataset, channel }));
}
