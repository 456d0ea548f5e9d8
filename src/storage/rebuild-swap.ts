import type { Change } from '../model/parsed.ts';
import type { Dataset } from '../model/symbol.ts';
import {
  announcedChanges,
  announcedColumns,
  channelExpressions,
  channelKeys,
  derivationOpen,
  listedSeries,
} from './announcement.ts';
import type { Database } from './client.ts';
import { guardRows } from './cold/rows.ts';
import { isDue, rebuildSchema } from './rebuild.ts';
import { nextRevision, quoted, recordShape, sameKey } from './record-shape.ts';
import { withdrawnParts } from './withdraw.ts';

interface Swapped {
  /** Rows that this step has dealt with; none when there is nothing left to do. */
  readonly due: number;
  readonly changes: readonly Change[];
}

/**
 * Makes the live table say what the rebuild says, so many rows in one statement, which marks in the same breath what it
 * has done: cut off anywhere, it did all of it or nothing. A row that a fetch has touched since the comparison is left to
 * that fetch. It fails where bars have turned cold since (see `cold/guard.ts`).
 * @param at from when on the new rows are known
 */
export async function swapRows(
  db: Database,
  replayId: string,
  dataset: Dataset,
  at: string,
  limit: number,
): Promise<Swapped> {
  const rebuilt = tableOf(replayId, dataset);
  const guard = { text: guardRows(dueRows(rebuilt, dataset, '$1')), params: [limit] };
  const swap = { text: swapOf(rebuilt, dataset), params: [at, limit, replayId] };
  const results = await db.batch(dataset === 'bar' ? [guard, swap] : [swap]);
  const row = results.at(-1)?.[0] as unknown as SwapResult;
  const changes = row.changes.map(({ outbox_id, channel }) => ({ dataset, channel, outboxId: outbox_id }));
  return { due: row.due, changes };
}

const tableOf = (replayId: string, dataset: Dataset): string => `"${rebuildSchema(replayId)}"."${dataset}"`;

interface SwapResult {
  readonly due: number;
  readonly changes: readonly { readonly outbox_id: string; readonly channel: string }[];
}

const dueRows = (rebuilt: string, dataset: Dataset, limit: string): string =>
  `SELECT * FROM ${rebuilt} WHERE ${isDue} ORDER BY ${quoted(recordShape(dataset).key)} LIMIT ${limit}`;

function swapOf(rebuilt: string, dataset: Dataset): string {
  const { key, columns, values } = recordShape(dataset);
  const judged = `${sameKey(dataset, 't', 'd')} AND t.fetch_id = d.live_fetch_id AND t.rev = d.live_rev`;
  const ofChannel = [...channelKeys[dataset], 'source'];
  const common = Object.fromEntries(ofChannel.map((name) => [name, `"${name}"`]));
  return `
WITH due AS MATERIALIZED (
  ${dueRows(rebuilt, dataset, '$2')}
), added AS (
  INSERT INTO "${dataset}" AS t (${quoted(columns)}, source, is_sample, fetch_id, recorded_at, rev)
  SELECT ${quoted(columns)}, source, is_sample, fetch_id, $1::timestamptz, ${nextRevision(dataset, 'due')}
  FROM due WHERE verdict = 'added'
  ON CONFLICT DO NOTHING RETURNING t.*
), changed AS (
  UPDATE "${dataset}" t SET ${values.map((name) => `"${name}" = d."${name}"`).join(', ')},
    is_sample = d.is_sample, fetch_id = d.fetch_id, rev = t.rev + 1, recorded_at = GREATEST($1::timestamptz, t.recorded_at)
  FROM due d WHERE d.verdict = 'changed' AND ${judged} RETURNING t.*
), standing AS (SELECT * FROM added UNION ALL SELECT * FROM changed), announced AS (
  INSERT INTO outbox (dataset, channel, fetch_id, rows, derived_at)
  SELECT '${dataset}', channel, max(fetch_id), ${announcedColumns(dataset, common)}, ${derivationOpen(dataset, 'source')}
  FROM (SELECT *, ${channelExpressions[dataset]} AS channel FROM standing ORDER BY ${quoted(key)}) standing
  GROUP BY channel, ${quoted(ofChannel)}
  RETURNING outbox_id, channel
), withdrawn AS (
  DELETE FROM "${dataset}" t USING due d WHERE d.verdict = 'withdrawn' AND ${judged} RETURNING t.*
)${withdrawnParts(dataset, '$1')}${listedSeries(dataset, 'added')}, told AS (
  SELECT * FROM announced UNION ALL SELECT * FROM taken_back
), marked AS (
  UPDATE ${rebuilt} r SET swapped = true FROM due d WHERE ${sameKey(dataset, 'r', 'd')}
), counted AS (
  UPDATE replay SET difference = (
    SELECT jsonb_agg(CASE WHEN d.value->>'dataset' <> '${dataset}' THEN d.value ELSE d.value || jsonb_build_object(
      'swapped', COALESCE((d.value->>'swapped')::bigint, 0) + (SELECT count(*) FROM due)) END ORDER BY d.place)
    FROM jsonb_array_elements(difference) WITH ORDINALITY AS d(value, place)
  ) WHERE replay_id = $3 AND EXISTS (SELECT FROM due)
)
SELECT (SELECT count(*)::int FROM due) AS due, ${announcedChanges('told')} AS changes`;
}
