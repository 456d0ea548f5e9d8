import { type DatasetDifference, datasetDifference } from '../model/replay.ts';
import type { EndingPolicyName } from '../model/retention.ts';
import type { Dataset } from '../model/symbol.ts';
import type { Database, Statement } from './client.ts';
import { isCold } from './cold/rows.ts';
import { contentText } from './content-text.ts';
import { inUtc } from './in-utc.ts';
import { wireColumns } from './read/wire-columns.ts';
import { rebuildSchema } from './rebuild.ts';
import { quoted, recordShape, sameKey } from './record-shape.ts';
import { recordTables } from './schema/record-tables.ts';

const samplesShown = 20;

/**
 * Gives every rebuilt row that the live table does not say a verdict, and enters live rows of the replayed payloads that
 * the rebuild does not make as withdrawn. Nothing live changes. Again, it comes to the same.
 */
export async function compareDataset(db: Database, replayId: string, dataset: Dataset): Promise<DatasetDifference> {
  const of = comparison(replayId, dataset);
  const results = await db.batch([
    // One moment for all of it: what fetches change meanwhile is theirs.
    { text: 'SET TRANSACTION ISOLATION LEVEL REPEATABLE READ' },
    { text: 'SELECT analyze_rebuild($1, $2)', params: [rebuildSchema(replayId), dataset] },
    inUtc,
    { text: `DELETE FROM ${of.rebuilt} WHERE verdict = 'withdrawn'` },
    {
      text: `UPDATE ${of.rebuilt} SET verdict = NULL, live_fetch_id = NULL, live_rev = NULL WHERE verdict IS NOT NULL`,
    },
    ...of.judgements.map((text): Statement => ({ text, params: [replayId] })),
    { text: of.summary, params: [replayId] },
  ]);
  return datasetDifference.parse(results.at(-1)?.[0]?.difference);
}

