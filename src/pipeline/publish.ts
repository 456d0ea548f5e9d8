import type { ChangeMessage } from '../model/messages.ts';
import type { ChannelPublication } from '../model/parsed.ts';
import type { CacheService, ChannelService } from '../model/services.ts';
import type { Dataset } from '../model/symbol.ts';
import type { Database, Row } from '../storage/client.ts';
import { markRead } from '../storage/outbox.ts';
import { publicationItem } from '../stream/publication.ts';

export interface PublishDeps {
  readonly db: Pick<Database, 'query'>;
  readonly channel: Pick<ChannelService, 'publish'>;
  readonly cache: CacheService;
}

interface OutboxRow extends Row {
  outbox_id: string;
  dataset: Dataset;
  channel: string;
  rows: Record<string, unknown>[];
}

/** A change of a backfill carries up to 2 MB of rows, and an answer of the database must stay under 8 MB. */
const changesPerRead = 4;

/**
 * Tells subscribers and caches what changed. Caches first, so that a subscriber who reads back on an event meets the
 * new row; but a cache that is away must not silence the stream: its failure is raised after everything is published.
 * Publishing twice is without harm, the channel knows what it said.
 */
export async function publish(changes: readonly ChangeMessage[], deps: PublishDeps): Promise<void> {
  const tags = [...new Set(changes.map(({ channel }) => channel))];
  const [purged] = await Promise.allSettled([deps.cache.purge(tags)]);
  for (let at = 0; at < changes.length; at += changesPerRead) {
    const rows = await readOutbox(changes.slice(at, at + changesPerRead), deps.db);
    await deps.channel.publish(rows.map(publicationOf));
  }
  if (purged.status === 'rejected') throw purged.reason;
  await markRead(
    deps.db,
    'published',
    changes.map(({ outbox_id }) => outbox_id),
  );
}

/** A change that is no longer in the outbox was sent and cleared long ago: there is nothing left to say about it. */
function readOutbox(changes: readonly ChangeMessage[], db: PublishDeps['db']): Promise<OutboxRow[]> {
  return db.query<OutboxRow>(
    `SELECT outbox_id::text, dataset, channel, rows FROM outbox
     WHERE outbox_id = ANY($1::bigint[]) ORDER BY outbox.outbox_id`,
    [changes.map(({ outbox_id }) => outbox_id)],
  );
}

export function publicationOf(row: Pick<OutboxRow, 'outbox_id' | 'dataset' | 'channel' | 'rows'>): ChannelPublication {
  return {
    channel: row.channel,
    outboxId: row.outbox_id,
    items: row.rows.map((wireRow) => publicationItem(row.dataset, wireRow)),
  };
}
