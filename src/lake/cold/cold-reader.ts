import type { BarIndex, IndexedSlice } from './bar-index.ts';
import { byText, type ColdBar } from './cold-bar.ts';
import { type ColdStore, getRange } from './cold-store.ts';
import { openRowGroup, type RowGroup } from './row-group.ts';

export interface ColdBarsRequest {
  readonly store: ColdStore;
  readonly index: BarIndex;
  readonly key: { readonly instrument_id: string; readonly interval: string; readonly source: string | null };
  /** Inclusive. */
  readonly from: string | null;
  /** Exclusive. */
  readonly before: string | null;
  /** Null for the bars that stand. */
  readonly as_of: string | null;
  /** `latest` are the newest, shown in the order of time. */
  readonly order: 'asc' | 'desc' | 'latest';
  readonly limit: number;
}

export interface ColdBars {
  readonly bars: readonly ColdBar[];
  /** Reads of the store beside the one of the index, and what they brought. */
  readonly ranges: number;
  readonly bytes: number;
}

/** Bars in cold storage as they stand, or stood then; row groups beyond what the limit needs are not read. */
export async function readColdBars(request: ColdBarsRequest): Promise<ColdBars> {
  const { store, index, key, order, limit } = request;
  const span = spanOf(request);
  const forward = order === 'asc';
  const slices = (await index.slices(key.instrument_id))
    .filter((slice) => slice.interval === key.interval && (key.source === null || slice.source === key.source))
    .filter((slice) => slice.to_ms >= span.from && slice.from_ms < span.before)
    .sort((left, right) => (forward ? left.from_ms - right.from_ms : right.to_ms - left.to_ms));
  const read = { bars: [] as ColdBar[], ranges: 0, bytes: 0 };
  let taken = 0;
  while (taken < slices.length && settled(read.bars, slices[taken], forward) < limit) {
    const wave = slices.slice(taken, taken + waveLength(slices.slice(taken), limit - read.bars.length));
    taken += wave.length;
    const ranges = rangesOf(wave);
    const found = await Promise.all(ranges.map((range) => readRange(store, range)));
    read.ranges += ranges.length;
    read.bytes += ranges.reduce((sum, { length }) => sum + length, 0);
    read.bars = [...read.bars, ...found.flat().filter((bar) => isKnown(bar, span))].sort(inWalk(forward));
  }
  const bars = read.bars.slice(0, limit);
  return { ...read, bars: order === 'latest' ? bars.toReversed() : bars };
}

interface Span {
  readonly from: number;
  readonly before: number;
  readonly asOf: number | null;
}

const spanOf = ({ from, before, as_of }: ColdBarsRequest): Span => ({
  from: from === null ? Number.NEGATIVE_INFINITY : Date.parse(from),
  before: before === null ? Number.POSITIVE_INFINITY : Date.parse(before),
  asOf: as_of === null ? null : Date.parse(as_of),
});

/** As in SQL: what stands and was known already, and what has been replaced since. */
function isKnown({ time, recorded_at, superseded_at }: ColdBar, { from, before, asOf }: Span): boolean {
  const at = Date.parse(time);
  if (at < from || at >= before) return false;
  if (asOf === null) return superseded_at === null;
  return Date.parse(recorded_at) <= asOf && (superseded_at === null || Date.parse(superseded_at) > asOf);
}

const inWalk =
  (forward: boolean) =>
  (left: ColdBar, right: ColdBar): number => {
    const [one, other] = forward ? [left, right] : [right, left];
    return byText(one.time, other.time) || byText(one.source, other.source);
  };

/** How many of the bars come before any bar of the slices that are not read yet. */
function settled(bars: readonly ColdBar[], next: IndexedSlice | undefined, forward: boolean): number {
  if (next === undefined) return bars.length;
  const open = bars.findIndex(({ time }) =>
    forward ? Date.parse(time) >= next.from_ms : Date.parse(time) <= next.to_ms,
  );
  return open === -1 ? bars.length : open;
}

/** As many slices as hold the wanted number of bars, if all of them are wanted: they are read at once. */
function waveLength(slices: readonly IndexedSlice[], wanted: number): number {
  let bars = 0;
  const enough = slices.findIndex(({ rows, revisions }) => {
    bars += rows - revisions;
    return bars >= wanted;
  });
  return enough === -1 ? slices.length : enough + 1;
}

interface ByteRange {
  readonly path: string;
  readonly offset: number;
  length: number;
  readonly slices: IndexedSlice[];
}

/** To read so much that nobody asked for is sooner done than another request. */
const gapBytes = 262_144;

/** Row groups that lie near each other are one request. */
function rangesOf(slices: readonly IndexedSlice[]): readonly ByteRange[] {
  const ranges: ByteRange[] = [];
  const inOrder = slices.toSorted((one, other) => byText(one.file.path, other.file.path) || one.offset - other.offset);
  for (const slice of inOrder) {
    const { offset, length, file } = slice;
    const last = ranges.at(-1);
    if (last?.path === file.path && offset <= last.offset + last.length + gapBytes) {
      last.length = Math.max(last.length, offset + length - last.offset);
      last.slices.push(slice);
    } else {
      ranges.push({ path: file.path, offset, length, slices: [slice] });
    }
  }
  return ranges;
}

async function readRange(store: ColdStore, { path, offset, length, slices }: ByteRange): Promise<ColdBar[]> {
  const bytes = await getRange(store, path, offset, length);
  const groups = new Map<number, RowGroup>();
  return slices.flatMap((slice) => {
    const start = slice.offset - offset;
    const group = groups.get(start) ?? openRowGroup(bytes.subarray(start, start + slice.length), slice.group_rows);
    groups.set(start, group);
    return group.bars(slice.first, slice.rows);
  });
}
