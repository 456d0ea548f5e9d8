import { parquetMetadata } from 'hyparquet';
import { crc32 } from '../../core/crc32.ts';
import { WizError } from '../../core/errors.ts';
import { barColumns, readingNote, toCells } from './bar-columns.ts';
import { digester, type SeriesDigest } from './bar-digest.ts';
import { type BarSlice, slicesOf } from './bar-slice.ts';
import { type ColdBar, compareColdBars } from './cold-bar.ts';
import { type PageCodec, parquetFile } from './parquet-file.ts';
import { openRowGroup } from './row-group.ts';

export interface BarFile {
  readonly bytes: Uint8Array;
  readonly rows: number;
  /** Where each series lies, for the index. */
  readonly slices: readonly BarSlice[];
  /** What was given in, for {@link verifyBarFile}. */
  readonly digests: readonly SeriesDigest[];
}

interface BarFileOptions {
  readonly rowsPerGroup?: number;
  /** Only to measure what compression brings: an uncompressed file has no reader here. */
  readonly codec?: PageCodec;
}

/** Small enough that one instrument's month of days is no long read, large enough that headers weigh little. */
const defaultRowsPerGroup = 4_096;

/** One Parquet file of bars and their revisions, which come in the order of {@link compareColdBars}, each once. */
export async function writeBarFile(
  bars: Iterable<ColdBar> | AsyncIterable<ColdBar>,
  { rowsPerGroup = defaultRowsPerGroup, codec = 'GZIP' }: BarFileOptions = {},
): Promise<BarFile> {
  const file = parquetFile(barColumns, readingNote, codec);
  const given = digester();
  const slices: BarSlice[] = [];
  let rows = 0;
  for await (const group of rowGroups(bars, rowsPerGroup)) {
    for (const bar of group) given.add(bar);
    slices.push(...slicesOf(group, file.add(toCells(group))));
    rows += group.length;
  }
  return { bytes: file.finish(), rows, slices, digests: given.digests() };
}

/** A row group and where it lies. */
interface StoredGroup extends Pick<BarSlice, 'offset' | 'length' | 'checksum'> {
  readonly bars: ColdBar[];
}

/** What a file holds, by its own footer. Its bytes are known to be those that were written: see `getUnchanged`. Of one instrument: the groups that may hold it. */
export function* readBarFile(bytes: Uint8Array, ofInstrument?: string): Generator<StoredGroup> {
  const isWhole = bytes.byteLength === bytes.buffer.byteLength;
  const buffer = (isWhole ? bytes : bytes.slice()).buffer as ArrayBuffer;
  for (const { columns, num_rows, total_compressed_size } of parquetMetadata(buffer).row_groups) {
    const { min_value: least, max_value: greatest } = columns[0]?.meta_data?.statistics ?? {};
    if (ofInstrument !== undefined && (ofInstrument < String(least) || ofInstrument > String(greatest))) continue;
    const offset = Number(columns[0]?.file_offset);
    const length = Number(total_compressed_size);
    const rows = Number(num_rows);
    const group = bytes.subarray(offset, offset + length);
    yield { offset, length, checksum: crc32(group), bars: openRowGroup(group, rows).bars(0, rows) };
  }
}

/**
 * A row group that has its rows ends where another instrument or interval begins, or at twice as many: what is shorter
 * than a row group is never cut.
 */
async function* rowGroups(
  bars: Iterable<ColdBar> | AsyncIterable<ColdBar>,
  rowsPerGroup: number,
): AsyncGenerator<ColdBar[]> {
  let group: ColdBar[] = [];
  let last: ColdBar | undefined;
  for await (const bar of bars) {
    if (last !== undefined) {
      if (compareColdBars(last, bar) >= 0) throw outOfOrder(bar);
      const begins = last.instrument_id !== bar.instrument_id || last.interval !== bar.interval;
      if (group.length >= (begins ? rowsPerGroup : 2 * rowsPerGroup)) {
        yield group;
        group = [];
      }
    }
    group.push(bar);
    last = bar;
  }
  if (group.length > 0) yield group;
}

const outOfOrder = ({ instrument_id, interval, source, time }: ColdBar): WizError =>
  new WizError(
    'internal',
    `bars of a file must be sorted and each there once: ${instrument_id} ${interval} ${source} ${time}`,
  );
