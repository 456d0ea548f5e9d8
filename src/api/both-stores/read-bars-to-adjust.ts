import { dayOf } from '../../adjustments/rows.ts';
import type { ColdBar } from '../../lake/cold/cold-bar.ts';
import { spanOfPeriod } from '../../model/time-classes.ts';
import { type AdjustmentEvidence, sessionsAround } from '../../storage/read/adjustment-evidence.ts';
import { type BarRow, type BarsRequest, type BarsToAdjust, readManyBarsToAdjust } from '../../storage/read/bars.ts';
import type { TimelinePage } from '../../storage/read/timeline.ts';
import { type ColdBarsOf, coldBarsOf } from './cold-bars.ts';
import { daysFrom } from './moments.ts';
import { type BothStores, completed } from './read-bars.ts';

/** A page of bars and the daily ones that tell how to adjust them, wherever either lie. */
export async function readBarsToAdjustOfBoth(stores: BothStores, request: BarsRequest): Promise<BarsToAdjust> {
  const [read] = await readManyBarsToAdjustOfBoth(stores, [request]);
  return read as BarsToAdjust;
}

/** The same of several instruments, one trip for all of them. */
export async function readManyBarsToAdjustOfBoth(
  stores: BothStores,
  requests: readonly BarsRequest[],
): Promise<readonly BarsToAdjust[]> {
  const found = await readManyBarsToAdjust(stores.db, requests);
  return await Promise.all(
    found.map(async ({ page: hot, evidence }, index) => {
      const request = { ...(requests[index] as BarsRequest), format: 'rows' as const };
      const page = await completed(stores, request, hot);
      return { page, evidence: await witnessed(stores, request, page, evidence) };
    }),
  );
}

/** The evidence with the cold bars of the page's source around the ex-dates that come after the page's first bar. */
async function witnessed(
  { lake }: BothStores,
  { key: [instrument_id], as_of }: BarsRequest,
  page: TimelinePage,
  evidence: AdjustmentEvidence,
): Promise<AdjustmentEvidence> {
  const { source } = page;
  if (evidence.cold.length === 0 || source === null) return evidence;
  const days = (JSON.parse(page.json) as BarRow[]).map(dayOf);
  const first = days.toSorted()[0];
  const judged = evidence.actions.filter(
    ({ kind, ex_date }) => kind !== 'symbol_change' && first !== undefined && ex_date > first,
  );
  const hot = evidence.bars.filter((bar) => bar.source === source);
  const unclear = judged
    .map(({ ex_date }) => ex_date)
    .filter((exDate) => mayLack(exDate, hot, evidence.cold))
    .sort();
  const [earliest, latest] = [unclear[0], unclear.at(-1)];
  if (earliest === undefined || latest === undefined) return evidence;
  const cold = coldBarsOf(lake, { instrument_id, interval: '1d' }, evidence.cold);
  const found = await around(cold, { source, as_of }, earliest, latest);
  return { ...evidence, bars: [...evidence.bars, ...found] };
}

/** Whether a cold period may hold one of the sessions next to an ex-date. */
function mayLack(exDate: string, hot: AdjustmentEvidence['bars'], cold: readonly string[]): boolean {
  const told = hot.filter(({ session_date }) => session_date !== null);
  const before = told.filter(({ session_date }) => (session_date ?? '') < exDate).map(({ time }) => time);
  const after = told.filter(({ session_date }) => (session_date ?? '') >= exDate).map(({ time }) => time);
  const from = before.toSorted().at(-sessionsAround);
  const to = after.toSorted()[sessionsAround - 1];
  return cold
    .map(spanOfPeriod)
    .some((period) => (to === undefined || period.from < to) && (from === undefined || period.to > from));
}

/** The sessions from so many before the one day to so many after the other. */
async function around(
  cold: ColdBarsOf,
  known: { readonly source: string; readonly as_of: string | null },
  earliest: string,
  latest: string,
): Promise<ColdBar[]> {
  // A session may begin on the day before its own, so that the bounds of time are a day wide, and a bar may be met twice.
  const [from, to] = [daysFrom(earliest, -1), daysFrom(latest, 0)];
  const limit = sessionsAround + 2;
  const found = await Promise.all([
    cold.bars({ ...known, from: null, before: daysFrom(earliest, 0), order: 'desc', limit }),
    cold.bars({ ...known, from, before: to, order: 'asc', limit: Number.MAX_SAFE_INTEGER }),
    cold.bars({ ...known, from: daysFrom(latest, -1), before: null, order: 'asc', limit }),
  ]);
  const once = new Map(found.flat().map((bar) => [bar.time, bar]));
  return [...once.values()].filter(({ session_date }) => session_date !== null);
}
