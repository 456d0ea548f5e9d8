import { WizError } from '../core/errors.ts';
import type { ChangeMessage } from '../model/messages.ts';
import { parseChannel } from '../model/symbol.ts';
import { type Database, isRefusedBy, type Statement } from '../storage/client.ts';
import { guardSpan } from '../storage/cold/guard.ts';
import { barChannels, markRead, readChangeInTime } from '../storage/outbox.ts';
import { speakingSources } from '../storage/read/speaking-sources.ts';
import { storeTogether } from '../storage/store.ts';
import type { Withdrawal } from '../storage/withdraw.ts';
import { type AnnounceDeps, messageOf } from './announce.ts';
import { type BarsRequest, type ChangedBar, derive, type StoredBar } from './derive.ts';
import { deriveIndicators, type IndicatorDeps } from './derive-indicators.ts';

export interface DeriveChangeDeps extends Pick<AnnounceDeps, 'sendPublish'> {
  readonly db: Database;
  /** Where there are none, no indicators are kept. */
  readonly indicators?: IndicatorDeps;
}

/** How often a derivation begins anew before it goes back to the queue: an instrument's changes come in bursts. */
const attempts = 5;
/** What {@link unchangedSince} fails with. */
const changedSince = 'WZ002';

/**
 * One change message: the bars that it calls for are stored and announced like any others. They rest on a snapshot, and
 * are stored only while nothing of the instrument has changed since; so any number of derivations may run at once, and
 * whichever comes last has seen everything.
 */
export async function deriveChange(message: ChangeMessage, deps: DeriveChangeDeps): Promise<void> {
  const channel = parseChannel(message.channel);
  if (channel === null || message.dataset !== 'bar') return;
  for (let attempt = 1; ; attempt += 1) {
    try {
      await deriveOnce(message.outbox_id, channel.id, deps);
      break;
    } catch (error) {
      if (!isRefusedBy(changedSince, error)) throw error;
      if (attempt === attempts) throw new WizError('dependency_unavailable', (error as Error).message, {}, error);
    }
  }
  await markRead(deps.db, 'derived', [message.outbox_id]);
}

async function deriveOnce(
  outboxId: string,
  instrumentId: string,
  { db, sendPublish, indicators }: DeriveChangeDeps,
): Promise<void> {
  const { snapshot, rows } = await readChangeInTime(db, outboxId);
  const bars = rows as unknown as ChangedBar[];
  const derived = await derive({ instrument_id: instrumentId, bars }, { readBars: (asked) => readBars(db, asked) });
  await storeDerived(derived, unchangedSince(instrumentId, snapshot), { db, sendPublish });
  if (indicators === undefined) return;
  const guard = (since: string) => unchangedSince(instrumentId, since);
  const changes = await deriveIndicators(instrumentId, [...bars, ...derived], guard, { ...indicators, db });
  await sendPublish(changes.map(messageOf));
}

async function storeDerived(
  derived: readonly ChangedBar[],
  guard: Statement,
  { db, sendPublish }: DeriveChangeDeps,
): Promise<void> {
  if (derived.length === 0) return;
  const { standing = [], gone = [] } = Object.groupBy(derived, ({ withdrawn }) => (withdrawn ? 'gone' : 'standing'));
  const byFetch = Map.groupBy(standing, ({ fetch_id, recorded_at }) => `${fetch_id} ${recorded_at}`);
  const parts = [...byFetch.values()].map((bar) => ({ rows: { bar }, provenance: bar[0] as StoredBar }));
  const { changes } = await storeTogether(db, guard, parts, withdrawalsOf(gone));
  await sendPublish(changes.map(messageOf));
}

/** Bars without constituents are taken back at the moment at which these were. */
function withdrawalsOf(bars: readonly StoredBar[]): Withdrawal[] {
  const byMoment = Map.groupBy(bars, ({ recorded_at }) => recorded_at);
  return [...byMoment].map(([at, rows]) => ({ dataset: 'bar', rows, at }));
}

function unchangedSince(instrumentId: string, snapshot: string): Statement {
  return {
    text: 'SELECT assert_unchanged_since($1, $2::text[], $3::pg_snapshot)',
    params: [instrumentId, barChannels(instrumentId), snapshot],
  };
}

/** Source by source, because a span of time lies together in the index only within one. */
async function readBars(db: Database, { instrument_id, interval, from, to }: BarsRequest) {
  const key = `instrument_id = $1 AND "interval" = $2`;
  const text = `WITH RECURSIVE ${speakingSources('bar', key)}
     SELECT instrument_id, "interval", bar.source, wire_instant(time) AS time, session_date::text,
       open::text, high::text, low::text, close::text, volume::text, turnover::text, trades, unit, final,
       is_sample, fetch_id, wire_instant(recorded_at) AS recorded_at
     FROM speaking CROSS JOIN LATERAL (
       SELECT * FROM bar WHERE ${key} AND bar.source = speaking.source
         AND time >= $3::timestamptz AND time < $4::timestamptz
     ) bar ORDER BY time, bar.source`;
  const guard = guardSpan(instrument_id, interval, from, to);
  const results = await db.batch([...guard, { text, params: [instrument_id, interval, from, to] }]);
  return (results.at(-1) ?? []) as unknown as StoredBar[];
}