/** The statements of one comparison; `$1` is the replay. */
function comparison(replayId: string, dataset: Dataset) {
  const { key, values, all } = recordShape(dataset);
  const rebuilt = `"${rebuildSchema(replayId)}"."${dataset}"`;
  // Derived bars come from no payload.
  const live = `(SELECT * FROM "${dataset}" WHERE source <> 'derived')`;
  const replayed = (row: string) => ofPayloads(row, 'p.error_code IS NULL');
  const refused = (row: string) => ofPayloads(row, 'p.error_code IS NOT NULL');
  const compared = leftOut(dataset, 'l').map(({ sql }) => ` AND NOT ${sql}`);
  const unmade = `NOT EXISTS (SELECT FROM ${rebuilt} r WHERE ${sameKey(dataset, 'r', 'l')})${compared.join('')}`;
  const distinct = `((${quoted(values, 'l.')}) IS DISTINCT FROM (${quoted(values, 'r.')}))`;
  const judgements = [
    ...leftOut(dataset, 'r').map(
      ({ verdict, sql }) => `UPDATE ${rebuilt} r SET verdict = '${verdict}' WHERE $1::text IS NOT NULL AND ${sql}`,
    ),
    // What a payload outside of the range said of a thing, before one inside said otherwise, stands again where the
    // rebuild says nothing of it, but for what was taken back since: what replaced that was not known from its end on.
    `INSERT INTO ${rebuilt} (${quoted(all)})
     SELECT ${quoted(all, 'h.')} FROM ${live} l CROSS JOIN LATERAL (
       SELECT * FROM "${dataset}_revision" v WHERE ${sameKey(dataset, 'v', 'l')} AND v.rev < l.rev AND NOT ${replayed('v')}
       ORDER BY v.recorded_at DESC, v.rev DESC LIMIT 1
     ) h WHERE l.rev > 1 AND ${replayed('l')} AND ${unmade} AND NOT EXISTS (
       SELECT FROM "${dataset}_revision" w WHERE ${sameKey(dataset, 'w', 'l')} AND w.rev >= h.rev AND w.rev < l.rev
         AND w.superseded_at <> l.recorded_at AND NOT EXISTS (SELECT FROM "${dataset}_revision" n
           WHERE ${sameKey(dataset, 'n', 'l')} AND n.rev > w.rev AND n.recorded_at = w.superseded_at)
     ) ON CONFLICT DO NOTHING`,
    `UPDATE ${rebuilt} r SET live_fetch_id = l.fetch_id, live_rev = l.rev, verdict = CASE
       WHEN NOT ${distinct} THEN 'repeated' WHEN ${refused('l')} THEN 'kept'
       WHEN l.fetch_id > r.fetch_id AND NOT ${replayed('l')} THEN 'superseded' ELSE 'changed' END
     FROM ${live} l WHERE ${sameKey(dataset, 'r', 'l')} AND r.verdict IS NULL
       AND (${distinct} OR NOT ${replayed('l')})`,
    `UPDATE ${rebuilt} r SET verdict = 'added' WHERE $1::text IS NOT NULL AND r.verdict IS NULL
       AND NOT EXISTS (SELECT FROM ${live} l WHERE ${sameKey(dataset, 'l', 'r')})`,
    `INSERT INTO ${rebuilt} (${quoted(all)}, verdict, live_fetch_id, live_rev)
     SELECT ${quoted(all, 'l.')}, 'withdrawn', l.fetch_id, l.rev FROM ${live} l WHERE ${replayed('l')} AND ${unmade}`,
  ];
  const columns = wireColumns(recordTables[dataset]);
  const object = (names: readonly string[], row: string) =>
    `json_build_object(${columns
      .filter(({ name }) => names.includes(name))
      .map(({ name, sql }) => `'${name}', ${sql.replace(`"${name}"`, `${row}."${name}"`)}`)
      .join(', ')})`;
  const said = [...values, 'fetch_id'];
  const judged = "r.verdict IS NULL OR r.verdict IN ('added', 'changed', 'withdrawn')";
  const summary = `
WITH counted AS (
  SELECT COALESCE(verdict, 'same') AS verdict, count(*) AS rows,
    sum(rebuild_hash(${contentText(dataset, 'r')})) FILTER (WHERE (${judged}) AND verdict IS DISTINCT FROM 'withdrawn') AS hash
  FROM ${rebuilt} r GROUP BY 1
), live AS (
  SELECT sum(rebuild_hash(${contentText(dataset, 'l')})) AS hash
  FROM ${live} l JOIN ${rebuilt} r ON ${sameKey(dataset, 'r', 'l')} WHERE ${judged}
), untouched AS (
  SELECT count(*) AS rows FROM ${live} l WHERE ${refused('l')} AND ${unmade}
), sample AS (
  SELECT r.verdict, ${object(key, 'r')} AS key, r.fetch_id,
    CASE WHEN l.rev IS NOT NULL THEN ${object(said, 'l')} END AS before,
    CASE WHEN r.verdict <> 'withdrawn' THEN ${object(said, 'r')} END AS after
  FROM (
    SELECT * FROM ${rebuilt} WHERE verdict IN ('added', 'changed', 'withdrawn') ORDER BY verdict DESC, ${quoted(key)}
    LIMIT ${samplesShown}
  ) r LEFT JOIN ${live} l ON ${sameKey(dataset, 'r', 'l')}
)
SELECT json_build_object('dataset', '${dataset}',
  ${['same', 'repeated', 'added', 'changed', 'withdrawn', 'superseded', 'cold', 'expired']
    .map((verdict) => `'${verdict}', COALESCE((SELECT rows FROM counted WHERE verdict = '${verdict}'), 0)`)
    .join(', ')},
  'kept', COALESCE((SELECT rows FROM counted WHERE verdict = 'kept'), 0) + (SELECT rows FROM untouched),
  'live_hash', COALESCE((SELECT hash FROM live), 0)::text,
  'rebuilt_hash', COALESCE((SELECT sum(hash) FROM counted), 0)::text,
  'samples', COALESCE((SELECT json_agg(sample) FROM sample), '[]')) AS difference`;
  return { rebuilt, judgements, summary };
}

/** Which policy ends the rows of a dataset. */
const endedBy: { readonly [D in Dataset]?: EndingPolicyName } = { trade: 'trades', quote: 'quotes' };

/**
 * What is compared on neither side: a period in cold storage that was not taken back, whatever of it is still, or again,
 * on its way between the stores; and what was removed because its time was over, which a rebuild must not bring back.
 */
function leftOut(dataset: Dataset, row: string): { readonly verdict: 'cold' | 'expired'; readonly sql: string }[] {
  if (dataset === 'bar') return [{ verdict: 'cold', sql: isCold(row) }];
  const policy = endedBy[dataset];
  if (policy === undefined) return [];
  const keptFrom = `COALESCE((SELECT kept_from FROM retention_run WHERE policy = '${policy}'), '-infinity')`;
  return [{ verdict: 'expired', sql: `(NOT ${row}.is_sample AND ${row}.time < ${keptFrom})` }];
}

const ofPayloads = (row: string, condition: string): string =>
  `EXISTS (SELECT FROM replay_payload p WHERE p.replay_id = $1 AND p.fetch_id = ${row}.fetch_id AND ${condition})`;
