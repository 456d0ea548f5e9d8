import type { IndexedSlice } from './bar-index.ts';
import type { ColdBar } from './cold-bar.ts';
import { getRange, type ReadableColdStore } from './cold-store.ts';
import { barsOfGroup } from './group-bars.ts';

/** Everything that slices hold, revisions included, a row group of the store at a time. */
export async function readSlices(store: ReadableColdStore, slices: readonly IndexedSlice[]): Promise<ColdBar[]> {
  const bars: ColdBar[] = [];
  const groups = Map.groupBy(slices, ({ file, offset }) => `${file.path} ${offset}`);
  for (const own of groups.values()) {
    const { file, offset, length } = own[0] as IndexedSlice;
    bars.push(...barsOfGroup(await getRange(store, file.path, offset, length), own));
  }
  return bars;
}
