import { toInstant } from '../../core/clock.ts';
import { WizError } from '../../core/errors.ts';
import { sha256 } from '../../core/hash.ts';
import { type BarFile, readBarFile, writeBarFile } from '../../lake/cold/bar-file.ts';
import { barFileKey, indexBarFile } from '../../lake/cold/bar-index.ts';
import type { ColdBar } from '../../lake/cold/cold-bar.ts';
import { type ColdStore, getUnchanged, putObject } from '../../lake/cold/cold-store.ts';
import { verifyBarFile } from '../../lake/cold/verify-bar-file.ts';
import { spanOfPeriod } from '../../model/time-classes.ts';
import { isRefusedBy } from '../../storage/client.ts';
import { type ColdSpot, readSpot, turnCold } from '../../storage/cold/cold-files.ts';
import type { StoredSeries } from '../../storage/cold/cold-rows.ts';
import type { ColdJobDeps } from './cold-job-deps.ts';
import { merged, readBars } from './read-bars.ts';

/**
 * Moves the bars of a part from the tables into a file, beside those that its present file holds. The file is read back
 * before anything relies on it, the index names it before the rows are gone, and they go only if they are still what was
 * read: whatever cuts this off, every bar is in one place at least, and doing it again comes to the same.
 * @returns whether it is done; not where rows changed meanwhile
 */
export async function compactPart(
  spot: ColdSpot,
  series: readonly StoredSeries[],
  { db, store, clock, holds }: ColdJobDeps,
): Promise<boolean> {
  const before = await readSpot(db, spot);
  const { file: known } = before;
  const kept = known === null ? [] : barsExcept(before.reopened, await getUnchanged(store, known.path, known.sha256));
  const reading = readBars(db, series, spanOfPeriod(spot.period));
  const file = await writeBarFile(merged(reading.bars(), kept));
  const place = { class: spot.interval_class, period: spot.period, part: spot.part };
  const digest = await sha256(file.bytes);
  const path = barFileKey(place, digest);
  await putVerified(store, path, digest, file);
  await indexBarFile(store, { ...place, path }, file.slices);
  const written = {
    path,
    sha256: digest,
    size_bytes: file.bytes.byteLength,
    rows: file.rows,
    revisions: file.digests.reduce((sum, { revisions }) => sum + revisions, 0),
  };
  try {
    await turnCold(db, holds, spot, written, reading.taken(), toInstant(clock.now()));
    return true;
  } catch (error) {
    if (isRefusedBy('WZ003', error)) return false;
    throw error;
  }
}

/** The bars of a file but those of instruments that were taken back. */
function* barsExcept(ids: readonly string[], bytes: Uint8Array): Generator<ColdBar> {
  const reopened = new Set(ids);
  for (const { bars } of readBarFile(bytes)) {
    for (const bar of bars) if (!reopened.has(bar.instrument_id)) yield bar;
  }
}

async function putVerified(store: ColdStore, path: string, digest: string, file: BarFile): Promise<void> {
  await putObject(store, path, file.bytes);
  const differences = verifyBarFile(await getUnchanged(store, path, digest), file);
  if (differences.length === 0) return;
  const [first = '', ...others] = differences;
  throw new WizError('internal', `${path} does not hold what was put in: ${first} (and ${others.length} more)`);
}
