import { fingerprint } from '../core/hash.ts';
import type { PublicationItem } from '../model/parsed.ts';
import { provenanceFields } from '../model/records.ts';
import type { Announced } from '../model/symbol.ts';

type WireRow = Readonly<Record<string, unknown>>;

/** Fields that name a row within its channel, beside its source. */
const keyFields: Readonly<Record<Announced, readonly string[]>> = {
  instrument: [],
  alias: ['scheme', 'alias'],
  series: [],
  bar: ['time'],
  quote: ['time'],
  rate: ['date'],
  observation: ['period'],
  vintage: ['period', 'realtime_start'],
  measurement: ['time'],
  trade: ['trade_id'],
  corporate_action: ['kind', 'ex_date'],
  news: ['news_id'],
  indicator: ['time'],
};

/**
 * A row as an item of its channel. A live frame and the stored row that follows it must come to the same key. That a row
 * is withdrawn is a last word, whether the row had ended or not.
 */
export function publicationItem(dataset: Announced, row: WireRow): PublicationItem {
  const key = ['source', ...keyFields[dataset]].map((field) => String(row[field] ?? '')).join('|');
  return { key, final: row.final !== false || row.withdrawn === true, data: row };
}

/** What a row says, apart from how we came to know it. An absent field and a null say the same: nothing. */
export function rowFingerprint(row: WireRow): string {
  const said = Object.entries(row)
    .filter(([field, value]) => value !== null && value !== undefined && !(field in provenanceFields.shape))
    .sort(([left], [right]) => (left < right ? -1 : 1));
  return fingerprint(JSON.stringify(said));
}

/** What is known of the newest item under a key. */
export interface KnownItem {
  readonly fingerprint: string;
  /** Newest change of the row that arrived; null while only a live socket spoke of it. */
  readonly outboxId: number | null;
  readonly final: boolean;
  /** Said by a live socket and not yet by a stored row. */
  readonly live: boolean;
  readonly recordedAt: string | null;
}

export type NewItem = Omit<KnownItem, 'live'>;

/**
 * Whether an item is news. Queues deliver twice and out of order, and a live frame runs ahead of its stored row:
 * - `repeated`: says what was said last under this key;
 * - `stale`: an older change, or known earlier than what was said last, or unfinished after the live end of a bar.
 * A row that goes from A to B and back to A is news three times.
 */
export function judgeItem(known: KnownItem | null, item: NewItem): 'news' | 'repeated' | 'stale' {
  if (known === null) return 'news';
  if (item.outboxId !== null && known.outboxId !== null && item.outboxId <= known.outboxId) return 'stale';
  if (item.fingerprint === known.fingerprint) return 'repeated';
  if (!item.final && known.final && (item.outboxId === null || known.live)) return 'stale';
  if (item.recordedAt !== null && known.recordedAt !== null && item.recordedAt < known.recordedAt) return 'stale';
  return 'news';
}
