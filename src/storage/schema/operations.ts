import { sql } from 'drizzle-orm';
import { bigint, boolean, date, index, integer, jsonb, pgTable, pgView, primaryKey, text } from 'drizzle-orm/pg-core';
import { instantColumn, transactionIdColumn } from './columns.ts';

/** Facts about sources, written from the connectors by `npm run migrate`. */
export const source = pgTable('source', {
  source_id: text('source_id').primaryKey(),
  name: text('name').notNull(),
  url: text('url').notNull(),
  terms_url: text('terms_url').notNull(),
  redistribution: text('redistribution').notNull(),
  attribution: text('attribution').notNull(),
  country: text('country').notNull(),
  datasets: jsonb('datasets').$type<string[]>().notNull(),
  cadence_seconds: integer('cadence_seconds').notNull(),
  coverage_start: date('coverage_start', { mode: 'string' }).notNull(),
  verified_on: date('verified_on', { mode: 'string' }).notNull(),
  rank: integer('rank').notNull().default(3),
  price_basis: text('price_basis'),
  key: jsonb('key').$type<{ name: string; register_url: string }>(),
  politeness: jsonb('politeness')
    .$type<{ min_interval_ms: number; per_day: number | null }>()
    .notNull()
    .default({ min_interval_ms: 0, per_day: null }),
  /** Its payloads come only as files that somebody hands in. */
  intake_only: boolean('intake_only').notNull().default(false),
  oddities: jsonb('oddities').$type<string[]>().notNull().default([]),
});

/** One row a fetch: what was asked, what came, and what became of its records. */
export const fetchLog = pgTable(
  'fetch_log',
  {
    fetch_id: text('fetch_id').primaryKey(),
    run_id: text('run_id').notNull(),
    connector: text('connector').notNull(),
    subject: text('subject').notNull(),
    url: text('url').notNull(),
    status: integer('status').notNull(),
    headers: jsonb('headers').$type<Record<string, string>>().notNull(),
    sha256: text('sha256').notNull(),
    size_bytes: integer('size_bytes').notNull(),
    fetched_at: instantColumn('fetched_at').notNull(),
    window_from: instantColumn('window_from').notNull(),
    window_to: instantColumn('window_to').notNull(),
    is_sample: boolean('is_sample').notNull(),
    parser_version: integer('parser_version'),
    parsed_at: instantColumn('parsed_at'),
    rows_in: integer('rows_in'),
    inserted: integer('inserted'),
    revised: integer('revised'),
    unchanged: integer('unchanged'),
    stale: integer('stale'),
    rejected: integer('rejected'),
    error_code: text('error_code'),
    error_message: text('error_message'),
  },
  (table) => [
    index('fetch_log_by_connector').on(table.connector, table.subject, table.fetched_at),
    index('fetch_log_by_time').on(table.fetched_at),
    index('fetch_log_by_run').on(table.run_id),
  ],
);

/** One row an attempt to run a job. */
export const jobRun = pgTable(
  'job_run',
  {
    run_id: text('run_id').primaryKey(),
    connector: text('connector').notNull(),
    subject: text('subject').notNull(),
    kind: text('kind').notNull(),
    /** The backfill that a chunk belongs to. */
    backfill_id: text('backfill_id'),
    attempt: integer('attempt').notNull(),
    status: text('status').notNull(),
    error_code: text('error_code'),
    error_message: text('error_message'),
    payloads: integer('payloads').notNull(),
    window_from: instantColumn('window_from').notNull(),
    window_to: instantColumn('window_to').notNull(),
    started_at: instantColumn('started_at').notNull(),
    finished_at: instantColumn('finished_at'),
  },
  (table) => [
    index('job_run_by_connector').on(table.connector, table.started_at),
    index('job_run_by_backfill').on(table.backfill_id),
  ],
);

/** A run with what became of its payloads; see migrations/0003_reading.sql. */
export const runOutcome = pgView('run_outcome', {
  run_id: text('run_id').notNull(),
  connector: text('connector').notNull(),
  subject: text('subject').notNull(),
  kind: text('kind').notNull(),
  attempt: integer('attempt').notNull(),
  status: text('status').notNull(),
  error_code: text('error_code'),
  error_message: text('error_message'),
  payloads: integer('payloads').notNull(),
  rows_in: integer('rows_in'),
  inserted: integer('inserted'),
  revised: integer('revised'),
  unchanged: integer('unchanged'),
  stale: integer('stale'),
  rejected: integer('rejected'),
  window_from: instantColumn('window_from').notNull(),
  window_to: instantColumn('window_to').notNull(),
  started_at: instantColumn('started_at').notNull(),
  finished_at: instantColumn('finished_at'),
}).existing();

/** Records that did not become rows, and rows that are suspicious, with the rule and the reason, for a person. */
export const quarantine = pgTable(
  'quarantine',
  {
    fetch_id: text('fetch_id').notNull(),
    position: integer('position').notNull(),
    connector: text('connector').notNull(),
    dataset: text('dataset').notNull(),
    rule: text('rule').notNull(),
    reason: text('reason').notNull(),
    verdict: text('verdict').notNull(),
    record: jsonb('record').notNull(),
    recorded_at: instantColumn('recorded_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.fetch_id, table.position] }),
    index('quarantine_by_connector').on(table.connector, table.recorded_at),
  ],
);

/** Changes written in the same statement as their rows. What its readers have not marked is sent to them again. */
export const outbox = pgTable(
  'outbox',
  {
    outbox_id: bigint('outbox_id', { mode: 'bigint' }).generatedAlwaysAsIdentity().primaryKey(),
    dataset: text('dataset').notNull(),
    channel: text('channel').notNull(),
    fetch_id: text('fetch_id').notNull(),
    /** Column by column, as REST shows them; a value that all rows have in common stands alone. */
    rows: jsonb('rows').$type<Record<string, unknown>>().notNull(),
    created_at: instantColumn('created_at').notNull().default(sql`now()`),
    published_at: instantColumn('published_at'),
    derived_at: instantColumn('derived_at'),
    /** The transaction that made the change: whoever read a snapshot can tell whether it was in it. */
    xact_id: transactionIdColumn('xact_id').notNull().default(sql`pg_current_xact_id()`),
  },
  (table) => [
    index('outbox_open').on(table.outbox_id).where(sql`published_at is null or derived_at is null`),
    index('outbox_by_channel').on(table.channel, table.xact_id),
    index('outbox_underived').on(table.channel).where(sql`derived_at is null`),
  ],
);

/** Messages that ran out of retries, kept until a person or a fix sends them again. */
export const deadLetter = pgTable('dead_letter', {
  dead_letter_id: text('dead_letter_id').primaryKey(),
  queue: text('queue').notNull(),
  message: jsonb('message').notNull(),
  attempts: integer('attempts').notNull(),
  recorded_at: instantColumn('recorded_at').notNull(),
  resent_at: instantColumn('resent_at'),
});
