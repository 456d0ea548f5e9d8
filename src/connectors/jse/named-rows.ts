import type { RawPayload } from '../../model/payload.ts';
import { type CsvForm, misfitOf, readCsv } from '../csv.ts';

export type NamedRow = Readonly<Record<string, unknown>>;

/**
 * Lines of a CSV by the names of its columns in lower case, whatever their order and the line ends. A line that has not
 * a cell for each name says so under every name, beside the line itself: nothing of it can be read, not even its day.
 */
export function readCsvRows(payload: RawPayload, text: string, form?: CsvForm): NamedRow[] {
  const [header = [], ...lines] = readCsv(payload, text, form);
  const names = header.map(lowerCase);
  return lines.map((line) => {
    const misfit = misfitOf(header, line);
    const cells = names.map((name, at) => [name, misfit ?? line[at]?.trim() ?? ''] as const);
    return Object.fromEntries(misfit === null ? cells : [...cells, ['line', line.join(',')]]);
  });
}

/** Objects of a JSON array by the names of their fields in lower case; what is no object has no fields. */
export function namedRows(records: readonly unknown[], named: (name: string) => string = lowerCase): NamedRow[] {
  return records.map((record) => {
    const fields = typeof record === 'object' && record !== null ? Object.entries(record) : [];
    return Object.fromEntries(fields.map(([name, value]) => [named(name), value]));
  });
}

const lowerCase = (name: string): string => name.trim().toLowerCase();

/** Whether the rows have all of these columns; rows of one payload have the same. */
export function hasColumns(rows: readonly NamedRow[], columns: readonly string[]): boolean {
  return rows.some((row) => columns.every((column) => column in row));
}

export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
