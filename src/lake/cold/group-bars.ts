import { crc32 } from '../../core/crc32.ts';
import { WizError } from '../../core/errors.ts';
import type { IndexedSlice } from './bar-index.ts';
import { type ColdBar, isSameSeries } from './cold-bar.ts';
import { openRowGroup, type RowGroup } from './row-group.ts';

/**
 * The bars of some slices of one row group, from its bytes. Bytes that are not those that were written are not parsed,
 * and bars that are not those of which the index speaks are not given out: whoever asks is told to come again.
 */
export function barsOfGroup(bytes: Uint8Array, slices: readonly IndexedSlice[]): ColdBar[] {
  const checksum = crc32(bytes);
  let group: RowGroup | undefined;
  return slices.flatMap((slice) => {
    if (slice.checksum !== checksum) throw damaged(slice, 'its bytes are others');
    try {
      group ??= openRowGroup(bytes, slice.group_rows);
      const bars = group.bars(slice.first, slice.rows);
      if (isAsIndexed(bars, slice)) return bars;
    } catch (error) {
      throw damaged(slice, 'it cannot be read', error);
    }
    throw damaged(slice, `the index tells otherwise of ${slice.instrument_id}`);
  });
}

const isAsIndexed = (bars: readonly ColdBar[], slice: IndexedSlice): boolean =>
  bars.every((bar) => isSameSeries(bar, slice)) &&
  bars.filter(({ superseded_at }) => superseded_at !== null).length === slice.revisions &&
  Date.parse(bars[0]?.time ?? '') === slice.from_ms &&
  Date.parse(bars.at(-1)?.time ?? '') === slice.to_ms;

const damaged = ({ file, offset }: IndexedSlice, why: string, cause?: unknown): WizError =>
  new WizError('dependency_unavailable', `cold storage is damaged at ${offset} of ${file.path}: ${why}`, {}, cause);
