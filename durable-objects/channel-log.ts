import type { ChannelPublication, PublicationItem } from '../src/model/parsed.ts';
import type { History } from '../src/model/services.ts';
import { streamLimits } from '../src/stream/limits.ts';
import { judgeItem, type KnownItem, rowFingerprint } from '../src/stream/publication.ts';
import { eventText } from '../src/stream/server-frames.ts';

/** A channel's place in the log. */
export interface ChannelHead {
  readonly id: number;
  readonly name: string;
  readonly headSeq: number;
  readonly firstSeq: number;
}

/** What one publication added to a channel. */
export interface Appended {
  readonly channel: ChannelHead;
  readonly eventTexts: readonly string[];
}

/**
 * `channel_id` is never used twice, because sockets carry it through hibernation. The newest items of a channel are at
 * the same time the memory by which repetitions are known. `delivered` knows whole changes for longer than the items
 * are kept: a redelivered backfill would else be published anew where its items are trimmed.
 */
const schema = `
  CREATE TABLE IF NOT EXISTS log (epoch TEXT NOT NULL);
  CREATE TABLE IF NOT EXISTS channel (
    channel_id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE,
    head_seq INTEGER NOT NULL DEFAULT 0, first_seq INTEGER NOT NULL DEFAULT 1, size INTEGER NOT NULL DEFAULT 0
  );
  CREATE TABLE IF NOT EXISTS item (
    channel_id INTEGER NOT NULL, seq INTEGER NOT NULL, key TEXT NOT NULL, fingerprint TEXT NOT NULL,
    outbox_id INTEGER, final INTEGER NOT NULL, live INTEGER NOT NULL, recorded_at TEXT, data TEXT NOT NULL,
    PRIMARY KEY (channel_id, seq)
  ) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS item_by_key ON item (channel_id, key, seq);
  CREATE TABLE IF NOT EXISTS delivered (
    outbox_id INTEGER NOT NULL, channel_id INTEGER NOT NULL, PRIMARY KEY (outbox_id, channel_id)
  ) WITHOUT ROWID;`;

const rememberedChanges = 100_000;

interface Channel {
  readonly id: number;
  readonly name: string;
  headSeq: number;
  firstSeq: number;
  size: number;
}

interface ItemRow extends Record<string, SqlStorageValue> {
  seq: number;
  fingerprint: string;
  outbox_id: number | null;
  final: number;
  live: number;
  recorded_at: string | null;
}

/** The channels' items in the object's SQLite: `seq` is dense and starts at 1, the head outlives the items. */
export class ChannelLog {
  /** Made when the log begins; another epoch means another log, whose `seq` says nothing about this one. */
  readonly epoch: string;
  readonly #storage: DurableObjectStorage;
  readonly #sql: SqlStorage;
  readonly #byName = new Map<string, Channel>();

  constructor(storage: DurableObjectStorage) {
    this.#storage = storage;
    this.#sql = storage.sql;
    this.#sql.exec(schema);
    const fresh = crypto.randomUUID().replaceAll('-', '').slice(0, 16);
    this.#sql.exec('INSERT INTO log SELECT ? WHERE NOT EXISTS (SELECT 1 FROM log)', fresh);
    this.epoch = String(this.#sql.exec('SELECT epoch FROM log').one().epoch);
  }

  find(name: string): ChannelHead | null {
    return this.#find(name);
  }

  /** The channel of that name; one that nobody has spoken of begins with nothing in it. */
  open(name: string): ChannelHead {
    return this.#open(name);
  }

  /** Newest `seq` of each of these channels, by name. */
  heads(channelIds: Iterable<number>): Record<string, number> {
    const ids = JSON.stringify([...channelIds]);
    const select = 'SELECT name, head_seq FROM channel WHERE channel_id IN (SELECT value FROM json_each(?))';
    const rows = this.#sql.exec<{ name: string; head_seq: number }>(select, ids).toArray();
    return Object.fromEntries(rows.map(({ name, head_seq }) => [name, head_seq]));
  }

  /** All publications in one transaction; answers what was news. */
  append(publications: readonly ChannelPublication[]): Appended[] {
    try {
      return this.#storage.transactionSync(() => {
        const appended = publications.map((publication) => this.#appendOne(publication));
        this.#forgetOldChanges(publications);
        return appended.filter(({ eventTexts }) => eventTexts.length > 0);
      });
    } catch (error) {
      this.#byName.clear();
      throw error;
    }
  }

  /** Event texts after `seq`, or null where they are larger than `maxBytes`. */
  eventsAfter(channel: ChannelHead, seq: number, maxBytes: number): string[] | null {
    const texts: string[] = [];
    let bytes = 0;
    for (const row of this.#items(channel.id, seq + 1, channel.headSeq, channel.headSeq - seq)) {
      const text = eventText(channel.name, row.seq, row.data);
      bytes += text.length;
      if (bytes > maxBytes) return null;
      texts.push(text);
    }
    return texts;
  }

  itemsBetween(channel: ChannelHead, fromSeq: number, toSeq: number, limit: number): History['items'] {
    const rows = this.#items(channel.id, fromSeq, toSeq, limit).toArray();
    return rows.map(({ seq, data }) => ({ seq, data: JSON.parse(data) as Record<string, unknown> }));
  }

  /** Forgets channels that were only listened to. */
  forgetSilentChannels(): void {
    this.#sql.exec('DELETE FROM channel WHERE head_seq = 0');
    this.#byName.clear();
  }

