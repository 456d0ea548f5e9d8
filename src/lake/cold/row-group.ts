import type { SchemaElement } from 'hyparquet';
import { readColumn } from 'hyparquet/src/column.js';
import { DEFAULT_PARSERS } from 'hyparquet/src/convert.js';
import { barColumns, type Cells, toBar } from './bar-columns.ts';
import type { ColdBar } from './cold-bar.ts';
import { decompressors, type PageCodec } from './parquet-file.ts';

export interface RowGroup {
  /** The bars in so many rows from `first` on. */
  bars(first: number, count: number): ColdBar[];
}

/** A row group of so many rows from its bytes alone, without the footer of its file. */
export function openRowGroup(bytes: Uint8Array, rows: number): RowGroup {
  const reader = { view: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), offset: 0 };
  const wanted = { groupStart: 0, selectStart: 0, selectEnd: rows, groupRows: rows };
  const cells: Cells = {};
  for (const { element, codec = 'GZIP' } of barColumns) {
    const { data } = readColumn(reader, wanted, decoderOf(asStored(element), codec));
    cells[element.name] = data[0] ?? [];
  }
  return { bars: (first, count) => Array.from({ length: count }, (_, index) => toBar(cells, first + index)) };
}

function decoderOf(element: SchemaElement, codec: PageCodec) {
  const path = [element.name];
  const root = { element: { name: 'schema' }, path: [], children: [], count: 0 };
  return {
    type: element.type ?? 'BYTE_ARRAY',
    element,
    schemaPath: [root, { element, path, children: [], count: 0 }],
    pathInSchema: path,
    codec,
    compressors: decompressors,
    parsers: DEFAULT_PARSERS,
  };
}

/** Instants and days as the integers that they are in the file. */
function asStored(element: SchemaElement): SchemaElement {
  const { converted_type, logical_type, ...physical } = element;
  return converted_type === 'UTF8' ? element : physical;
}
