import type { Change } from '../model/parsed.ts';
import type { Dataset } from '../model/symbol.ts';
import type { Database } from './client.ts';

/** Who reads the outbox: the stream and the caches, and the derivations. */
export type OutboxReader = 'published' | 'derived';

/** Marks changes that a reader is done with. Only this ends their being sent: a queue may lose what it was given. */
export async function markRead(
  db: Pick<Database, 'query'>,
  reader: OutboxReader,
  outboxIds: readonly string[],
): Promise<void> {
  if (outboxIds.length === 0) return;
  await db.query(
    `UPDATE outbox SET ${reader}_at = now() WHERE outbox_id = ANY($1::bigint[]) AND ${reader}_at IS NULL`,
    [outboxIds],
  );
}

/** Changes that a reader owes since a while, oldest first. */
export async function openChanges(
  db: Database,
  reader: OutboxReader,
  olderThanSeconds: number,
  limit: number,
): Promise<Change[]> {
  const rows = await db.query<{ id: string; dataset: Dataset; channel: string }>(
    `SELECT outbox_id::text AS id, dataset, channel FROM outbox
     WHERE ${reader}_at IS NULL AND created_at <= now() - make_interval(secs => $1) ORDER BY outbox_id LIMIT $2`,
    [olderThanSeconds, limit],
  );
  return rows.map(({ id, dataset, channel }) => ({ outboxId: id, dataset, channel }));
}
