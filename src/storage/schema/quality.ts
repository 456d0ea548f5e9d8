import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  pgView,
  primaryKey,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import { decimalColumn, instantColumn } from './columns.ts';

/** By the metric's name: the share as it is shown and the counts that it comes from, null where there is nothing to count. */
type StoredMetrics = Readonly<Record<string, { share: string; numerator: number; denominator: number } | null>>;

/** Whose quality it is: the channel names dataset, interval and id, which stand beside it to be asked for. */
const seriesColumns = () => ({
  channel: text('channel').notNull(),
  source: text('source').notNull(),
  dataset: text('dataset').notNull(),
  id: text('id').notNull(),
  interval: text('interval'),
  is_sample: boolean('is_sample').notNull(),
});

/** What a rule has found in a stored series. One that no longer holds is resolved and stays. */
export const finding = pgTable(
  'finding',
  {
    ...seriesColumns(),
    rule: text('rule').notNull(),
    /** The time of the row that is doubted, or of the first and the last of several in a row. */
    at: instantColumn('at').notNull(),
    until: instantColumn('until'),
    severity: text('severity').notNull(),
    reason: text('reason').notNull(),
    /** What brought the row; null where a row is missing. */
    fetch_id: text('fetch_id'),
    found_at: instantColumn('found_at').notNull(),
    resolved_at: instantColumn('resolved_at'),
  },
  (table) => [
    primaryKey({ columns: [table.channel, table.source, table.rule, table.at, table.found_at] }),
    uniqueIndex('finding_open').on(table.channel, table.source, table.rule, table.at).where(sql`resolved_at is null`),
    index('finding_by_time').on(table.found_at),
  ],
);

/** What an audit measured of a series: one row a day, the day's last audit. */
export const quality = pgTable(
  'quality',
  {
    ...seriesColumns(),
    day: date('day', { mode: 'string' }).notNull(),
    rows: integer('rows').notNull(),
    first_time: instantColumn('first_time').notNull(),
    last_time: instantColumn('last_time').notNull(),
    metrics: jsonb('metrics').$type<StoredMetrics>().notNull(),
    score: decimalColumn('score'),
    open_findings: integer('open_findings').notNull(),
    computed_at: instantColumn('computed_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.channel, table.source, table.day] })],
);

/** The rows of `quality` that each channel's last audit wrote; see the migration. */
export const latestQuality = pgView('latest_quality', {
  ...seriesColumns(),
  day: date('day', { mode: 'string' }).notNull(),
  rows: integer('rows').notNull(),
  first_time: instantColumn('first_time').notNull(),
  last_time: instantColumn('last_time').notNull(),
  metrics: jsonb('metrics').$type<StoredMetrics>().notNull(),
  score: decimalColumn('score'),
  open_findings: integer('open_findings').notNull(),
  computed_at: instantColumn('computed_at').notNull(),
}).existing();

/** Which channels have rows to audit, and how far each has been audited: up to which change, and when. */
export const auditedChannel = pgTable('audited_channel', {
  channel: text('channel').primaryKey(),
  changed_id: bigint('changed_id', { mode: 'bigint' }).notNull(),
  audited_id: bigint('audited_id', { mode: 'bigint' }).notNull().default(sql`0`),
  audited_at: instantColumn('audited_at'),
  audited_on: date('audited_on', { mode: 'string' }),
});

/** One row: how far the audit has read the outbox, and since when it has been waiting for the line to come to rest. */
export const auditState = pgTable('audit_state', {
  only: boolean('only').primaryKey().default(true),
  outbox_id: bigint('outbox_id', { mode: 'bigint' }).notNull(),
  waiting_since: instantColumn('waiting_since'),
});
