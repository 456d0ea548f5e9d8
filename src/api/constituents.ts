import { partOf } from '../lake/cold/bar-index.ts';
import { baseOf, bucketOf, type DerivedInterval } from '../rollups/buckets.ts';
import { constituentsOf, derivedSource } from '../rollups/constituents.ts';
import { inOneTrip } from '../storage/one-trip.ts';
import { type BarRow, type BarsRequest, readBars } from '../storage/read/bars.ts';
import { readBarsOfAllSources } from '../storage/read/bars-of-all-sources.ts';
import { shownBar } from './both-stores/bars-json.ts';
import { coldBarsOf } from './both-stores/cold-bars.ts';
import { daysFrom, momentAfter } from './both-stores/moments.ts';
import { type BothStores, completed } from './both-stores/read-bars.ts';

interface ConstituentsRequest {
  readonly instrument_id: string;
  readonly interval: DerivedInterval;
  /** Where the derived bar begins. */
  readonly time: string;
  readonly as_of: string | null;
}

interface Constituents {
  readonly bar: BarRow;
  readonly constituents: readonly BarRow[];
  readonly unit: string | null;
  readonly is_sample: boolean;
}

interface Span {
  readonly from: string;
  readonly before: string;
}

/** More bars of a source than a bucket has, and the days beside it. */
const limit = 1_000;

/** A derived bar and the shorter ones that it is made of, or null where none is derived. */
export async function readConstituents(stores: BothStores, request: ConstituentsRequest): Promise<Constituents | null> {
  const { instrument_id, interval, time, as_of } = request;
  const base = baseOf(interval);
  const part = partOf(instrument_id);
  const whole: BarsRequest = {
    ...{ key: [instrument_id, interval], part, source: derivedSource, from: time, before: momentAfter(time), as_of },
    ...{ unit: null, position: null, order: 'asc', format: 'rows', limit: 1 },
  };
  const span = spanOf(time, interval);
  const [page, { ranks, rows, periods }] = await inOneTrip(stores.db, (db) => [
    readBars(db, whole),
    readBarsOfAllSources(db, { key: [instrument_id, base], part, as_of, ...span }),
  ]);
  const { json, unit, is_sample } = await completed(stores, whole, page);
  const [bar] = JSON.parse(json) as BarRow[];
  if (bar === undefined) return null;
  const cold =
    periods === null
      ? []
      : await coldBarsOf(stores.lake, { instrument_id, interval: base }, periods).bars({
          ...{ source: null, ...span, as_of, order: 'asc', limit: limit * Object.keys(ranks).length },
        });
  const members = [...rows, ...cold.map((one) => shownBar(one, null).row)].filter(
    (one) => bucketOf(one, interval).start === time,
  );
  return {
    bar,
    constituents: constituentsOf(members, (source) => ranks[source] ?? Number.MAX_SAFE_INTEGER),
    unit,
    is_sample: is_sample || members.some((one) => one.is_sample),
  };
}

/** A session may begin on the day before its date in UTC, or the day after. */
function spanOf(time: string, interval: DerivedInterval): Span {
  const { start, end } = bucketOf({ time, session_date: null }, interval);
  const besides = baseOf(interval) === '1m' ? 0 : 1;
  return { from: daysFrom(start, -besides), before: daysFrom(end, besides) };
}
