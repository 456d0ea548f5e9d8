import type { ChangeMessage } from '../model/messages.ts';
import type { ChannelPublication } from '../model/parsed.ts';
import type { CacheService, ChannelService } from '../model/services.ts';
import type { Database } from '../storage/client.ts';
import { type ChangedRows, markRead, readChanges } from '../storage/outbox.ts';
import { publicationItem } from '../stream/publication.ts';

export interface PublishDeps {
  readonly db: Pick<Database, 'query'>;
  readonly channel: Pick<ChannelService, 'publish'>;
  readonly cache: CacheService;
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
    const read = changes.slice(at, at + changesPerRead).map(({ outbox_id }) => outbox_id);
    await deps.channel.publish((await readChanges(deps.db, read)).map(publicationOf));
  }
  if (purged.status === 'rejected') throw purged.reason;
  await markRead(
    deps.db,
    'published',
    changes.map(({ outbox_id }) => outbox_id),
  );
}

export function publicationOf({ outbox_id, dataset, channel, rows }: ChangedRows): ChannelPublication {
  return {
    channel,
    outboxId: outbox_id,
    items: rows.map((row) => publicationItem(dataset, row)),
  };
}
