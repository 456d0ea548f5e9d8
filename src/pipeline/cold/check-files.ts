import { toInstant } from '../../core/clock.ts';
import { reachable } from '../../core/errors.ts';
import { sha256 } from '../../core/hash.ts';
import { readBarFile } from '../../lake/cold/bar-file.ts';
import { indexBarFile, indexedRows, readShards } from '../../lake/cold/bar-index.ts';
import { type BarSlice, slicesOf } from '../../lake/cold/bar-slice.ts';
import type { ReadableColdStore } from '../../lake/cold/cold-store.ts';
import { type FileToCheck, filesToCheck, noteChecked } from '../../storage/cold/checked-files.ts';
import type { ColdJobDeps } from './cold-job-deps.ts';

interface CheckOutcome {
  readonly checked: number;
  readonly damaged: number;
  /** Files that the index names again. */
  readonly indexed: number;
}

/**
 * Nothing compares cold bars with what they were read from: their files are known by their digest. Of each file that is
 * looked at, the bytes must have it and the index must name all its rows. An index that does not is made anew from the
 * file, all of these before the others; a damaged file is told of until somebody has brought it back.
 */
export async function checkFiles(
  bounds: { readonly untilMs: number; readonly files: number },
  deps: ColdJobDeps,
): Promise<CheckOutcome> {
  const { db, store, clock, logger, holds } = deps;
  const all = await filesToCheck(db);
  const lost = await notIndexed(store, all);
  const due = [
    ...all.filter((file) => lost.has(file)),
    ...all.filter((file) => !lost.has(file)).slice(0, bounds.files),
  ];
  const outcome = { checked: 0, damaged: 0, indexed: 0 };
  for (const file of due) {
    const { interval_class, period, part, path } = file;
    const isLate = clock.now() >= bounds.untilMs;
    if (isLate && !lost.has(file)) break;
    const found = isLate ? { damage: 'the index does not name it' } : await look(store, file);
    if ('bytes' in found && lost.has(file)) {
      await indexBarFile(store, { class: interval_class, period, part, path }, slicesIn(found.bytes));
      logger.log('error', 'cold_index_mended', { interval_class, period, part, path });
      outcome.indexed += 1;
    }
    const damage = 'damage' in found ? found.damage : null;
    if (damage !== null) {
      logger.log('error', 'cold_file_damaged', { interval_class, period, part, path, damage });
      outcome.damaged += 1;
    }
    await db.batch([holds, noteChecked(file, damage, toInstant(clock.now()))]);
    outcome.checked += 1;
  }
  return outcome;
}

function slicesIn(bytes: Uint8Array): BarSlice[] {
  const slices: BarSlice[] = [];
  for (const { bars, ...place } of readBarFile(bytes)) slices.push(...slicesOf(bars, place));
  return slices;
}

async function look(
  store: ReadableColdStore,
  { path, sha256: expected }: FileToCheck,
): Promise<{ readonly bytes: Uint8Array } | { readonly damage: string }> {
  const object = await reachable('cold storage', store.get(path));
  if (object === null) return { damage: 'it is gone' };
  const bytes = new Uint8Array(await reachable('cold storage', object.arrayBuffer()));
  const digest = await sha256(bytes);
  return digest === expected ? { bytes } : { damage: `its ${bytes.byteLength} bytes have the digest ${digest}` };
}

/** The files that not all shards of their part name, or with fewer rows than they have. */
async function notIndexed(store: ReadableColdStore, all: readonly FileToCheck[]): Promise<ReadonlySet<FileToCheck>> {
  const lost = new Set<FileToCheck>();
  for (const [part, files] of Map.groupBy(all, (file) => file.part)) {
    const shards = [...(await readShards(store, part)).values()].map((shard) => shard && indexedRows(shard));
    for (const file of files) {
      const rows = shards.map((shard) => shard?.get(file.path));
      const isNamed = rows.every((count) => count !== undefined);
      if (!isNamed || rows.reduce((sum, count) => sum + (count ?? 0), 0) !== file.rows) lost.add(file);
    }
  }
  return lost;
}
