import type { ChangeMessage } from '../model/messages.ts';
import type { Change } from '../model/parsed.ts';

export interface AnnounceDeps {
  /** To the stream and the caches. */
  sendPublish(messages: readonly ChangeMessage[]): Promise<void>;
  /** To the derivations. */
  sendDerive(messages: readonly ChangeMessage[]): Promise<void>;
}

/** Tells both readers of the outbox; each marks what it has done, and the sweeper tells again what stays unmarked. */
export async function announce(changes: readonly Change[], deps: AnnounceDeps): Promise<void> {
  if (changes.length === 0) return;
  const messages = changes.map(messageOf);
  await deps.sendPublish(messages);
  await deps.sendDerive(messages.filter(({ dataset }) => dataset === 'bar'));
}

export function messageOf({ outboxId, dataset, channel }: Change): ChangeMessage {
  return { type: 'change', outbox_id: outboxId, dataset, channel };
}
