import Papa from 'papaparse';

export type NamedRow = Readonly<Record<string, unknown>>;

/** Lines of a CSV by the names of its columns in lower case, whatever their order and the line ends. */
export function readCsvRows(text: string): NamedRow[] {
  const parsed = Papa.parse<Record<string, string>>(text, {
    header: true,
    delimiter: ',',
    skipEmptyLines: 'greedy',
    transformHeader: (name) => name.trim().toLowerCase(),
    transform: (cell) => cell.trim(),
  });
  return parsed.data;
}

/** Objects of a JSON array by the names of their fields in lower case; what is no object has no fields. */
export function namedRows(records: readonly unknown[], named: (name: string) => string = lowerCase): NamedRow[] {
  return records.map((record) => {
    const fields = typeof record === 'object' && record !== null ? Object.entries(record) : [];
    return Object.fromEntries(fields.map(([name, value]) => [named(name), value]));
  });
}

const lowerCase = (name: string): string => name.toLowerCase();

/** Whether the rows have all of these columns; rows of one payload have the same. */
export function hasColumns(rows: readonly NamedRow[], columns: readonly string[]): boolean {
  return rows.some((row) => columns.every((column) => column in row));
}

export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
