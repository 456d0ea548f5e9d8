import { type Clock, toInstant } from '../../core/clock.ts';
import { newId } from '../../core/ids.ts';
import { partOf } from '../../lake/cold/bar-index.ts';
import type { ColdStore } from '../../lake/cold/cold-store.ts';
import type { Database } from '../../storage/client.ts';
import { readSpot } from '../../storage/cold/cold-files.ts';
import type { ColdLine } from '../../storage/cold/guard.ts';
import { moveStaged, stageBars } from '../../storage/cold/thaw.ts';
import { lineBars } from './line-bars.ts';

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
  const { file, reopened } = await readSpot(db, { interval_class, period, part: partOf(instrument_id) });
  if (file === null || reopened.includes(instrument_id)) return;
  const bars = await lineBars(instrument_id, file, store);
  const load_id = newId('load');
  await stageBars(db, load_id, bars);
  await moveStaged(db, { load_id, rows: bars.length, path: file.path }, line, toInstant(clock.now()));
}
