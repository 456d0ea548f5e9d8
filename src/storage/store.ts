import type { Change, ChangeSet, Rows } from '../model/parsed.ts';
import type { Bar } from '../model/records.ts';
import { type Dataset, datasets } from '../model/symbol.ts';
import type { Database, Row, Statement } from './client.ts';
import { guardBars } from './cold/guard.ts';
import { storableJson, storableText } from './storable-text.ts';
import { type Manner, upsertOf } from './upsert.ts';
import { type Withdrawal, withdrawalStatement } from './withdraw.ts';

/** Where the rows of one payload come from. */
export interface Provenance {
  readonly source: string;
  readonly is_sample: boolean;
  readonly fetch_id: string;
  /** When WizData knew it: the fetch's own time, or the replay's when it repairs. */
  readonly recorded_at: string;
}

/**
 * Whether a payload is read in its turn, after a later one of its subject, once more, or into tables beside the live
 * ones, where nothing is announced.
 */
type Turn = 'in turn' | 'late' | 'again' | 'beside';

/** Rows per statement: fast by unnest, and an announcement of this many rows stays far below a megabyte. */
export const chunkRows = 2_000;
export const chunksPerTrip = 2;
/** One is being written while the next ones are being sent and read. */
const tripsAtOnce = 3;

/**
 * Writes rows that differ from what is known, with their announcements. Repeating it changes nothing. A late payload
 * that was cut off after writing still counts as revised what it revised, since the later ones must answer to that.
 */
export async function store(
  db: Database,
  rows: Rows,
  provenance: Provenance,
  turn: Turn = 'in turn',
): Promise<ChangeSet> {
  const chunks = chunksOf(rows, provenance);
  let total = nothing;
  for (let at = 0; at < chunks.length; at += chunksPerTrip * tripsAtOnce) {
    const trips = Array.from({ length: tripsAtOnce }, (_, trip) => at + trip * chunksPerTrip)
      .map((from) => chunks.slice(from, from + chunksPerTrip))
      .filter(({ length }) => length > 0);
    const results = await Promise.all(trips.map((trip) => send(db, trip, turn, [])));
    trips.forEach((trip, index) => {
      total = add(total, trip, results[index] ?? []);
    });
  }
  return total;
}

/** Rows of several fetches, and rows to take back, in one transaction that a guard before them may forbid by failing. */
export async function storeTogether(
  db: Database,
  guard: Statement,
  parts: readonly { readonly rows: Rows; readonly provenance: Provenance }[],
  withdrawals: readonly Withdrawal[] = [],
): Promise<ChangeSet> {
  const chunks = parts.flatMap(({ rows, provenance }) => chunksOf(rows, provenance));
  const results = await send(db, chunks, 'in turn', [guard], withdrawals);
  const stored = add(nothing, chunks, results);
  const taken = withdrawals.flatMap(({ dataset }, index) =>
    changesOf(dataset, results[chunks.length + index]?.[0] as unknown as Pick<UpsertResult, 'changes'>),
  );
  return { ...stored, changes: [...stored.changes, ...taken] };
}

/**
 * One transaction, with a result for each chunk and each withdrawal. Live bars may lie in cold storage, which the store
 * must not write beside.
 */
async function send(
  db: Database,
  chunks: readonly Chunk[],
  turn: Turn,
  guards: readonly Statement[],
  withdrawals: readonly Withdrawal[] = [],
): Promise<Row[][]> {
  const touched = [...chunks, ...withdrawals].filter(({ dataset }) => dataset === 'bar');
  const bars = touched.flatMap(({ rows }) => rows as readonly Bar[]);
  const before = [...guards, ...(turn === 'beside' ? [] : guardBars(bars))];
  const written = [...chunks.map((chunk) => statementFor(chunk, turn)), ...withdrawals.map(withdrawalStatement)];
  return (await db.batch([...before, ...written])).slice(before.length);
}

const nothing: ChangeSet = { inserted: 0, revised: 0, unchanged: 0, stale: 0, changes: [] };

interface Chunk {
  readonly dataset: Dataset;
  readonly rows: readonly object[];
  readonly provenance: Provenance;
}

interface UpsertResult {
  readonly inserted: number;
  readonly revised: number;
  readonly stale: number;
  readonly changes: readonly { readonly outbox_id: string; readonly channel: string }[];
}

function chunksOf(rows: Rows, provenance: Provenance): Chunk[] {
  return datasets.flatMap((dataset) => {
    const all = (rows[dataset] ?? []) as readonly object[];
    const chunks: Chunk[] = [];
    for (let at = 0; at < all.length; at += chunkRows) {
      chunks.push({ dataset, rows: all.slice(at, at + chunkRows), provenance });
    }
    return chunks;
  });
}

function statementFor({ dataset, rows, provenance }: Chunk, turn: Turn): Statement {
  const { columns, text } = upsertOf(dataset, mannerOf(turn, provenance));
  const arrays = columns.map((name) => rows.map((row) => storable((row as Record<string, unknown>)[name] ?? null)));
  const { source, is_sample, fetch_id, recorded_at } = provenance;
  return {
    text,
    params: [...arrays, source, is_sample, fetch_id, recorded_at, turn === 'late' || turn === 'again', turn === 'late'],
  };
}

/** What is derived, and what a payload says once more, may have been taken back. */
function mannerOf(turn: Turn, { source }: Provenance): Manner {
  if (turn === 'beside') return 'beside';
  return turn === 'in turn' && source !== 'derived' ? 'new' : 'anew';
}

/** A character that Postgres cannot hold must not keep the payload's other rows out. */
function storable(value: unknown): unknown {
  if (typeof value === 'object' && value !== null) return storableJson(value);
  if (typeof value !== 'string' || (value.isWellFormed() && !value.includes('\0'))) return value;
  return storableText(value, value.length);
}

function add(before: ChangeSet, chunks: readonly Chunk[], results: readonly Row[][]): ChangeSet {
  return chunks.reduce((total, { dataset, rows }, index) => {
    const result = results[index]?.[0] as unknown as UpsertResult;
    const { inserted, revised, stale } = result;
    return {
      inserted: total.inserted + inserted,
      revised: total.revised + revised,
      stale: total.stale + stale,
      unchanged: total.unchanged + rows.length - inserted - revised - stale,
      changes: [...total.changes, ...changesOf(dataset, result)],
    };
  }, before);
}

function changesOf(dataset: Dataset, { changes }: Pick<UpsertResult, 'changes'>): Change[] {
  return changes.map(({ outbox_id, channel }) => ({ dataset, channel, outboxId: outbox_id }));
}
