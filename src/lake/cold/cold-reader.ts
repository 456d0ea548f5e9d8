import type { BarIndex, IndexedSlice } from './bar-index.ts';
import { byText, type ColdBar } from './cold-bar.ts';
import type { ReadableColdStore } from './cold-store.ts';
import { rangesOf, readRange } from './read-slices.ts';

/** Whose bars, and of when. */
export interface ColdSpan {
  readonly store: ReadableColdStore;
  readonly index: BarIndex;
  readonly key: { readonly instrument_id: string; readonly interval: string; readonly source: string | null };
  /** Inclusive. */
  readonly from: string | null;
  /** Exclusive. */
  readonly before: string | null;
  /** The periods that count; what the index has of others lies elsewhere still, or again. */
  readonly periods?: readonly string[];
  readonly limit: number;
}

export interface ColdBarsRequest extends ColdSpan {
  /** Null for the bars that stand. */
  readonly as_of: string | null;
  /** `latest` are the newest, shown in the order of time. */
  readonly order: 'asc' | 'desc' | 'latest';
}

interface ColdBars {
  readonly bars: readonly ColdBar[];
  /** Reads of the store beside the one of the index, and what they brought. */
  readonly ranges: number;
  readonly bytes: number;
}

/** Bars in cold storage as they stand, or stood then; row groups beyond what the limit needs are not read. */
export async function readColdBars(request: ColdBarsRequest): Promise<ColdBars> {
  const { as_of, order } = request;
  const forward = order === 'asc';
  const asOf = as_of === null ? null : Date.parse(as_of);
  const read = await walk(request, {
    forward,
    holding: (slices) => slices,
    expected: ({ rows, revisions }) => rows - revisions,
    wanted: (bars) => bars.filter((bar) => isKnown(bar, asOf)),
    compare: (left, right) => {
      const [one, other] = forward ? [left, right] : [right, left];
      return byText(one.time, other.time) || byText(one.source, other.source);
    },
  });
  return order === 'latest' ? { ...read, bars: read.bars.toReversed() } : read;
}

/**
 * Every version of the bars that were corrected, newest bar first and each from its last version to its first. Where no
 * bar was, nothing is read.
 * @param isWanted leaves out versions of a page before
 */
export function readColdVersions(request: ColdSpan, isWanted: (bar: ColdBar) => boolean): Promise<ColdBars> {
  return walk(request, {
    forward: false,
    holding: (slices) => {
      const corrected = slices.filter(({ revisions }) => revisions > 0);
      return slices.filter((slice) => corrected.some((one) => one === slice || goesOn(one, slice)));
    },
    expected: ({ revisions }) => revisions,
    wanted: (bars) => correctedOf(bars).filter(isWanted),
    compare: (one, other) => byText(other.time, one.time) || byText(one.source, other.source) || other.rev - one.rev,
  });
}

/** Where a row group ends between the versions of a bar, the bar is in both. */
const goesOn = (one: IndexedSlice, other: IndexedSlice): boolean =>
  one.source === other.source && (one.to_ms === other.from_ms || one.from_ms === other.to_ms);

/** How slices are gone through. */
interface Walk {
  readonly forward: boolean;
  /** Those that hold what is wanted. */
  holding(slices: readonly IndexedSlice[]): readonly IndexedSlice[];
  /** How many of a slice's rows are wanted, if its whole time is. */
  expected(slice: IndexedSlice): number;
  wanted(bars: readonly ColdBar[]): readonly ColdBar[];
  /** By time before all else. */
  compare(one: ColdBar, other: ColdBar): number;
}

async function walk(request: ColdSpan, { forward, holding, expected, wanted, compare }: Walk): Promise<ColdBars> {
  const { store, index, key, periods, limit } = request;
  const span = spanOf(request);
  const own = (await index.slices(key.instrument_id))
    .filter((slice) => slice.interval === key.interval && (key.source === null || slice.source === key.source))
    .filter((slice) => slice.to_ms >= span.from && slice.from_ms < span.before)
    .filter((slice) => periods === undefined || periods.includes(slice.file.period));
  const slices = holding(own).toSorted((left, right) =>
    forward ? left.from_ms - right.from_ms : right.to_ms - left.to_ms,
  );
  const read = { bars: [] as readonly ColdBar[], ranges: 0, bytes: 0 };
  const within: ColdBar[] = [];
  let taken = 0;
  while (taken < slices.length && settled(read.bars, slices[taken], forward) < limit) {
    const wave = slices.slice(taken, taken + waveLength(slices.slice(taken).map(expected), limit - read.bars.length));
    taken += wave.length;
    const ranges = rangesOf(wave);
    const found = await Promise.all(ranges.map((range) => readRange(store, range)));
    read.ranges += ranges.length;
    read.bytes += ranges.reduce((sum, { length }) => sum + length, 0);
    for (const bar of found.flat()) if (isWithin(bar, span)) within.push(bar);
    read.bars = wanted(within).toSorted(compare);
  }
  return { ...read, bars: read.bars.slice(0, limit) };
}

interface Span {
  readonly from: number;
  readonly before: number;
}

const spanOf = ({ from, before }: ColdSpan): Span => ({
  from: from === null ? Number.NEGATIVE_INFINITY : Date.parse(from),
  before: before === null ? Number.POSITIVE_INFINITY : Date.parse(before),
});

function isWithin({ time }: ColdBar, { from, before }: Span): boolean {
  const at = Date.parse(time);
  return at >= from && at < before;
}

/** As in SQL: what stands and was known already, and what has been replaced since. */
function isKnown({ recorded_at, superseded_at }: ColdBar, asOf: number | null): boolean {
  if (asOf === null) return superseded_at === null;
  return Date.parse(recorded_at) <= asOf && (superseded_at === null || Date.parse(superseded_at) > asOf);
}

function correctedOf(bars: readonly ColdBar[]): ColdBar[] {
  const nameOf = ({ source, time }: ColdBar): string => `${source} ${time}`;
  const corrected = new Set(bars.filter(({ superseded_at }) => superseded_at !== null).map(nameOf));
  return bars.filter((bar) => corrected.has(nameOf(bar)));
}

/** How many of the bars come before any bar of the slices that are not read yet. */
function settled(bars: readonly ColdBar[], next: IndexedSlice | undefined, forward: boolean): number {
  if (next === undefined) return bars.length;
  const open = bars.findIndex(({ time }) =>
    forward ? Date.parse(time) >= next.from_ms : Date.parse(time) <= next.to_ms,
  );
  return open === -1 ? bars.length : open;
}

/** As many slices as hold the wanted number of bars, if all of them are wanted: they are read at once. */
function waveLength(expected: readonly number[], wanted: number): number {
  let bars = 0;
  const enough = expected.findIndex((count) => {
    bars += count;
    return bars >= wanted;
  });
  return enough === -1 ? expected.length : enough + 1;
}
