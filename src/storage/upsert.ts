import type { Dataset } from '../model/symbol.ts';
import {
  announcedChanges,
  announcedColumns,
  channelExpressions,
  channelKeys,
  derivationOpen,
  listedSeries,
} from './announcement.ts';
import { nextRevision, quoted, recordShape } from './record-shape.ts';

interface Upsert {
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
export function upsertOf(dataset: Dataset, manner: Manner = 'new'): Upsert {
  const name = `${dataset} ${manner}`;
  const known = built.get(name);
  if (known) return known;
  const upsert = buildUpsert(dataset, manner);
  built.set(name, upsert);
  return upsert;
}

/**
 * `anew`: rows that may have been taken back go on from their last revision, which is looked for (about 2 µs a row);
 * `beside`: nothing is announced.
 */
export type Manner = 'new' | 'anew' | 'beside';

const built = new Map<string, Upsert>();

function buildUpsert(dataset: Dataset, manner: Manner): Upsert {
  const announces = manner !== 'beside';
  const { key, fields, columns, values } = recordShape(dataset);
  const [source, isSample, fetchId, recordedAt, countStale, countOwn] = [1, 2, 3, 4, 5, 6].map(
    (n) => `$${columns.length + n}`,
  );
  // What is derived is kept in order by the guard of its transaction: it may rest on older fetches than before.
  const inOrder =
    dataset === 'bar'
      ? "(EXCLUDED.fetch_id >= t.fetch_id OR EXCLUDED.source = 'derived')"
      : 'EXCLUDED.fetch_id >= t.fetch_id';
  const keyMatch = key.map((name) => (name === 'source' ? `t.source = ${source}` : `t."${name}" = i."${name}"`));
  const rev = manner === 'anew' ? nextRevision(dataset, 'i') : '1';
  const common = {
    ...Object.fromEntries(channelKeys[dataset].map((name) => [name, `"${name}"`])),
    ...{ source: `${source}::text`, is_sample: `${isSample}::boolean`, fetch_id: `${fetchId}::text` },
  };
  const announced = `, announced AS (
  INSERT INTO outbox (dataset, channel, fetch_id, rows, derived_at)
  SELECT '${dataset}', channel, ${fetchId}, ${announcedColumns(dataset, common)}, ${derivationOpen(dataset, source as string)}
  FROM (SELECT * FROM changed ORDER BY channel, ${quoted(key)}) changed GROUP BY channel, ${quoted(channelKeys[dataset])}
  RETURNING outbox_id, channel
)${listedSeries(dataset, 'changed')}`;
  const typed = fields.map((field, index) => `$${index + 1}::${field.getSQLType()}[]`).join(', ');
  const text = `
WITH incoming AS (
  SELECT * FROM unnest(${typed}) AS i(${quoted(columns)})
), changed AS (
  INSERT INTO "${dataset}" AS t (${quoted(columns)}, source, is_sample, fetch_id, recorded_at, rev)
  SELECT ${quoted(columns, 'i.')}, ${source}, ${isSample}::boolean, ${fetchId}, ${recordedAt}::timestamptz, ${rev}
  FROM (SELECT *, ${source}::text AS source FROM incoming) i ORDER BY ${quoted(
    key.filter((name) => name !== 'source'),
    'i.',
  )}
  ON CONFLICT (${quoted(key)}) DO UPDATE SET
    ${values.map((name) => `"${name}" = EXCLUDED."${name}"`).join(', ')},
    is_sample = EXCLUDED.is_sample, fetch_id = EXCLUDED.fetch_id, rev = t.rev + 1,
    recorded_at = GREATEST(EXCLUDED.recorded_at, t.recorded_at)
  WHERE ${inOrder}
    AND (${quoted(values, 't.')}) IS DISTINCT FROM (${quoted(values, 'EXCLUDED.')})
  RETURNING ${announces ? `t.*, ${channelExpressions[dataset]} AS channel` : 't.rev'}
)${announces ? announced : ''}
SELECT
  (SELECT count(*)::int FROM changed WHERE rev = 1) AS inserted,
  (SELECT count(*)::int FROM changed WHERE rev > 1) +
  (SELECT count(*)::int FROM incoming i JOIN "${dataset}" t ON ${keyMatch.join(' AND ')}
    WHERE ${countOwn}::boolean AND t.fetch_id = ${fetchId} AND t.rev > 1
      AND (${quoted(values, 't.')}) IS NOT DISTINCT FROM (${quoted(values, 'i.')})) AS revised,
  (SELECT count(*)::int FROM incoming i JOIN "${dataset}" t ON ${keyMatch.join(' AND ')}
    WHERE ${countStale}::boolean AND t.fetch_id > ${fetchId}
      AND (${quoted(values, 't.')}) IS DISTINCT FROM (${quoted(values, 'i.')})) AS stale,
  ${announces ? announcedChanges('announced') : "'[]'::json"} AS changes`;
  return { columns, text };
}
