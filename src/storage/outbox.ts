import type { Change } from '../model/parsed.ts';
import { type Announced, channelName, intervals } from '../model/symbol.ts';
import type { Database, Row } from './client.ts';

/** Who reads the outbox: the stream and the caches, and the derivations. */
type OutboxReader = 'published' | 'derived';

export interface ChangedRows {
  readonly outbox_id: string;
  readonly dataset: Announced;
  readonly channel: string;
  /** As REST shows them, in the order of their key. */
  readonly rows: readonly Row[];
}

/** Changes with their rows, oldest first. One that is not there any more was sent and cleared long ago. */
export async function readChanges(
  db: Pick<Database, 'query'>,
  outboxIds: readonly string[],
): Promise<readonly ChangedRows[]> {
  const found = await db.query<Omit<ChangedRows, 'rows'> & { rows: Columns }>(
    `SELECT outbox_id::text, dataset, channel, rows FROM outbox
     WHERE outbox_id = ANY($1::bigint[]) ORDER BY outbox.outbox_id`,
    [outboxIds],
  );
  return found.map((change) => ({ ...change, rows: rowsOf(change.rows) }));
}

/** A column's values, or the one value that all rows have in common. */
type Columns = Readonly<Record<string, unknown>> & { readonly rev: readonly number[] };

function rowsOf(columns: Columns): Row[] {
  const named = Object.entries(columns);
  return columns.rev.map((_, index) =>
    Object.fromEntries(named.map(([name, values]) => [name, Array.isArray(values) ? values[index] : values])),
  );
}

interface ChangeInTime {
  /** What the database knew when the change was read, for `assert_unchanged_since`. */
  readonly snapshot: string;
  /** None where it was sent and cleared long ago. */
  readonly rows: readonly Row[];
}

export async function readChangeInTime(db: Pick<Database, 'query'>, outboxId: string): Promise<ChangeInTime> {
  const [found] = await db.query<{ snapshot: string; rows: Columns | null }>(
    `SELECT pg_current_snapshot()::text AS snapshot, (SELECT rows FROM outbox WHERE outbox_id = $1::bigint) AS rows`,
    [outboxId],
  );
  const { snapshot = '', rows = null } = found ?? {};
  return { snapshot, rows: rows === null ? [] : rowsOf(rows) };
}

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

/** Changes made before an instant that a reader still owes, oldest first. */
export async function openChanges(
  db: Database,
  reader: OutboxReader,
  before: string,
  limit: number,
): Promise<Change[]> {
  const rows = await db.query<{ id: string; dataset: Announced; channel: string }>(
    `SELECT outbox_id::text AS id, dataset, channel FROM outbox
     WHERE ${reader}_at IS NULL AND created_at < $1::timestamptz ORDER BY outbox_id LIMIT $2`,
    [before, limit],
  );
  return rows.map(({ id, dataset, channel }) => ({ outboxId: id, dataset, channel }));
}

/** The channels of all bars of an instrument. */
export const barChannels = (instrumentId: string): string[] =>
  intervals.map((interval) => channelName('bar', instrumentId, interval));

/** Changes of an instrument's bars that are not derived yet, oldest first. */
export async function openBarChanges(db: Database, instrumentId: string, limit: number): Promise<Change[]> {
  const rows = await db.query<{ id: string; channel: string }>(
    `SELECT outbox_id::text AS id, channel FROM outbox
     WHERE derived_at IS NULL AND channel = ANY($1::text[]) ORDER BY outbox_id LIMIT $2`,
    [barChannels(instrumentId), limit],
  );
  return rows.map(({ id, channel }) => ({ outboxId: id, dataset: 'bar', channel }));
}
