import type { IndexedSlice } from './bar-index.ts';
import type { ColdBar } from './cold-bar.ts';
import { getRange, type ReadableColdStore } from './cold-store.ts';
import { openRowGroup, type RowGroup } from './row-group.ts';

/** Everything that slices hold, revisions included, a row group of the store at a time. */
export async function readSlices(store: ReadableColdStore, slices: readonly IndexedSlice[]): Promise<ColdBar[]> {
  const bars: ColdBar[] = [];
  const groups = Map.groupBy(slices, ({ file, offset }) => `${file.path} ${offset}`);
  for (const own of groups.values()) {
    const { file, offset, length, group_rows } = own[0] as IndexedSlice;
    const group: RowGroup = openRowGroup(await getRange(store, file.path, offset, length), group_rows);
    for (const { first, rows } of own) bars.push(...group.bars(first, rows));
  }
  return bars;
}
