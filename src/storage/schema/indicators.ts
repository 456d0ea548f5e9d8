import { index, json, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { instantColumn } from './columns.ts';

/** Indicators that somebody listens to, whose values are announced as bars come. */
export const indicatorWatch = pgTable(
  'indicator_watch',
  {
    channel: text('channel').primaryKey(),
    instrument_id: text('instrument_id').notNull(),
    interval: text('interval').notNull(),
    indicator: text('indicator').notNull(),
    /** When somebody last subscribed. */
    asked_at: instantColumn('asked_at').notNull(),
  },
  (table) => [index('indicator_watch_by_instrument').on(table.instrument_id)],
);

/** Where an indicator of the bars of a source stands, so that the next bar is one step. */
export const indicatorState = pgTable(
  'indicator_state',
  {
    instrument_id: text('instrument_id').notNull(),
    interval: text('interval').notNull(),
    source: text('source').notNull(),
    indicator: text('indicator').notNull(),
    block: text('block').notNull(),
    begins_at: instantColumn('begins_at').notNull(),
    /** Of the last bar that the state has taken in. */
    time: instantColumn('time').notNull(),
    state: json('state').notNull(),
    /** The values of the newest bar, as REST shows them. */
    latest: json('latest').notNull(),
  },
  (table) => [primaryKey({ columns: [table.instrument_id, table.interval, table.source, table.indicator] })],
);
