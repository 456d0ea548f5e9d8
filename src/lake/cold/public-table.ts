import Papa from 'papaparse';
import { type Cell, type CellColumn, parquetFile } from './parquet-file.ts';
import { decimal, mostDigits, optional, text } from './parquet-types.ts';
import { named, noisy } from './rest-columns.ts';
import { digitsOf64Bits, neededDecimals, toUnscaled } from './scaled-decimal.ts';

/** What of every row is told in a manifest. */
export interface PublicRow {
  readonly fetch_id: string;
  readonly is_sample: boolean;
}

/** A column of decimals; columns of one scale have as many digits after the point as any of them needs. */
export interface DecimalColumn {
  readonly decimal: string;
  readonly scale: string;
}

/** Rows as others may have them. */
export interface PublicTable<R extends PublicRow> {
  /** Under REST's names and in its order. */
  readonly columns: readonly (CellColumn<R> | DecimalColumn)[];
  /** What a stranger needs to know to read the file. */
  readonly note: string;
  /** When a row is, in the world; null where rows have no time of their own. */
  timeOf(row: R): string | null;
}

/** A file, and what a manifest says of it. */
export interface PublicFile {
  readonly bytes: Uint8Array;
  readonly rows: number;
  readonly columns: readonly string[];
  /** Its earliest and latest row. */
  readonly from: string | null;
  readonly to: string | null;
  readonly fetch_ids: number;
  /** Whether any of it is recorded for trial and not collected. */
  readonly is_sample: boolean;
}

/** Rows, so many at a time that memory holds them. */
export type Groups<R> = Iterable<readonly R[]> | AsyncIterable<readonly R[]>;

/**
 * The rows as CSV (RFC 4180), each digit as published; an empty field is null. On the way it sees of what digits the
 * decimals are, which Parquet must know beforehand.
 */
export async function publicCsv<R extends PublicRow>(
  table: PublicTable<R>,
  groups: Groups<R>,
): Promise<PublicFile & { readonly digits: Digits }> {
  const facts = factsCounter(table);
  const digits: Digits = new Map();
  const encoder = new TextEncoder();
  const parts = [encoder.encode(`${Papa.unparse([[...facts.columns]])}\r\n`)];
  for await (const rows of groups) {
    if (rows.length === 0) continue;
    facts.add(rows);
    widen(digits, table, rows);
    const lines = rows.map((row) => table.columns.map((column) => shown(row, column)));
    parts.push(encoder.encode(`${Papa.unparse(lines)}\r\n`));
  }
  return { ...facts.of(joined(parts)), digits };
}

/** The same rows as Parquet: decimals as such where all of a column fit exactly, and else as text. */
export async function publicParquet<R extends PublicRow>(
  table: PublicTable<R>,
  digits: Digits,
  groups: Groups<R>,
): Promise<PublicFile> {
  const columns = table.columns.map((column) => ('decimal' in column ? decimalColumn<R>(column, digits) : column));
  const file = parquetFile(columns, table.note, 'GZIP');
  const facts = factsCounter(table);
  for await (const rows of groups) {
    facts.add(rows);
    file.add(Object.fromEntries(columns.map(({ element, cell }) => [element.name, rows.map(cell)])));
  }
  return facts.of(file.finish());
}

const nameOf = <R>(column: CellColumn<R> | DecimalColumn): string =>
  'decimal' in column ? column.decimal : column.element.name;

const cellOf = (row: object, name: string) => (row as Record<string, string | number | boolean | null>)[name] ?? null;
const decimalOf = (row: object, name: string) => cellOf(row, name) as string | null;

/** A text that a spreadsheet would calculate is shown as it is behind an apostrophe. Numbers are no formulas. */
function shown<R extends PublicRow>(row: R, column: CellColumn<R> | DecimalColumn) {
  const value = cellOf(row, nameOf(column));
  const isText = !('decimal' in column) && column.element.type === 'BYTE_ARRAY';
  return isText && /^[=+\-@\t\r]/.test(String(value)) ? `'${value}` : value;
}

/** Of each scale. */
type Digits = Map<string, { scale: number; whole: number }>;

/** Of what digits the decimals of these rows are. */
export function digitsOf<R extends PublicRow>(table: PublicTable<R>, rows: readonly R[]): Digits {
  const digits: Digits = new Map();
  widen(digits, table, rows);
  return digits;
}

function widen<R extends PublicRow>(digits: Digits, { columns }: PublicTable<R>, rows: readonly R[]): void {
  for (const column of columns) {
    if (!('decimal' in column)) continue;
    const most = digits.get(column.scale) ?? { scale: 0, whole: 1 };
    digits.set(column.scale, most);
    for (const row of rows) {
      const value = decimalOf(row, column.decimal);
      if (value === null) continue;
      most.scale = Math.max(most.scale, neededDecimals(value));
      most.whole = Math.max(most.whole, (/\d+/.exec(value)?.[0] ?? '').length);
    }
  }
}

function decimalColumn<R extends PublicRow>({ decimal: name, scale: of }: DecimalColumn, most: Digits): CellColumn<R> {
  const { scale, whole } = most.get(of) ?? { scale: 0, whole: 1 };
  const digits = scale + whole;
  if (digits > mostDigits) {
    return { element: optional(text(name)), encodings: named, cell: (row) => decimalOf(row, name) };
  }
  const cell = (row: R): Cell => {
    const value = decimalOf(row, name);
    return value === null ? null : toUnscaled(value, scale, mostDigits);
  };
  const encodings = digits <= digitsOf64Bits ? noisy : (['PLAIN'] as const);
  return { element: optional(decimal(name, scale, digits)), encodings, cell };
}

function factsCounter<R extends PublicRow>({ columns: of, timeOf }: PublicTable<R>) {
  const columns = of.map(nameOf);
  const times = { from: null as string | null, to: null as string | null };
  const fetches = new Set<string>();
  let count = 0;
  let sample = false;
  return {
    columns,
    add(rows: readonly R[]): void {
      count += rows.length;
      for (const row of rows) {
        fetches.add(row.fetch_id);
        sample ||= row.is_sample;
        const time = timeOf(row);
        if (time === null) continue;
        if (times.from === null || time < times.from) times.from = time;
        if (times.to === null || time > times.to) times.to = time;
      }
    },
    of: (bytes: Uint8Array): PublicFile => ({
      ...{ bytes, rows: count, columns, ...times },
      ...{ fetch_ids: fetches.size, is_sample: sample },
    }),
  };
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.byteLength, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.byteLength;
  }
  return whole;
}
