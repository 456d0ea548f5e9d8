import { getTableConfig, type PgTable } from 'drizzle-orm/pg-core';
import type { Dataset } from '../model/symbol.ts';
import { wireColumns } from './read/wire-columns.ts';
import { recordTables } from './schema/record-tables.ts';

/** Columns that are the same in all rows of a channel. */
const channelKeys: Readonly<Record<Dataset, readonly string[]>> = {
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
const channelExpressions: Readonly<Record<Dataset, string>> = {
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

const provenance = ['is_sample', 'fetch_id', 'recorded_at', 'rev'];

export interface Upsert {
  /** Columns whose arrays are the first parameters, in this order. */
  readonly columns: readonly string[];
  /**
   * After the arrays: source, is_sample, fetch_id, recorded_at, whether to count stale rows, and whether to count as
   * revised also what the same fetch revised before it was cut off.
   * Answers one row: inserted, revised, stale, changes (JSON of outbox_id and channel).
   */
  readonly text: string;
}

/**
 * One statement that writes only what differs, keeps the order of fetches and announces what it changed. A row that an
 * earlier fetch says differently is stale and stays out: what is known already is newer. The row that is replaced goes
 * to `<table>_revision` by trigger, the change to `outbox` by the same statement, so neither can be missing.
 */
export function upsertOf(dataset: Dataset): Upsert {
  const known = built.get(dataset);
  if (known) return known;
  const upsert = buildUpsert(dataset, recordTables[dataset]);
  built.set(dataset, upsert);
  return upsert;
}

const built = new Map<Dataset, Upsert>();

function buildUpsert(dataset: Dataset, table: PgTable): Upsert {
  const config = getTableConfig(table);
  const key = (config.primaryKeys[0]?.columns ?? []).map((column) => column.name);
  const fields = config.columns.filter(({ name }) => name !== 'source' && !provenance.includes(name));
  const columns = fields.map(({ name }) => name);
  const values = columns.filter((name) => !key.includes(name));
  const quoted = (names: readonly string[], prefix = '') => names.map((name) => `${prefix}"${name}"`).join(', ');
  const [source, isSample, fetchId, recordedAt, countStale, countOwn] = [1, 2, 3, 4, 5, 6].map(
    (n) => `$${columns.length + n}`,
  );
  const keyMatch = key.map((name) => (name === 'source' ? `t.source = ${source}` : `t."${name}" = i."${name}"`));
  // Only published bars have derivations; other changes have nothing open on that side.
  const derivable = dataset === 'bar' ? `${source} <> 'derived'` : 'false';
  const common = {
    ...Object.fromEntries(channelKeys[dataset].map((name) => [name, `"${name}"`])),
    ...{ source: `${source}::text`, is_sample: `${isSample}::boolean`, fetch_id: `${fetchId}::text` },
  };
  const typed = fields.map((field, index) => `$${index + 1}::${field.getSQLType()}[]`).join(', ');
  const text = `
WITH incoming AS (
  SELECT * FROM unnest(${typed}) AS i(${quoted(columns)})
), changed AS (
  INSERT INTO "${dataset}" AS t (${quoted(columns)}, source, is_sample, fetch_id, recorded_at)
  SELECT ${quoted(columns, 'i.')}, ${source}, ${isSample}::boolean, ${fetchId}, ${recordedAt}::timestamptz
  FROM incoming i ORDER BY ${quoted(
    key.filter((name) => name !== 'source'),
    'i.',
  )}
  ON CONFLICT (${quoted(key)}) DO UPDATE SET
    ${values.map((name) => `"${name}" = EXCLUDED."${name}"`).join(', ')},
    is_sample = EXCLUDED.is_sample, fetch_id = EXCLUDED.fetch_id, rev = t.rev + 1,
    recorded_at = GREATEST(EXCLUDED.recorded_at, t.recorded_at)
  WHERE EXCLUDED.fetch_id >= t.fetch_id
    AND (${quoted(values, 't.')}) IS DISTINCT FROM (${quoted(values, 'EXCLUDED.')})
  RETURNING t.*, ${channelExpressions[dataset]} AS channel
), announced AS (
  INSERT INTO outbox (dataset, channel, fetch_id, rows, derived_at)
  SELECT '${dataset}', channel, ${fetchId}, ${columnsJson(table, common)},
    CASE WHEN ${derivable} THEN NULL ELSE now() END
  FROM (SELECT * FROM changed ORDER BY channel, ${quoted(key)}) changed GROUP BY channel, ${quoted(channelKeys[dataset])}
  RETURNING outbox_id, channel
)
SELECT
  (SELECT count(*)::int FROM changed WHERE rev = 1) AS inserted,
  (SELECT count(*)::int FROM changed WHERE rev > 1) +
  (SELECT count(*)::int FROM incoming i JOIN "${dataset}" t ON ${keyMatch.join(' AND ')}
    WHERE ${countOwn}::boolean AND t.fetch_id = ${fetchId} AND t.rev > 1
      AND (${quoted(values, 't.')}) IS NOT DISTINCT FROM (${quoted(values, 'i.')})) AS revised,
  (SELECT count(*)::int FROM incoming i JOIN "${dataset}" t ON ${keyMatch.join(' AND ')}
    WHERE ${countStale}::boolean AND t.fetch_id > ${fetchId}
      AND (${quoted(values, 't.')}) IS DISTINCT FROM (${quoted(values, 'i.')})) AS stale,
  (SELECT COALESCE(json_agg(json_build_object('outbox_id', outbox_id::text, 'channel', channel)), '[]')
    FROM announced) AS changes`;
  return { columns, text };
}

/**
 * SQL for the rows of one change as REST and the stream show them, column by column, and once what all rows have in
 * common: an object a row would cost more than writing it.
 */
function columnsJson(table: PgTable, common: Readonly<Record<string, string>>): string {
  const columns = wireColumns(table).map(({ name, sql }) => `'${name}', ${common[name] ?? `array_agg(${sql})`}`);
  return `jsonb_build_object(${columns.join(', ')})`;
}
