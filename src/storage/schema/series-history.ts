import { date, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { decimalColumn, instantColumn, provenanceColumns } from './columns.ts';

export const vintage = pgTable(
  'vintage',
  {
    series_id: text('series_id').notNull(),
    source: text('source').notNull(),
    period: date('period', { mode: 'string' }).notNull(),
    realtime_start: date('realtime_start', { mode: 'string' }).notNull(),
    realtime_end: date('realtime_end', { mode: 'string' }),
    value: decimalColumn('value'),
    ...provenanceColumns(),
  },
  (table) => [primaryKey({ columns: [table.series_id, table.source, table.period, table.realtime_start] })],
);

export const measurement = pgTable(
  'measurement',
  {
    series_id: text('series_id').notNull(),
    source: text('source').notNull(),
    time: instantColumn('time').notNull(),
    value: decimalColumn('value').notNull(),
    ...provenanceColumns(),
  },
  (table) => [primaryKey({ columns: [table.series_id, table.source, table.time] })],
);
