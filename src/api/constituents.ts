import { partOf } from '../lake/cold/bar-index.ts';
import type { Interval } from '../model/symbol.ts';
import { baseOf, bucketOf, type DerivedInterval } from '../rollups/buckets.ts';
import { constituentsOf, derivedSource } from '../rollups/constituents.ts';
import { readBarSources } from '../storage/read/bar-sources.ts';
import type { BarRow } from '../storage/read/bars.ts';
import { daysFrom, momentAfter } from './both-stores/moments.ts';
import { type BothStores, readBarsOfBoth } from './both-stores/read-bars.ts';

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
  readonly before: string | null;
}

/** More bars than a bucket has, and the days beside it. */
const limit = 1_000;

/** A derived bar and the shorter ones that it is made of, or null where none is derived. */
export async function readConstituents(stores: BothStores, request: ConstituentsRequest): Promise<Constituents | null> {
  const { instrument_id, interval, time, as_of } = request;
  const read = async (of: Interval, source: string, span: Span) => {
    const { json, unit, is_sample } = await readBarsOfBoth(stores, {
      ...{ key: [instrument_id, of], part: partOf(instrument_id), source, ...span, as_of, limit },
      ...{ unit: null, position: null, order: 'asc', format: 'rows' },
    });
    return { bars: JSON.parse(json) as BarRow[], unit, is_sample };
  };
  const derived = await read(interval, derivedSource, { from: time, before: momentAfter(time) });
  const [bar] = derived.bars;
  if (bar === undefined) return null;
  const base = baseOf(interval);
  const ranks = await readBarSources(stores.db, instrument_id, base);
  const span = spanOf(time, interval);
  const pages = await Promise.all([...ranks.keys()].map((source) => read(base, source, span)));
  const members = pages.flatMap(({ bars }) => bars).filter((one) => bucketOf(one, interval).start === time);
  return {
    bar,
    constituents: constituentsOf(members, (source) => ranks.get(source) ?? Number.MAX_SAFE_INTEGER),
    unit: derived.unit,
    is_sample: [derived, ...pages].some(({ is_sample }) => is_sample),
  };
}

/** A session may begin on the day before its date in UTC, or the day after. */
function spanOf(time: string, interval: DerivedInterval): Span {
  const { start, end } = bucketOf({ time, session_date: null }, interval);
  const besides = baseOf(interval) === '1m' ? 0 : 1;
  return { from: daysFrom(start, -besides), before: daysFrom(end, besides) };
}
