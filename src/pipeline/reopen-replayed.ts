import { barIndex } from '../lake/cold/bar-index.ts';
import { readSlices } from '../lake/cold/read-slices.ts';
import type { ColdLine } from '../storage/cold/guard.ts';
import { askedLines, type LinePosition, positionOf, touchedLines, understandsAny } from '../storage/rebuild-cold.ts';
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
  const last = lines.at(-1);
  if (last === undefined) return null;
  for (const line of which === 'asked' ? await holdingReplayed(replayId, lines, deps) : lines) await reopen(line, deps);
  return lines.length < linesPerStep ? null : positionOf(last);
}

/** Those of the lines in which a bar of a replayed payload stands. */
async function holdingReplayed(
  replayId: string,
  lines: readonly ColdLine[],
  { db, store }: ReopenDeps,
): Promise<ColdLine[]> {
  const index = barIndex(store);
  const holding: ColdLine[] = [];
  for (const line of lines) {
    const slices = (await index.slices(line.instrument_id)).filter(
      ({ file }) => file.class === line.interval_class && file.period === line.period,
    );
    const standing = (await readSlices(store, slices)).filter(({ superseded_at }) => superseded_at === null);
    const fetchIds = new Set(standing.map(({ fetch_id }) => fetch_id));
    if (await understandsAny(db, replayId, [...fetchIds])) holding.push(line);
  }
  return holding;
}
