import type { Rejection } from '../../model/parsed.ts';
import type { RawPayload } from '../../model/payload.ts';
import { anyDelimiter, delimiterOf, misfitOf, readCsv } from '../csv.ts';
import { reject } from '../reading.ts';

export interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly Readonly<Record<string, string>>[];
  /** Lines that have not a cell for each column. */
  readonly misfits: readonly Rejection[];
  readonly delimiter: string;
}

/**
 * A table whose columns are known by their names, in any order and case, with commas, semicolons or tabs between them.
 * "Total ESG Risk score" and `total_esg_risk_score` are the same column.
 */
export function readTable(payload: RawPayload, text: string): Table {
  const [header = [], ...lines] = readCsv(payload, text, anyDelimiter);
  const columns = header.map((name) =>
    name
      .trim()
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '_'),
  );
  const rows: Record<string, string>[] = [];
  const misfits: Rejection[] = [];
  for (const line of lines) {
    const misfit = misfitOf(header, line);
    if (misfit !== null) misfits.push(reject('observation', 'schema', misfit, line));
    else rows.push(Object.fromEntries(columns.map((name, at) => [name, line[at]?.trim() ?? ''])));
  }
  return { columns, rows, misfits, delimiter: delimiterOf(text, anyDelimiter) };
}
