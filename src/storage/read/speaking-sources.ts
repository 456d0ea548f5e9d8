/** Rows that WizData computed come after everything that was published, whoever published it. */
const derivedRank = 10;
const unknownRank = 9;

/**
 * SQL for a recursive CTE `speaking (source, rank)`: the sources that have rows of a key, and how much each is believed:
 * whoever makes a figure before vendors, vendors before aggregators, among equals the first by name. This is the one
 * rule by which an answer prefers a source. Tables that are parted by time have a list of their sources, since they have
 * many parts, some of which lie elsewhere; others are asked with one index probe a source.
 */
export function speakingSources(table: string, key: string): string {
  const heard =
    listed(table, key) ??
    `(SELECT source FROM "${table}" WHERE ${key} ORDER BY source LIMIT 1)
    UNION ALL
    SELECT (SELECT source FROM "${table}" WHERE ${key} AND source > heard.source ORDER BY source LIMIT 1)
    FROM heard WHERE heard.source IS NOT NULL`;
  return `heard AS (
    ${heard}
  ), speaking AS MATERIALIZED (
    SELECT heard.source, ${rankOf('heard.source')} AS rank FROM heard WHERE heard.source IS NOT NULL
  )`;
}

/** SQL for the sources of a key of a table that has a list of them; the key's columns stand alone in it. */
function listed(table: string, key: string): string | null {
  if (table === 'bar') return `SELECT source FROM bar_series WHERE ${key}`;
  if (table !== 'quote' && table !== 'measurement') return null;
  const id = table === 'quote' ? 'instrument_id' : 'series_id';
  return `SELECT source FROM (SELECT id AS ${id}, source FROM tick_series WHERE dataset = '${table}') listed WHERE ${key}`;
}

/** SQL for the rank of a source. */
export const rankOf = (source: string): string =>
  `COALESCE((SELECT f.rank FROM source f WHERE f.source_id = ${source}),
    CASE ${source} WHEN 'derived' THEN ${derivedRank} ELSE ${unknownRank} END)`;
