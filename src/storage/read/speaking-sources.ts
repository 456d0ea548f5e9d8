/** Rows that WizData computed come after everything that was published, whoever published it. */
const derivedRank = 10;
const unknownRank = 9;

/**
 * SQL for a recursive CTE `speaking (source, rank)`: the sources that have rows of a key, one index probe a source, and
 * how much each is believed: whoever makes a figure before vendors, vendors before aggregators, among equals the first
 * by name. This is the one rule by which an answer prefers a source.
 */
export function speakingSources(table: string, key: string): string {
  return `heard AS (
    (SELECT source FROM "${table}" WHERE ${key} ORDER BY source LIMIT 1)
    UNION ALL
    SELECT (SELECT source FROM "${table}" WHERE ${key} AND source > heard.source ORDER BY source LIMIT 1)
    FROM heard WHERE heard.source IS NOT NULL
  ), speaking AS MATERIALIZED (
    SELECT heard.source, ${rankOf('heard.source')} AS rank FROM heard WHERE heard.source IS NOT NULL
  )`;
}

/** SQL for the rank of a source. */
export const rankOf = (source: string): string =>
  `COALESCE((SELECT f.rank FROM source f WHERE f.source_id = ${source}),
    CASE ${source} WHEN 'derived' THEN ${derivedRank} ELSE ${unknownRank} END)`;
