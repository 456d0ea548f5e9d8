import { sql } from 'drizzle-orm';
import { boolean, date, index, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { decimalColumn, instantColumn, provenanceColumns } from './columns.ts';

export const instrument = pgTable(
  'instrument',
  {
    instrument_id: text('instrument_id').notNull(),
    source: text('source').notNull(),
    kind: text('kind').notNull(),
    name: text('name').notNull(),
    mic: text('mic'),
    ticker: text('ticker').notNull(),
    currency: text('currency').notNull(),
    unit: text('unit').notNull(),
    isin: text('isin'),
    timezone: text('timezone').notNull(),
    sector: text('sector'),
    industry: text('industry'),
    country: text('country'),
    ...provenanceColumns(),
  },
  (table) => [
    primaryKey({ columns: [table.instrument_id, table.source] }),
    index('instrument_by_ticker').on(table.ticker),
    index('instrument_by_isin').on(table.isin),
    index('instrument_by_name').on(sql`lower(${table.name})`),
    index('instrument_like_name').using('gin', table.name.op('gin_trgm_ops')),
  ],
);

export const alias = pgTable(
  'alias',
  {
    instrument_id: text('instrument_id').notNull(),
    source: text('source').notNull(),
    scheme: text('scheme').notNull(),
    alias: text('alias').notNull(),
    valid_from: date('valid_from', { mode: 'string' }),
    valid_to: date('valid_to', { mode: 'string' }),
    ...provenanceColumns(),
  },
  (table) => [
    primaryKey({ columns: [table.instrument_id, table.source, table.scheme, table.alias] }),
    index('alias_by_name').on(table.alias),
    index('alias_by_spelling').on(sql`lower(${table.alias})`),
    index('alias_like_name').using('gin', table.alias.op('gin_trgm_ops')),
  ],
);

export const series = pgTable(
  'series',
  {
    series_id: text('series_id').notNull(),
    source: text('source').notNull(),
    name: text('name').notNull(),
    indicator: text('indicator').notNull(),
    entity: text('entity').notNull(),
    entity_name: text('entity_name').notNull(),
    unit: text('unit'),
    interval: text('interval').notNull(),
    topic: text('topic').notNull(),
    ...provenanceColumns(),
  },
  (table) => [
    primaryKey({ columns: [table.series_id, table.source] }),
    index('series_by_entity').on(table.entity),
    index('series_like_name').using('gin', sql`(${table.name} || ' ' || ${table.entity_name}) gin_trgm_ops`),
  ],
);

export const bar = pgTable(
  'bar',
  {
    instrument_id: text('instrument_id').notNull(),
    interval: text('interval').notNull(),
    source: text('source').notNull(),
    time: instantColumn('time').notNull(),
    session_date: date('session_date', { mode: 'string' }),
    open: decimalColumn('open'),
    high: decimalColumn('high'),
    low: decimalColumn('low'),
    close: decimalColumn('close').notNull(),
    volume: decimalColumn('volume'),
    turnover: decimalColumn('turnover'),
    trades: integer('trades'),
    unit: text('unit').notNull(),
    final: boolean('final').notNull(),
    ...provenanceColumns(),
  },
  (table) => [primaryKey({ columns: [table.instrument_id, table.interval, table.source, table.time] })],
);

export const quote = pgTable(
  'quote',
  {
    instrument_id: text('instrument_id').notNull(),
    source: text('source').notNull(),
    time: instantColumn('time').notNull(),
    price: decimalColumn('price').notNull(),
    bid: decimalColumn('bid'),
    ask: decimalColumn('ask'),
    volume: decimalColumn('volume'),
    market_cap: decimalColumn('market_cap'),
    unit: text('unit').notNull(),
    ...provenanceColumns(),
  },
  (table) => [primaryKey({ columns: [table.instrument_id, table.source, table.time] })],
);

export const rate = pgTable(
  'rate',
  {
    base: text('base').notNull(),
    quote: text('quote').notNull(),
    source: text('source').notNull(),
    date: date('date', { mode: 'string' }).notNull(),
    value: decimalColumn('value').notNull(),
    ...provenanceColumns(),
  },
  (table) => [primaryKey({ columns: [table.base, table.quote, table.source, table.date] })],
);

export const observation = pgTable(
  'observation',
  {
    series_id: text('series_id').notNull(),
    source: text('source').notNull(),
    period: date('period', { mode: 'string' }).notNull(),
    value: decimalColumn('value'),
    status: text('status'),
    document: text('document'),
    page: text('page'),
    ...provenanceColumns(),
  },
  (table) => [primaryKey({ columns: [table.series_id, table.source, table.period] })],
);

export const trade = pgTable(
  'trade',
  {
    instrument_id: text('instrument_id').notNull(),
    source: text('source').notNull(),
    trade_id: text('trade_id').notNull(),
    time: instantColumn('time').notNull(),
    price: decimalColumn('price').notNull(),
    size: decimalColumn('size').notNull(),
    side: text('side').notNull(),
    unit: text('unit').notNull(),
    ...provenanceColumns(),
  },
  (table) => [
    // By time too, which the table is parted by: a venue does not move a trade once it has told of it.
    primaryKey({ columns: [table.instrument_id, table.time, table.trade_id, table.source] }),
  ],
);

export const corporateAction = pgTable(
  'corporate_action',
  {
    instrument_id: text('instrument_id').notNull(),
    source: text('source').notNull(),
    kind: text('kind').notNull(),
    ex_date: date('ex_date', { mode: 'string' }).notNull(),
    amount: decimalColumn('amount'),
    ratio: decimalColumn('ratio'),
    unit: text('unit'),
    declared_on: date('declared_on', { mode: 'string' }),
    record_date: date('record_date', { mode: 'string' }),
    payment_date: date('payment_date', { mode: 'string' }),
    old_symbol: text('old_symbol'),
    new_symbol: text('new_symbol'),
    ...provenanceColumns(),
  },
  (table) => [
    primaryKey({ columns: [table.instrument_id, table.source, table.kind, table.ex_date] }),
    index('corporate_action_by_day').on(table.kind, table.ex_date),
  ],
);
