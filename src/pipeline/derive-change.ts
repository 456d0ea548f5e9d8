import type { ChangeMessage } from '../model/messages.ts';
import { parseChannel } from '../model/symbol.ts';
import type { Database } from '../storage/client.ts';
import { markRead, readChanges } from '../storage/outbox.ts';
import { speakingSources } from '../storage/read/speaking-sources.ts';
import { store } from '../storage/store.ts';
import { type AnnounceDeps, messageOf } from './announce.ts';
import { type BarsRequest, derive, type StoredBar } from './derive.ts';

export interface DeriveChangeDeps extends Pick<AnnounceDeps, 'sendPublish'> {
  readonly db: Database;
}

/** One change message: the bars that it calls for are stored and announced like any others. */
export async function deriveChange(message: ChangeMessage, deps: DeriveChangeDeps): Promise<void> {
  const channel = parseChannel(message.channel);
  if (channel === null || message.dataset !== 'bar') return;
  const [change] = await readChanges(deps.db, [message.outbox_id]);
  const bars = (change?.rows ?? []) as unknown as StoredBar[];
  const derived = await derive({ instrument_id: channel.id, bars }, { readBars: (asked) => readBars(deps.db, asked) });
  const byFetch = Map.groupBy(derived, ({ fetch_id, recorded_at }) => `${fetch_id} ${recorded_at}`);
  for (const group of byFetch.values()) {
    const { changes } = await store(deps.db, { bar: group }, group[0] as StoredBar);
    await deps.sendPublish(changes.map(messageOf));
  }
  await markRead(deps.db, 'derived', [message.outbox_id]);
}

/** Source by source, because a span of time lies together in the index only within one. */
async function readBars(db: Database, { instrument_id, interval, from, to }: BarsRequest) {
  const key = `instrument_id = $1 AND "interval" = $2`;
  return await db.query<StoredBar & Record<string, unknown>>(
    `WITH RECURSIVE ${speakingSources('bar', key)}
     SELECT instrument_id, "interval", bar.source, wire_instant(time) AS time, session_date::text,
       open::text, high::text, low::text, close::text, volume::text, trades, unit, final,
       is_sample, fetch_id, wire_instant(recorded_at) AS recorded_at
     FROM speaking CROSS JOIN LATERAL (
       SELECT * FROM bar WHERE ${key} AND bar.source = speaking.source
         AND time >= $3::timestamptz AND time < $4::timestamptz
     ) bar ORDER BY time, bar.source`,
    [instrument_id, interval, from, to],
  );
}
