import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import papaparse from 'papaparse';

const FOLDER = join(import.meta.dirname, 'figures');

export function readFigureText(file: string): string {
  return readFileSync(join(FOLDER, file), 'utf8');
}

/** The header and the rows of a figure file; lines beginning with # state its origin. */
export function readFigures(file: string): { header: string[]; rows: string[][] } {
  const [header = [], ...rows] = papaparse.parse<string[]>(readFigureText(file), {
    comments: '#',
    skipEmptyLines: true,
  }).data;
  return { header, rows };
}

/** The same as one record a row, for files whose columns are known beforehand. */
export function readFigureRecords<Column extends string>(
  file: string,
  columns: readonly Column[],
): Record<Column, string>[] {
  const { header, rows } = readFigures(file);
  if (header.join() !== columns.join()) throw new Error(`${file}: columns are ${header.join()}`);
  return rows.map((row) => Object.fromEntries(columns.map((column, i) => [column, row[i]])) as Record<Column, string>);
}
