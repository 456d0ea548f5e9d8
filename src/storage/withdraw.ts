import type { Dataset } from '../model/symbol.ts';
import { announcedChanges, announcedColumns, channelExpressions, channelKeys, derivationOpen } from './announcement.ts';
import type { Statement } from './client.ts';
import { quoted, recordShape, sameKey } from './record-shape.ts';

/**
 * Further parts of a WITH for rows that a part named `withdrawn` has deleted: they stay in the history until this moment
 * and are announced as they were, with `withdrawn: true` and the moment as their `recorded_at`.
 */
export function withdrawnParts(dataset: Dataset, at: string): string {
  const { key, all } = recordShape(dataset);
  const told = announcedColumns(dataset, {
    ...Object.fromEntries([...channelKeys[dataset], 'source'].map((name) => [name, `"${name}"`])),
    recorded_at: `wire_instant(${at}::timestamptz)`,
  });
  return `, kept AS (
  INSERT INTO "${dataset}_revision" (superseded_at, ${quoted(all)})
  SELECT GREATEST(${at}::timestamptz, recorded_at), ${quoted(all)} FROM withdrawn
), taken_back AS (
  INSERT INTO outbox (dataset, channel, fetch_id, rows, derived_at)
  SELECT '${dataset}', channel, max(fetch_id), ${told} || '{"withdrawn": true}'::jsonb, ${derivationOpen(dataset, 'source')}
  FROM (SELECT *, ${channelExpressions[dataset]} AS channel FROM withdrawn ORDER BY ${quoted(key)}) withdrawn
  GROUP BY channel, ${quoted([...channelKeys[dataset], 'source'])}
  RETURNING outbox_id, channel
)`;
}

/** Rows that nothing calls for any more, by their keys, and the moment since when that is known. */
export interface Withdrawal {
  readonly dataset: Dataset;
  readonly rows: readonly object[];
  readonly at: string;
}

/** Takes rows back, unless they were said anew since; answers what it announced. Again, it changes nothing. */
export function withdrawalStatement({ dataset, rows, at }: Withdrawal): Statement {
  const { key, fields } = recordShape(dataset);
  const typeOf = (name: string) => fields.find((field) => field.name === name)?.getSQLType() ?? 'text';
  const moment = `$${key.length + 1}`;
  const text = `
WITH withdrawn AS (
  DELETE FROM "${dataset}" t
  USING unnest(${key.map((name, index) => `$${index + 1}::${typeOf(name)}[]`).join(', ')}) AS i(${quoted(key)})
  WHERE ${sameKey(dataset, 't', 'i')} AND t.recorded_at <= ${moment}::timestamptz RETURNING t.*
)${withdrawnParts(dataset, moment)}
SELECT ${announcedChanges('taken_back')} AS changes`;
  return { text, params: [...key.map((name) => rows.map((row) => (row as Record<string, unknown>)[name])), at] };
}
