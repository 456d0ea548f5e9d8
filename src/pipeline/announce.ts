import type { ChangeMessage } from '../model/messages.ts';
import type { Change } from '../model/parsed.ts';
import type { Database } from '../storage/client.ts';
import { markSent } from '../storage/outbox.ts';

export interface AnnounceDeps {
  readonly db: Database;
  /** To the stream and to the indicators, each by its own queue. */
  send(messages: readonly ChangeMessage[]): Promise<void>;
}

/** Sends changes on and marks them sent; whatever dies in between is sent twice, never not at all. */
export async function announce(changes: readonly Change[], deps: AnnounceDeps): Promise<void> {
  if (changes.length === 0) return;
  const messages = changes.map(
    ({ outboxId, dataset, channel }): ChangeMessage => ({ type: 'change', outbox_id: outboxId, dataset, channel }),
  );
  for (let at = 0; at < messages.length; at += 100) await deps.send(messages.slice(at, at + 100));
  await markSent(deps.db, changes);
}
