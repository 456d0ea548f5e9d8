/**
 * SQL for the rows of a table as they are known now or, with a parameter for the moment, as they were known then: what
 * stands and was known already, and what has been replaced since.
 */
export function knownRows(table: string, columns: string, condition: string, asOfParameter: string | null): string {
  const now = `SELECT ${columns} FROM "${table}" WHERE ${condition}`;
  if (asOfParameter === null) return now;
  const asOf = `${asOfParameter}::timestamptz`;
  return `${now} AND recorded_at <= ${asOf}
    UNION ALL SELECT ${columns} FROM "${table}_revision" WHERE ${condition}
      AND recorded_at <= ${asOf} AND superseded_at > ${asOf}`;
}
