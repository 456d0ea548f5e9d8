import { dayOf } from '../../adjustments/rows.ts';
import type { ColdBar } from '../../lake/cold/cold-bar.ts';
import type { Interval } from '../../model/symbol.ts';
import {
  type Reconciliation,
  type ReconciliationRequest,
  readReconciliation,
  type SaidRow,
  type SourceStanding,
  sessionShiftDays,
} from '../../storage/read/reconciliation.ts';
import { coldBarsOf } from './cold-bars.ts';
import { daysFrom, earlierOf, laterOf } from './moments.ts';
import type { BothStores } from './read-bars.ts';

/** Periods that the ends of what is read may have cut. */
const cutPeriods = 3 * sessionShiftDays;

/** What the sources say of each period, wherever their bars lie. */
export async function readReconciliationOfBoth(
  { db, lake }: BothStores,
  request: ReconciliationRequest,
): Promise<Reconciliation> {
  const found = await readReconciliation(db, request);
  if (found.cold === null) return found;
  const { key, from, before, position, limit, as_of } = request;
  const { periods, sources } = found.cold;
  const interval = key[1] as Interval;
  const bars = await coldBarsOf(lake, { instrument_id: key[0], interval }, periods).bars({
    ...{ source: null, as_of, order: 'desc' },
    from: laterOf(from, found.next === null ? null : daysFrom(found.next, -sessionShiftDays)),
    before: earlierOf(before, position === null ? null : daysFrom(position, sessionShiftDays)),
    // A source has one bar in a period.
    limit: (limit + cutPeriods) * Object.keys(sources).length,
  });
  const told = Map.groupBy(bars, (bar) => periodOf(bar, interval));
  const rows = new Map(found.periods.map(({ period, rows }) => [period, rows]));
  for (const [period, own] of told) {
    if (position !== null && period >= position) continue;
    rows.set(period, [...(rows.get(period) ?? []), ...own.map((bar) => saidBy(bar, sources))].sort(mostBelieved));
  }
  const newest = [...rows].sort(([one], [other]) => (one < other ? 1 : -1));
  const kept = newest.slice(0, limit).map(([period, rows]) => ({ period, rows }));
  const more = found.next !== null || newest.length > limit;
  return {
    ...{ ...found, periods: kept, cold: null },
    next: more ? (kept.at(-1)?.period ?? null) : null,
  };
}

/** As SQL names the periods of bars; see reconciliation.ts of storage. */
const periodOf = (bar: ColdBar, interval: Interval): string => (interval === '1d' ? dayOf(bar) : bar.time);

function saidBy(bar: ColdBar, sources: Readonly<Record<string, SourceStanding>>): SaidRow {
  const { source, time, session_date, close, unit, is_sample, fetch_id, recorded_at } = bar;
  const { rank = Number.MAX_SAFE_INTEGER, price_basis = null } = sources[source] ?? {};
  return { source, rank, price_basis, time, session_date, close, unit, is_sample, fetch_id, recorded_at };
}

const mostBelieved = (one: SaidRow, other: SaidRow): number =>
  one.rank - other.rank || (one.source < other.source ? -1 : 1);
