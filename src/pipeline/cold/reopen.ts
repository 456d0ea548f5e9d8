import { type Clock, toInstant } from '../../core/clock.ts';
import { newId } from '../../core/ids.ts';
import { barIndex, partOf } from '../../lake/cold/bar-index.ts';
import type { ColdStore } from '../../lake/cold/cold-store.ts';
import { readSlices } from '../../lake/cold/read-slices.ts';
import type { Database } from '../../storage/client.ts';
import { readSpot } from '../../storage/cold/cold-files.ts';
import type { ColdLine } from '../../storage/cold/guard.ts';
import { moveStaged, stageBars } from '../../storage/cold/thaw.ts';

export interface ReopenDeps {
  readonly db: Database;
  readonly store: ColdStore;
  readonly clock: Clock;
}

/**
 * Takes an instrument's bars of a period back into the table, with all their versions, digits and provenance: nothing
 * about them changes, so nothing is announced. Again, it changes nothing.
 */
export async function reopen(line: ColdLine, { db, store, clock }: ReopenDeps): Promise<void> {
  const { interval_class, period, instrument_id } = line;
  // Asked before the index, which may already name a newer file when this one still stands for the rows.
  const { path, reopened } = await readSpot(db, { interval_class, period, part: partOf(instrument_id) });
  if (path === null || reopened.includes(instrument_id)) return;
  const slices = (await barIndex(store).slices(instrument_id)).filter(
    ({ file }) => file.class === interval_class && file.period === period,
  );
  const bars = await readSlices(store, slices);
  const load_id = newId('load');
  await stageBars(db, load_id, bars);
  await moveStaged(db, { load_id, rows: bars.length, path }, line, toInstant(clock.now()));
}
