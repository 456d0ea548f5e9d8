import { readBarFile } from '../../lake/cold/bar-file.ts';
import type { BarIndex } from '../../lake/cold/bar-index.ts';
import type { ColdBar } from '../../lake/cold/cold-bar.ts';
import { getUnchanged, type ReadableColdStore } from '../../lake/cold/cold-store.ts';
import { readSlices } from '../../lake/cold/read-slices.ts';
import type { StoredFile } from '../../storage/cold/cold-files.ts';

/**
 * All versions of an instrument's bars in a file that stands for them, by the file's own word: what takes them out of it
 * for good must not depend on an index that may be lost, old or short of some.
 */
export async function lineBars(
  instrument_id: string,
  { path, sha256 }: StoredFile,
  store: ReadableColdStore,
): Promise<ColdBar[]> {
  const found: ColdBar[] = [];
  for (const { bars } of readBarFile(await getUnchanged(store, path, sha256), instrument_id)) {
    for (const bar of bars) if (bar.instrument_id === instrument_id) found.push(bar);
  }
  return found;
}

/** The same by the shorter way of the index, where it names this file and knows of the instrument. */
export async function indexedLineBars(
  instrument_id: string,
  file: StoredFile,
  store: ReadableColdStore,
  index: BarIndex,
): Promise<ColdBar[]> {
  const indexed = await index.slices(instrument_id).catch(() => []);
  const slices = indexed.filter((slice) => slice.file.path === file.path);
  return slices.length > 0 ? await readSlices(store, slices) : await lineBars(instrument_id, file, store);
}
