import { bigint, boolean, index, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { decimalColumn, instantColumn } from './columns.ts';

/** Every series that ever had a bar, whichever store holds it now: which sources speak is one probe. */
export const barSeries = pgTable(
  'bar_series',
  {
    instrument_id: text('instrument_id').notNull(),
    interval: text('interval').notNull(),
    source: text('source').notNull(),
  },
  (table) => [primaryKey({ columns: [table.instrument_id, table.interval, table.source] })],
);

/** The same for the other tables that are parted by time: `quote` by instrument, `measurement` by series. */
export const tickSeries = pgTable(
  'tick_series',
  { dataset: text('dataset').notNull(), id: text('id').notNull(), source: text('source').notNull() },
  (table) => [primaryKey({ columns: [table.dataset, table.id, table.source] })],
);

/** A file that holds bars in place of their rows: the instruments of one part, the intervals of one class, one period. */
export const coldFile = pgTable(
  'cold_file',
  {
    interval_class: text('interval_class').notNull(),
    /** A month `2021-10` or a year `2021`. */
    period: text('period').notNull(),
    /** The first hex digit of the instruments' shard. */
    part: text('part').notNull(),
    period_from: instantColumn('period_from').notNull(),
    period_to: instantColumn('period_to').notNull(),
    path: text('path').notNull(),
    sha256: text('sha256').notNull(),
    size_bytes: integer('size_bytes').notNull(),
    rows: bigint('rows', { mode: 'number' }).notNull(),
    revisions: bigint('revisions', { mode: 'number' }).notNull(),
    /**
     * By source: `{ "yahoo-chart": { "rows": 12, "hash": "123" } }` of the bars that stand and lie here alone: those of
     * reopened instruments are taken off, so that these and the table's make the whole.
     */
    hashes: jsonb('hashes').$type<Record<string, { rows: number; hash: string }>>().notNull(),
    written_at: instantColumn('written_at').notNull(),
    /** Of which file, and of which of its sources, the public files were made; null before they were. */
    published_as: text('published_as'),
    /** When its bytes were last found to be these, and the index to name it; null before. */
    checked_at: instantColumn('checked_at'),
    /** What the last check found wrong; null where nothing is. */
    damage: text('damage'),
  },
  (table) => [
    primaryKey({ columns: [table.interval_class, table.period, table.part] }),
    index('cold_file_by_time').on(table.interval_class, table.period_from),
    index('cold_file_by_part').on(table.interval_class, table.part, table.period_from),
  ],
);

/** An instrument whose bars of a cold period were taken back into the table, since something of them changes. */
export const coldReopened = pgTable(
  'cold_reopened',
  {
    interval_class: text('interval_class').notNull(),
    period: text('period').notNull(),
    instrument_id: text('instrument_id').notNull(),
    reopened_at: instantColumn('reopened_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.interval_class, table.period, table.instrument_id] })],
);

/** A file for the public, named in a signed manifest. */
export const publishedFile = pgTable(
  'published_file',
  {
    path: text('path').primaryKey(),
    dataset: text('dataset').notNull(),
    /** `all` where the dataset has no classes. */
    interval_class: text('interval_class').notNull(),
    /** A month, a year, or `snapshot` of what has no time of its own. */
    period: text('period').notNull(),
    part: text('part').notNull(),
    format: text('format').notNull(),
    sha256: text('sha256').notNull(),
    size_bytes: integer('size_bytes').notNull(),
    rows: bigint('rows', { mode: 'number' }).notNull(),
    columns: jsonb('columns').$type<string[]>().notNull(),
    from_time: instantColumn('from_time'),
    to_time: instantColumn('to_time'),
    fetches: integer('fetches').notNull(),
    is_sample: boolean('is_sample').notNull(),
    manifest_path: text('manifest_path').notNull(),
    published_at: instantColumn('published_at').notNull(),
    /** Of which rows of a table the files of the period were made: their number and sum of hashes; null of cold files. */
    made_of: text('made_of'),
  },
  (table) => [index('published_file_by_period').on(table.dataset, table.interval_class, table.period)],
);

/** What the job of a retention policy last did. */
export const retentionRun = pgTable('retention_run', {
  policy: text('policy').primaryKey(),
  ran_at: instantColumn('ran_at').notNull(),
  /** What is older than this is gone. */
  kept_from: instantColumn('kept_from').notNull(),
  removed: bigint('removed', { mode: 'number' }).notNull(),
  removed_in_all: decimalColumn('removed_in_all').notNull().default('0'),
});
