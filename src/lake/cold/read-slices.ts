import type { IndexedSlice } from './bar-index.ts';
import { byText, type ColdBar } from './cold-bar.ts';
import { getRange, type ReadableColdStore } from './cold-store.ts';
import { barsOfGroup } from './group-bars.ts';

interface ByteRange {
  readonly path: string;
  readonly offset: number;
  length: number;
  readonly slices: IndexedSlice[];
}

/** To read so much that nobody asked for is sooner done than another request. */
const gapBytes = 262_144;

/** Row groups that lie near each other are one request. */
export function rangesOf(slices: readonly IndexedSlice[]): readonly ByteRange[] {
  const ranges: ByteRange[] = [];
  const inOrder = slices.toSorted((one, other) => byText(one.file.path, other.file.path) || one.offset - other.offset);
  for (const slice of inOrder) {
    const { offset, length, file } = slice;
    const last = ranges.at(-1);
    if (last?.path === file.path && offset <= last.offset + last.length + gapBytes) {
      last.length = offset + length - last.offset;
      last.slices.push(slice);
    } else {
      ranges.push({ path: file.path, offset, length, slices: [slice] });
    }
  }
  return ranges;
}

export async function readRange(
  store: ReadableColdStore,
  { path, offset, length, slices }: ByteRange,
): Promise<ColdBar[]> {
  const bytes = await getRange(store, path, offset, length);
  return [...Map.groupBy(slices, (slice) => slice.offset - offset)].flatMap(([start, own]) =>
    barsOfGroup(bytes.subarray(start, start + (own[0]?.length ?? 0)), own),
  );
}

/** Everything that slices hold, revisions included, a range of the store at a time. */
export async function readSlices(store: ReadableColdStore, slices: readonly IndexedSlice[]): Promise<ColdBar[]> {
  const bars: ColdBar[][] = [];
  for (const range of rangesOf(slices)) bars.push(await readRange(store, range));
  return bars.flat();
}
