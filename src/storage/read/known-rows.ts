/**
 * SQL for the rows of a table as they are known now or, with a parameter for the moment, as they were known then: what
 * stands and was known already, and what has been replaced since.
 * @param first `ORDER BY ... LIMIT ...` where only the first rows are wanted: each half has its own index to walk, which
 * the planner does not find by itself behind the union. The caller cuts the union again.
 */
export function knownRows(
  table: string,
  columns: string,
  condition: string,
  asOfParameter: string | null,
  first?: string,
): string {
  const now = `SELECT ${columns} FROM "${table}" WHERE ${condition}`;
  if (asOfParameter === null) return now;
  const asOf = `${asOfParameter}::timestamptz`;
  const standing = `${now} AND recorded_at <= ${asOf}`;
  const replaced = `SELECT ${columns} FROM "${table}_revision" WHERE ${condition}
      AND recorded_at <= ${asOf} AND superseded_at > ${asOf}`;
  return first === undefined
    ? `${standing} UNION ALL ${replaced}`
    : `(${standing} ${first}) UNION ALL (${replaced} ${first})`;
}
