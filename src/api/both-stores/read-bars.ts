import type { ColdBar } from '../../lake/cold/cold-bar.ts';
import { spanOfPeriod } from '../../model/time-classes.ts';
import type { Database } from '../../storage/client.ts';
import { type BarRow, type BarsRequest, readBars, readManyBars } from '../../storage/read/bars.ts';
import type { TimelinePage } from '../../storage/read/timeline.ts';
import { onlyOne } from '../only-one.ts';
import type { StoredObjects } from '../services.ts';
import { barsJson, type ShownBar, shownBar } from './bars-json.ts';
import { type ColdBarsOf, coldBarsOf } from './cold-bars.ts';
import { earlierOf, laterOf, momentAfter } from './moments.ts';

export interface BothStores {
  readonly db: Database;
  readonly lake: StoredObjects;
}

/** A page of bars as one, wherever they lie. */
export async function readBarsOfBoth(stores: BothStores, request: BarsRequest): Promise<TimelinePage> {
  return await completed(stores, request, await readBars(stores.db, request));
}

/** Pages of several instruments, one trip for all of them. */
export async function readManyBarsOfBoth(
  stores: BothStores,
  requests: readonly BarsRequest[],
): Promise<readonly TimelinePage[]> {
  const pages = await readManyBars(stores.db, requests);
  return await Promise.all(requests.map((request, index) => completed(stores, request, pages[index] as TimelinePage)));
}

/** The database's page with what it lacks; one that lacks nothing is passed on as it is. */
export async function completed(stores: BothStores, request: BarsRequest, page: TimelinePage): Promise<TimelinePage> {
  if (page.cold === null) return page;
  const { periods, unheard } = page.cold;
  const [instrument_id, interval] = request.key;
  const cold = coldBarsOf(stores.lake, { instrument_id, interval }, periods);
  const preferred = await firstHeard(cold, request, unheard);
  if (preferred !== null) return await readBarsOfBoth(stores, { ...request, source: preferred });
  const rows = JSON.parse(page.json) as BarRow[];
  return filled(page, rows, request, await missing(cold, rows, request, page, periods));
}

/** The most believed of the sources whose only bars of the span are cold. */
async function firstHeard(
  cold: ColdBarsOf,
  { from, heardFrom = from, before }: BarsRequest,
  unheard: readonly string[],
): Promise<string | null> {
  for (const source of unheard) {
    const [bar] = await cold.bars({ source, from: heardFrom, before, as_of: null, order: 'desc', limit: 1 });
    if (bar !== undefined) return source;
  }
  return null;
}

/** The cold bars that the page may hold, and one more, which tells whether there is a next page. */
async function missing(
  cold: ColdBarsOf,
  rows: readonly BarRow[],
  request: BarsRequest,
  { source, next }: TimelinePage,
  periods: readonly string[],
): Promise<readonly ColdBar[]> {
  const { from, before, position, as_of, limit } = request;
  const spans = periods.map(spanOfPeriod);
  if (request.order === 'asc') {
    const ahead = rows.filter(({ time }) => spans.every((span) => time < span.from)).length;
    const span = { from: laterOf(from, momentAfter(position)), before: earlierOf(before, next) };
    return await cold.bars({ ...span, source, as_of, order: 'asc', limit: limit + 1 - ahead });
  }
  const ahead = rows.filter(({ time }) => spans.every((span) => time >= span.to)).length;
  const span = { from: laterOf(from, next), before: earlierOf(before, position) };
  return await cold.bars({ ...span, source, as_of, order: 'desc', limit: limit + 1 - ahead });
}

/** The page that SQL would have made of all of them. */
function filled(
  page: TimelinePage,
  hot: readonly BarRow[],
  request: BarsRequest,
  cold: readonly ColdBar[],
): TimelinePage {
  const { order, limit, unit } = request;
  const all: ShownBar[] = [
    // Without a price in the unit asked for, a row is of another currency, which the page names.
    ...hot.map((row) => ({
      row,
      unit: row.close === null ? (page.unit ?? '') : row.unit,
      fits: row.close !== null,
    })),
    ...cold.map((bar) => shownBar(bar, unit)),
  ];
  const sign = order === 'asc' ? 1 : -1;
  const walked = all.sort((one, other) => (one.row.time < other.row.time ? -sign : sign));
  const kept = walked.slice(0, limit);
  const more = page.next !== null || walked.length > limit;
  const rows = kept.map(({ row }) => row);
  return {
    ...page,
    known: page.known || rows.length > 0,
    unit: unitOf(kept, unit),
    is_sample: rows.length === 0 ? page.is_sample : rows.some(({ is_sample }) => is_sample),
    next: more ? (rows.at(-1)?.time ?? null) : null,
    json: barsJson(order === 'latest' ? rows.toReversed() : rows, request),
    cold: null,
  };
}

function unitOf(kept: readonly ShownBar[], asked: string | null): string | null {
  if (asked === null) return onlyOne(kept.map((shown) => shown.unit));
  const foreign = kept.filter(({ fits }) => !fits).map((shown) => shown.unit);
  return foreign.sort()[0] ?? asked;
}
