import {
  bool,
  type DataType,
  dateDay,
  dictionary,
  int32,
  TimeUnit,
  tableFromArrays,
  tableToIPC,
  timestamp,
  utf8,
} from '@uwdata/flechette';
import type { RecordColumn } from '../../lake/cold/public-records.ts';

type Row = Readonly<Record<string, unknown>>;
interface Shown {
  readonly type: () => DataType;
  cell(value: unknown): unknown;
}

const asItIs = (value: unknown): unknown => value;
const moment = (value: unknown): number => Date.parse(String(value));
/** Figures and other texts that seldom repeat. */
const text: Shown = { type: utf8, cell: asItIs };
/** By a column's type in SQL. A decimal is text: no other type has each digit as published, page after page. */
const shown: Readonly<Record<string, Shown>> = {
  numeric: text,
  text: { type: () => dictionary(utf8()), cell: asItIs },
  timestamp: { type: () => timestamp(TimeUnit.MILLISECOND, 'UTC'), cell: moment },
  date: { type: dateDay, cell: moment },
  integer: { type: int32, cell: asItIs },
  boolean: { type: bool, cell: asItIs },
};

/** Rows as an Arrow stream (IPC). */
export function arrowStream(columns: readonly RecordColumn[], rows: readonly Row[]): Uint8Array {
  const types: Record<string, DataType> = {};
  const values: Record<string, unknown[]> = {};
  for (const { name, type } of columns) {
    const { type: typed, cell } = shown[type] ?? text;
    types[name] = typed();
    values[name] = rows.map((row) => (row[name] === null || row[name] === undefined ? null : cell(row[name])));
  }
  const bytes = tableToIPC(tableFromArrays(values, { types }), { format: 'stream' });
  if (bytes === null) throw new Error('a table without a file');
  return bytes;
}
