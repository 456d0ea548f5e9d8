import { toInstant } from '../../core/clock.ts';
import { inFull, toWizError } from '../../core/errors.ts';
import { partOf, parts } from '../../lake/cold/bar-index.ts';
import { type IntervalClass, periodOf, spanOfPeriod, timeClasses } from '../../model/time-classes.ts';
import { isRefusedBy } from '../../storage/client.ts';
import { dropEmptyPartitions } from '../../storage/cold/cold-files.ts';
import { earliestBar, seriesIn } from '../../storage/cold/cold-rows.ts';
import type { ColdJobDeps } from './cold-job-deps.ts';
import { compactPart } from './compact-part.ts';

/** How many months after its end a period turns cold, at least two: younger bars are written without a guard. */
export type ColdAfterMonths = Readonly<Record<IntervalClass, number>>;

export const defaultColdAfterMonths: ColdAfterMonths = {
  intraday: timeClasses.intraday.coldAfterMonths,
  daily: timeClasses.daily.coldAfterMonths,
};

export interface CompactOutcome {
  /** Parts whose bars are in a file now. */
  readonly compacted: number;
  /** Parts left for the next run: their bars changed, or something failed. */
  readonly left: number;
  /** Whether all periods that are due were gone through. */
  readonly finished: boolean;
}

/** What one run does at most: it ends by a moment, and a Worker may make ten thousand calls, of which a part takes fifty. */
interface RunBounds {
  readonly untilMs: number;
  readonly parts: number;
}

const intervalClasses = Object.keys(timeClasses) as IntervalClass[];

/** Turns every period cold that is due, the oldest first, as far as one run may; the rest is left to the next. */
export async function compact(
  coldAfterMonths: ColdAfterMonths,
  bounds: RunBounds,
  deps: ColdJobDeps,
): Promise<CompactOutcome> {
  const outcome = { compacted: 0, left: 0, finished: true };
  for (const intervalClass of intervalClasses) {
    const due = dueBefore(intervalClass, coldAfterMonths[intervalClass], deps.clock.now());
    let from = '0001-01-01T00:00:00.000Z';
    for (;;) {
      const earliest = await earliestBar(deps.db, intervalClass, { from, to: due });
      if (earliest === null) break;
      const period = periodOf(intervalClass, earliest);
      if (!(await compactPeriod(intervalClass, period, bounds, outcome, deps))) return { ...outcome, finished: false };
      from = spanOfPeriod(period).to;
    }
    await dropPartitions(timeClasses[intervalClass].table, due, deps);
  }
  return outcome;
}

/** A table that is busy keeps its empty partitions until tomorrow. */
async function dropPartitions(table: string, until: string, { db, logger }: ColdJobDeps): Promise<void> {
  try {
    const dropped = await dropEmptyPartitions(db, table, until);
    if (dropped > 0) logger.log('info', 'partitions_dropped', { table, dropped });
  } catch (caught) {
    logger.log('error', 'partitions_not_dropped', { table, error: inFull(toWizError(caught)) });
  }
}

async function compactPeriod(
  interval_class: IntervalClass,
  period: string,
  bounds: RunBounds,
  outcome: { compacted: number; left: number },
  deps: ColdJobDeps,
): Promise<boolean> {
  const series = await seriesIn(deps.db, interval_class, spanOfPeriod(period));
  const byPart = Map.groupBy(series, ({ instrument_id }) => partOf(instrument_id));
  for (const part of parts) {
    const own = byPart.get(part);
    if (own === undefined) continue;
    if (deps.clock.now() >= bounds.untilMs || outcome.compacted + outcome.left >= bounds.parts) return false;
    const spot = { interval_class, period, part };
    try {
      const done = await compactPart(spot, own, deps);
      outcome[done ? 'compacted' : 'left'] += 1;
      deps.logger.log('info', done ? 'part_compacted' : 'part_changed_meanwhile', spot);
    } catch (caught) {
      if (isRefusedBy('WZ004', caught)) throw caught;
      // One part that cannot be moved must not keep the others in the tables.
      outcome.left += 1;
      const error = toWizError(caught);
      deps.logger.log('error', 'part_not_compacted', { ...spot, code: error.code, error: inFull(error) });
    }
  }
  return true;
}

/** The first instant of the earliest period that is not due. */
export function dueBefore(intervalClass: IntervalClass, months: number, nowMs: number): string {
  const now = new Date(nowMs);
  const then = toInstant(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - months, 1));
  return spanOfPeriod(periodOf(intervalClass, then)).from;
}
