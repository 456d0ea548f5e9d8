import type { CellColumn } from './parquet-file.ts';
import { boolean, date, int32, optional, text, timestamp } from './parquet-types.ts';
import type { DecimalColumn, PublicRow, PublicTable } from './public-table.ts';
import { dayNumberOf, flag, msOf, named, noisy, steady } from './rest-columns.ts';

/** A row as REST spells it. */
export type PublicRecord = PublicRow & Readonly<Record<string, string | number | boolean | null>>;

/** A column by its type in SQL. */
export interface RecordColumn {
  readonly name: string;
  readonly type: string;
  readonly nullable: boolean;
}

/** What is to be known of a dataset to give its rows away. */
interface RecordsToPublish {
  /** Of the operation that answers with such rows. */
  readonly path: string;
  readonly columns: readonly RecordColumn[];
  /** The day of a row in the world. */
  readonly at: string | null;
}

/** Rows of any dataset, in Parquet's own types. */
export const publicRecords = ({ path, columns, at }: RecordsToPublish): PublicTable<PublicRecord> => ({
  columns: columns.map(typed),
  note: `Columns are those of GET ${path}, each row as one source says it; see manifest.json.`,
  timeOf: (row) => (at === null ? null : `${row[at]}T00:00:00.000Z`),
});

function typed({ name, type, nullable }: RecordColumn): CellColumn<PublicRecord> | DecimalColumn {
  if (type === 'numeric') return { decimal: name, scale: name };
  const { element, ...column } = shapes[type.startsWith('timestamp') ? 'timestamp' : type] ?? textual;
  return {
    ...column,
    element: nullable ? optional(element(name)) : element(name),
    cell: (row) => (row[name] === null ? null : column.cell(row[name] as never)),
  };
}

interface Shape {
  readonly element: typeof text;
  readonly encodings: CellColumn<unknown>['encodings'];
  readonly cell: CellColumn<never>['cell'];
}

const textual: Shape = { element: text, encodings: named, cell: (value: string) => value };
const shapes: Readonly<Record<string, Shape>> = {
  date: { element: date, encodings: steady, cell: dayNumberOf },
  timestamp: { element: timestamp, encodings: steady, cell: msOf },
  integer: { element: int32, encodings: noisy, cell: (value: number) => value },
  boolean: { element: boolean, encodings: flag, cell: (value: boolean) => value },
};
