import type { Dataset } from '../model/symbol.ts';
import { wireColumns } from './read/wire-columns.ts';
import { recordTables } from './schema/record-tables.ts';

/** Columns that are the same in all rows of a channel. */
export const channelKeys: Readonly<Record<Dataset, readonly string[]>> = {
  instrument: ['instrument_id'],
  alias: ['instrument_id'],
  series: ['series_id'],
  bar: ['instrument_id', 'interval'],
  quote: ['instrument_id'],
  rate: ['base', 'quote'],
  observation: ['series_id'],
  vintage: ['series_id'],
  measurement: ['series_id'],
  trade: ['instrument_id'],
  corporate_action: ['instrument_id'],
  news: ['feed_id'],
};

/** SQL that names the channel of a row, in the grammar of `model/symbol.ts`. */
export const channelExpressions: Readonly<Record<Dataset, string>> = {
  instrument: `'instrument:' || instrument_id`,
  alias: `'alias:' || instrument_id`,
  series: `'series:' || series_id`,
  bar: `'bar.' || "interval" || ':' || instrument_id`,
  quote: `'quote:' || instrument_id`,
  rate: `'rate.1d:FX:' || base || '-' || quote`,
  observation: `'observation:' || series_id`,
  vintage: `'vintage:' || series_id`,
  measurement: `'measurement:' || series_id`,
  trade: `'trade:' || instrument_id`,
  corporate_action: `'corporate_action:' || instrument_id`,
  news: `'news:' || feed_id`,
};

/**
 * SQL for the rows of one change as REST and the stream show them, column by column, and once what all rows have in
 * common: an object a row would cost more than writing it.
 */
export function announcedColumns(dataset: Dataset, common: Readonly<Record<string, string>>): string {
  const columns = wireColumns(recordTables[dataset]).map(
    ({ name, sql }) => `'${name}', ${common[name] ?? `array_agg(${sql})`}`,
  );
  return `jsonb_build_object(${columns.join(', ')})`;
}

/** Only published bars have derivations; other changes have nothing open on that side. */
export const derivationOpen = (dataset: Dataset, source: string): string =>
  dataset === 'bar' ? `CASE WHEN ${source} <> 'derived' THEN NULL ELSE now() END` : 'now()';

/** A further part of a WITH: the list of who speaks in a parted table, which readers ask first, learns of new rows. */
export function listedSeries(dataset: Dataset, from: string): string {
  const listed = (into: string, columns: string) =>
    `, listed AS (INSERT INTO ${into} SELECT DISTINCT ${columns}, source FROM ${from} WHERE rev = 1 ON CONFLICT DO NOTHING)`;
  if (dataset === 'bar') return listed('bar_series (instrument_id, "interval", source)', 'instrument_id, "interval"');
  if (dataset !== 'quote' && dataset !== 'measurement') return '';
  return listed('tick_series (dataset, id, source)', `'${dataset}', ${channelKeys[dataset][0]}`);
}

/** SQL for what was announced, as `Change`s are made of it. */
export const announcedChanges = (from: string): string =>
  `(SELECT COALESCE(json_agg(json_build_object('outbox_id', outbox_id::text, 'channel', channel)), '[]') FROM ${from})`;
