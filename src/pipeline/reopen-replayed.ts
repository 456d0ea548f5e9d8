import { type BarIndex, barIndex } from '../lake/cold/bar-index.ts';
import type { LineInFile } from '../storage/cold/cold-lines.ts';
import { askedLines, type LinePosition, positionOf, touchedLines, understandsAny } from '../storage/rebuild-cold.ts';
import { indexedLineBars } from './cold/line-bars.ts';
import { type ReopenDeps, reopen } from './cold/reopen.ts';

/** Lines of one step: a month of minutes is fifty thousand rows. */
const linesPerStep = 40;
/** Steps of one round of a replay; what lies beyond stays in cold storage, and the difference counts it as `cold`. */
export const reopeningSteps = 200;

/**
 * Which lines of cold storage a replay takes back into the tables, so that it can compare and change them; the nightly
 * compaction moves them back. `touched`: where rebuilt bars lie. `asked`: which hold bars of the replayed payloads that
 * the rebuild may no longer make, in the time that these payloads were asked for; a bar that a wrong parser has put at a
 * time that its payload was not asked for, and none of whose neighbours is touched, stays. `due`: what a swap has yet to
 * change, and what has turned cold again since the comparison.
 */
export type Reopening = 'touched' | 'asked' | 'due';

/** The next lines behind a position; answers where to go on, null where there are no more. Again, it changes nothing. */
export async function reopenSome(
  replayId: string,
  which: Reopening,
  after: LinePosition | null,
  deps: ReopenDeps,
): Promise<LinePosition | null> {
  const lines =
    which === 'asked'
      ? await askedLines(deps.db, replayId, after, linesPerStep)
      : await touchedLines(deps.db, replayId, which === 'due' ? 'due' : 'all', after, linesPerStep);
  const index = barIndex(deps.store);
  for (const line of lines) {
    if (which !== 'asked' || (await holdsReplayed(replayId, line, index, deps))) await reopen(line, deps);
  }
  const last = lines.at(-1);
  return last === undefined || lines.length < linesPerStep ? null : positionOf(last);
}

/** Whether a bar of a replayed payload stands in a line. */
async function holdsReplayed(
  replayId: string,
  line: LineInFile,
  index: BarIndex,
  { db, store }: ReopenDeps,
): Promise<boolean> {
  const bars = await indexedLineBars(line.instrument_id, line, store, index);
  const standing = bars.filter(({ superseded_at }) => superseded_at === null);
  return await understandsAny(db, replayId, [...new Set(standing.map(({ fetch_id }) => fetch_id))]);
}
