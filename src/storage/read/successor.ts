import { knownRows } from './known-rows.ts';

/**
 * SQL for the instrument that had an instrument's code before another name was given to it: a list that has not heard of a
 * change of code still speaks of the old one. Null where nothing says so, or where the code was taken over since.
 * @param id SQL for its id, which ends in its code
 */
export function successor(id: string, asOf: string | null): string {
  const known = (condition: string): string =>
    knownRows(
      'alias',
      'instrument_id, valid_from, valid_to, source, fetch_id',
      `scheme = 'ticker' AND ${condition}`,
      asOf,
    );
  const sameCode = `alias = split_part(${id}, ':', 2)`;
  return `(SELECT json_build_object('instrument_id', other.instrument_id, 'until', other.valid_to::text,
      'source', other.source, 'fetch_id', other.fetch_id)
    FROM (${known(`${sameCode} AND valid_to IS NOT NULL`)}) other
    WHERE other.instrument_id <> ${id}
      AND split_part(other.instrument_id, ':', 1) = split_part(${id}, ':', 1)
      AND NOT EXISTS (SELECT FROM (${known(`${sameCode} AND instrument_id = ${id}`)}) own
        WHERE own.valid_from > other.valid_to)
    ORDER BY other.valid_to DESC, other.source LIMIT 1)`;
}
