import { sql } from 'drizzle-orm';
import { bigint, boolean, index, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import type { Difference } from '../../model/replay.ts';
import { decimalColumn, instantColumn } from './columns.ts';

/** A rebuild of what was fetched in a span of time, beside the live tables: to repair them, or to prove them. */
export const replay = pgTable(
  'replay',
  {
    replay_id: text('replay_id').primaryKey(),
    purpose: text('purpose').notNull(),
    /** Null: all connectors. */
    connector: text('connector'),
    fetched_from: instantColumn('fetched_from').notNull(),
    fetched_to: instantColumn('fetched_to').notNull(),
    status: text('status').notNull(),
    payloads: integer('payloads').notNull(),
    difference: jsonb('difference').$type<Difference>(),
    error_message: text('error_message'),
    started_at: instantColumn('started_at').notNull(),
    compared_at: instantColumn('compared_at'),
    /** From when on the rebuilt rows are known: one moment for all of them, however often the swap is interrupted. */
    swapped_at: instantColumn('swapped_at'),
    finished_at: instantColumn('finished_at'),
    /** The Workflow that is on it, and when it was last heard of. */
    workflow_id: text('workflow_id').notNull(),
    heard_at: instantColumn('heard_at').notNull(),
  },
  (table) => [index('replay_under_way').on(table.heard_at).where(sql`status in ('rebuilding', 'swapping')`)],
);

/** What a rebuild made of each payload of its range, in the order of fetching. */
export const replayPayload = pgTable(
  'replay_payload',
  {
    replay_id: text('replay_id').notNull(),
    fetch_id: text('fetch_id').notNull(),
    connector: text('connector').notNull(),
    fetched_at: instantColumn('fetched_at').notNull(),
    size_bytes: integer('size_bytes').notNull(),
    rebuilt: boolean('rebuilt').notNull().default(false),
    parser_version: integer('parser_version'),
    error_code: text('error_code'),
    error_message: text('error_message'),
  },
  (table) => [
    primaryKey({ columns: [table.replay_id, table.fetch_id] }),
    index('replay_payload_by_time').on(table.replay_id, table.fetched_at, table.fetch_id),
  ],
);

/**
 * That the lake still yields what the tables say, by dataset and source: the rows that payloads fetched from
 * `fetched_from` to `fetched_to` were the first to say. A large source has several such spans, whose rows and hashes add
 * up. Bars that WizData derives come from no payload and are not among it.
 */
export const rebuildProof = pgTable(
  'rebuild_proof',
  {
    dataset: text('dataset').notNull(),
    source: text('source').notNull(),
    rows: bigint('rows', { mode: 'number' }).notNull(),
    live_hash: decimalColumn('live_hash').notNull(),
    rebuilt_hash: decimalColumn('rebuilt_hash').notNull(),
    differing: bigint('differing', { mode: 'number' }).notNull(),
    /** Rows of cold storage, which is not compared. */
    cold: bigint('cold', { mode: 'number' }).notNull(),
    refused: integer('refused').notNull(),
    payloads: integer('payloads').notNull(),
    fetched_from: instantColumn('fetched_from').notNull(),
    fetched_to: instantColumn('fetched_to').notNull(),
    proven_at: instantColumn('proven_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.source, table.dataset, table.fetched_from] })],
);
