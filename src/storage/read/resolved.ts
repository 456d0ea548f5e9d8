import { namedBy } from './names.ts';
import { heardIds, isHeardOf } from './undescribed.ts';

/**
 * SQL for the CTEs up to `resolved (place, symbol, instrument_id, matched_by)`: the best instrument that each of the texts
 * names on a day, in their order; what names nothing is not in it. An id that is heard of names itself without a search.
 * @param symbols SQL for an array of texts
 */
export function resolvedSymbols(symbols: string, on: string, asOf: string | null): string {
  const own = 'SELECT upper(asked.symbol)';
  const named = namedBy({ symbol: 'asked.symbol', on, scheme: 'NULL::text', asOf, heard: 'SELECT * FROM every_id' });
  return `asked AS MATERIALIZED (
    SELECT symbol, place, ${isHeardOf('upper(symbol)')} AS is_id FROM unnest(${symbols}::text[]) WITH ORDINALITY a(symbol, place)
  ), every_id AS MATERIALIZED (${heardIds(null)}
  ), resolved AS MATERIALIZED (
    SELECT place, symbol, (${own}) AS instrument_id, 'id' AS matched_by FROM asked WHERE is_id
    UNION ALL
    SELECT asked.place, asked.symbol, best.instrument_id, best.scheme
    FROM (SELECT * FROM asked WHERE NOT is_id OFFSET 0) asked CROSS JOIN LATERAL (
      SELECT * FROM (${named}) named ORDER BY named.place, instrument_id LIMIT 1
    ) best
  )`;
}