  #items(channelId: number, fromSeq: number, toSeq: number, limit: number) {
    return this.#sql.exec<{ seq: number; data: string }>(
      'SELECT seq, data FROM item WHERE channel_id = ? AND seq BETWEEN ? AND ? ORDER BY seq LIMIT ?',
      ...[channelId, fromSeq, toSeq, limit],
    );
  }

  #find(name: string): Channel | null {
    const known = this.#byName.get(name);
    if (known) return known;
    const [row] = this.#sql.exec('SELECT * FROM channel WHERE name = ?', name).toArray();
    if (!row) return null;
    const [id, headSeq, firstSeq, size] = [row.channel_id, row.head_seq, row.first_seq, row.size].map(Number);
    const channel = { id, name, headSeq, firstSeq, size } as Channel;
    this.#byName.set(name, channel);
    return channel;
  }

  #open(name: string): Channel {
    const known = this.#find(name);
    if (known !== null) return known;
    this.#sql.exec('INSERT INTO channel (name) VALUES (?)', name);
    return this.#find(name) as Channel;
  }

  #appendOne(publication: ChannelPublication): Appended {
    const channel = this.#open(publication.channel);
    const outboxId = publication.outboxId === null ? null : Number(publication.outboxId);
    if (outboxId !== null && !this.#isFirstDelivery(outboxId, channel)) return { channel, eventTexts: [] };
    const eventTexts: string[] = [];
    for (const item of publication.items) {
      const rowText = this.#appendItem(channel, item, outboxId);
      if (rowText !== null) eventTexts.push(eventText(channel.name, channel.headSeq, rowText));
    }
    if (eventTexts.length > 0) this.#trim(channel);
    return { channel, eventTexts };
  }

  #isFirstDelivery(outboxId: number, channel: Channel): boolean {
    const insert = 'INSERT INTO delivered (outbox_id, channel_id) VALUES (?, ?) ON CONFLICT DO NOTHING';
    return this.#sql.exec(insert, outboxId, channel.id).rowsWritten > 0;
  }

  /**
   * The item's row as text when it is news, else null. The index is named because SQLite, which does not know how many
   * items a channel has, would walk through all of them to find one key.
   */
  #appendItem(channel: Channel, item: PublicationItem, outboxId: number | null): string | null {
    const [row] = this.#sql
      .exec<ItemRow>(
        `SELECT seq, fingerprint, outbox_id, final, live, recorded_at FROM item INDEXED BY item_by_key
         WHERE channel_id = ? AND key = ? ORDER BY seq DESC LIMIT 1`,
        ...[channel.id, item.key],
      )
      .toArray();
    const recordedAt = typeof item.data.recorded_at === 'string' ? item.data.recorded_at : null;
    const said = { fingerprint: rowFingerprint(item.data), outboxId, final: item.final, recordedAt };
    const judgement = judgeItem(row === undefined ? null : knownItem(row), said);
    if (judgement === 'repeated' && row !== undefined && outboxId !== null) this.#confirm(channel, row.seq, outboxId);
    if (judgement !== 'news') return null;
    const rowText = JSON.stringify(item.data);
    channel.headSeq += 1;
    const stored = this.#sql.exec<{ size: number }>(
      `INSERT INTO item (channel_id, seq, key, fingerprint, outbox_id, final, live, recorded_at, data)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING octet_length(data) AS size`,
      ...[channel.id, channel.headSeq, item.key, said.fingerprint, outboxId ?? row?.outbox_id ?? null],
      ...[Number(item.final), Number(outboxId === null), recordedAt, rowText],
    );
    channel.size += stored.one().size;
    return rowText;
  }

  /** The stored row that a live frame ran ahead of has arrived: from here on its changes have an order. */
  #confirm(channel: Channel, seq: number, outboxId: number): void {
    this.#sql.exec(
      'UPDATE item SET outbox_id = ?, live = 0 WHERE channel_id = ? AND seq = ?',
      ...[outboxId, channel.id, seq],
    );
  }

  #trim(channel: Channel): void {
    const sizes = 'SELECT seq, octet_length(data) AS size FROM item WHERE channel_id = ? AND seq < ? ORDER BY seq';
    for (const row of this.#sql.exec<{ seq: number; size: number }>(sizes, channel.id, channel.headSeq)) {
      const kept = channel.headSeq - row.seq + 1;
      if (kept <= streamLimits.keptItems && channel.size <= streamLimits.keptBytes) break;
      channel.size -= row.size;
      channel.firstSeq = row.seq + 1;
    }
    this.#sql.exec('DELETE FROM item WHERE channel_id = ? AND seq < ?', channel.id, channel.firstSeq);
    this.#sql.exec(
      'UPDATE channel SET head_seq = ?, first_seq = ?, size = ? WHERE channel_id = ?',
      ...[channel.headSeq, channel.firstSeq, channel.size, channel.id],
    );
  }

  #forgetOldChanges(publications: readonly ChannelPublication[]): void {
    const newest = publications.reduce((max, { outboxId }) => Math.max(max, Number(outboxId ?? 0)), 0);
    if (newest > 0) this.#sql.exec('DELETE FROM delivered WHERE outbox_id < ?', newest - rememberedChanges);
  }
}

function knownItem(row: ItemRow): KnownItem {
  return {
    fingerprint: row.fingerprint,
    outboxId: row.outbox_id,
    final: row.final === 1,
    live: row.live === 1,
    recordedAt: row.recorded_at,
  };
}
