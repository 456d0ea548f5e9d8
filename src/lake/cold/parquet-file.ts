import { gunzipSync, gzipSync } from 'fflate';
import type { Encoding, SchemaElement } from 'hyparquet';
import { ByteWriter, ParquetWriter, parquetWriteBuffer } from 'hyparquet-writer';
import { crc32 } from '../../core/crc32.ts';

export type PageCodec = 'GZIP' | 'UNCOMPRESSED';
export type Cell = string | number | bigint | boolean | null;

export interface ParquetColumn {
  readonly element: SchemaElement;
  /** How its values may be laid out; the smallest is taken, row group by row group. */
  readonly encodings: readonly Encoding[];
  /** Whether a reader prunes row groups by its least and greatest value. */
  readonly prunes?: true;
  /** Set where mostly a single value stands in all rows, which compression would make longer. */
  readonly codec?: 'UNCOMPRESSED';
}

/** A column, and what a row has in it. */
export interface CellColumn<R> extends ParquetColumn {
  cell(row: R): Cell;
}

interface ParquetFileWriter {
  /** Writes a row group, the cells of its columns by name, and says where it lies. */
  add(cells: Record<string, Cell[]>): { readonly offset: number; readonly length: number; readonly checksum: number };
  finish(): Uint8Array;
}

/** Without the time of compression, so that the same rows are the same bytes. */
const gzip = (bytes: Uint8Array): Uint8Array => gzipSync(bytes, { level: 9, mtime: 0 });
const compressors = { GZIP: gzip };
export const decompressors = { GZIP: (bytes: Uint8Array): Uint8Array => gunzipSync(bytes) };

/** Bytes of text in a column's least and greatest value: more than an instrument's id has. */
const statisticBytes = 64;
/** A chunk is one page, so that a reader that has a row group's bytes finds every column by reading on. */
const pageSize = 0;

export function parquetFile(columns: readonly ParquetColumn[], note: string, codec: PageCodec): ParquetFileWriter {
  const writer = new ByteWriter();
  const file = new ParquetWriter({
    writer,
    schema: schemaOf(columns),
    codec,
    compressors,
    statisticsTruncateLength: statisticBytes,
    kvMetadata: [{ key: 'wizdata.reading', value: note }],
    createdBy: 'wizdata',
  });
  return {
    add(cells) {
      const offset = writer.offset;
      const columnData = columns.map((column) => {
        const { name } = column.element;
        const values = cells[name] ?? [];
        const encoding = smallest(column, values, codec);
        return { name, data: values, encoding, codec: column.codec ?? codec, statistics: column.prunes ?? false };
      });
      file.write({ columnData, rowGroupSize: columnData[0]?.data.length ?? 0, pageSize });
      const length = writer.offset - offset;
      return { offset, length, checksum: crc32(writer.getBytes().subarray(offset, offset + length)) };
    },
    finish() {
      file.finish();
      return writer.getBytes().slice();
    },
  };
}

const schemaOf = (columns: readonly ParquetColumn[]): SchemaElement[] => [
  { name: 'schema', num_children: columns.length },
  ...columns.map(({ element }) => element),
];

/** The encoding in which a column takes least; tried, because it depends on how noisy the figures are. */
function smallest(column: ParquetColumn, values: Cell[], codec: PageCodec): Encoding {
  const [first = 'PLAIN', ...others] = column.encodings;
  if (others.length === 0 || values.every((value) => value === null)) return first;
  const sizes = column.encodings.map((encoding) => {
    const columnData = [{ name: column.element.name, data: values, encoding }];
    const options = { schema: schemaOf([column]), columnData, codec, compressors, statistics: false, pageSize };
    return parquetWriteBuffer({ ...options, rowGroupSize: values.length }).byteLength;
  });
  return column.encodings[sizes.indexOf(Math.min(...sizes))] ?? first;
}
