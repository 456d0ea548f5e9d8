import type { Change, ChangeSet, Rows } from '../model/parsed.ts';
import { type Dataset, datasets } from '../model/symbol.ts';
import type { Database, Statement } from './client.ts';
import { storableJson, storableText } from './storable-text.ts';
import { upsertOf } from './upsert.ts';

/** Where the rows of one payload come from. */
export interface Provenance {
  readonly source: string;
  readonly is_sample: boolean;
  readonly fetch_id: string;
  /** When WizData knew it: the fetch's own time, or the replay's when it repairs. */
  readonly recorded_at: string;
}

/** Whether a payload is read in its turn, after a later one of its subject, or once more. */
export type Turn = 'in turn' | 'late' | 'again';

/** Rows per statement: fast by unnest, and an announcement of this many rows stays far below a megabyte. */
export const chunkRows = 2_000;
export const chunksPerTrip = 4;

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
  const chunks = datasets.flatMap((dataset) => chunked(dataset, (rows[dataset] ?? []) as readonly object[]));
  let total: ChangeSet = { inserted: 0, revised: 0, unchanged: 0, stale: 0, changes: [] };
  for (let at = 0; at < chunks.length; at += chunksPerTrip) {
    const trip = chunks.slice(at, at + chunksPerTrip);
    const results = await db.batch(trip.map((chunk) => statementFor(chunk, provenance, turn)));
    trip.forEach((chunk, index) => {
      total = add(total, chunk, results[index]?.[0] as unknown as UpsertResult);
    });
  }
  return total;
}

interface Chunk {
  readonly dataset: Dataset;
  readonly rows: readonly object[];
}

interface UpsertResult {
  readonly inserted: number;
  readonly revised: number;
  readonly stale: number;
  readonly changes: readonly { readonly outbox_id: string; readonly channel: string }[];
}

function chunked(dataset: Dataset, rows: readonly object[]): Chunk[] {
  const chunks: Chunk[] = [];
  for (let at = 0; at < rows.length; at += chunkRows) chunks.push({ dataset, rows: rows.slice(at, at + chunkRows) });
  return chunks;
}

function statementFor({ dataset, rows }: Chunk, provenance: Provenance, turn: Turn): Statement {
  const { columns, text } = upsertOf(dataset);
  const arrays = columns.map((name) => rows.map((row) => storable((row as Record<string, unknown>)[name] ?? null)));
  const { source, is_sample, fetch_id, recorded_at } = provenance;
  return {
    text,
    params: [...arrays, source, is_sample, fetch_id, recorded_at, turn !== 'in turn', turn === 'late'],
  };
}

/** A character that Postgres cannot hold must not keep the payload's other rows out. */
function storable(value: unknown): unknown {
  if (typeof value === 'object' && value !== null) return storableJson(value);
  if (typeof value !== 'string' || (value.isWellFormed() && !value.includes('\0'))) return value;
  return storableText(value, value.length);
}

function add(total: ChangeSet, { dataset, rows }: Chunk, result: UpsertResult): ChangeSet {
  const changes: Change[] = result.changes.map(({ outbox_id, channel }) => ({ dataset, channel, outboxId: outbox_id }));
  const { inserted, revised, stale } = result;
  return {
    inserted: total.inserted + inserted,
    revised: total.revised + revised,
    stale: total.stale + stale,
    unchanged: total.unchanged + rows.length - inserted - revised - stale,
    changes: [...total.changes, ...changes],
  };
}
