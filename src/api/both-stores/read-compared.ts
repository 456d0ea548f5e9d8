import { dayOf } from '../../adjustments/rows.ts';
import { partOf } from '../../lake/cold/bar-index.ts';
import type { Observation, ProvenanceFields } from '../../model/records.ts';
import type { Interval } from '../../model/symbol.ts';
import { type BarRow, type BarsRequest, barsStatement } from '../../storage/read/bars.ts';
import { observationsStatement } from '../../storage/read/observations.ts';
import { type KnownSplit, splitsStatement } from '../../storage/read/splits.ts';
import { type TimelinePage, type TimelineRequest, timelinePage } from '../../storage/read/timeline.ts';
import { type BothStores, completed } from './read-bars.ts';

interface ComparedRequest {
  readonly ids: readonly string[];
  readonly interval: Interval;
  readonly from: string | null;
  readonly before: string | null;
  readonly source: string | null;
  readonly limit: number;
  readonly as_of: string | null;
}

export interface ComparedMember {
  readonly id: string;
  readonly kind: 'instrument' | 'series';
  readonly source: string | null;
  readonly unit: string | null;
  readonly is_sample: boolean;
  /** Closes of bars that have ended, or published values, each by its day. */
  readonly points: ReadonlyMap<string, Point>;
  readonly splits: readonly KnownSplit[];
}

interface Point {
  readonly value: string;
  readonly fetch_id: string;
}

/** What each id names, a series before an instrument, with its newest rows of the span; all in one trip. */
export async function readCompared(stores: BothStores, asked: ComparedRequest): Promise<readonly ComparedMember[]> {
  const { ids, interval, from, before, source, limit, as_of } = asked;
  const common = { source, limit, as_of, position: null, order: 'latest', format: 'rows' } as const;
  const bars = ids.map((id): BarsRequest => {
    return { ...common, key: [id, interval], part: partOf(id), unit: null, from, before };
  });
  const day = (moment: string | null): string | null => moment?.slice(0, 10) ?? null;
  const values = ids.map((id): TimelineRequest => ({ ...common, key: [id], from: day(from), before: day(before) }));
  const found = await stores.db.batch([
    ...bars.map(barsStatement),
    ...values.map(observationsStatement),
    splitsStatement(ids, as_of),
  ]);
  const splits = (found[2 * ids.length] ?? []) as unknown as KnownSplit[];
  const members = await Promise.all(
    bars.map(async (request, index): Promise<ComparedMember | null> => {
      const id = ids[index] ?? '';
      const series = timelinePage(found[ids.length + index]?.[0]);
      if (series.known) return memberOf(id, 'series', series, published(series), []);
      const page = timelinePage(found[index]?.[0]);
      if (!page.known) return null;
      const whole = await completed(stores, request, page);
      return memberOf(
        id,
        'instrument',
        whole,
        closes(whole),
        splits.filter((one) => one.instrument_id === id),
      );
    }),
  );
  return members.filter((member) => member !== null);
}

function memberOf(
  id: string,
  kind: ComparedMember['kind'],
  { source, unit, is_sample }: TimelinePage,
  points: ReadonlyMap<string, Point>,
  splits: readonly KnownSplit[],
): ComparedMember {
  return { id, kind, source, unit, is_sample, points, splits };
}

function published({ json }: TimelinePage): ReadonlyMap<string, Point> {
  const rows = JSON.parse(json) as (Observation & ProvenanceFields)[];
  return new Map(
    rows.flatMap(({ period, value, fetch_id }) => (value === null ? [] : [[period, { value, fetch_id }]])),
  );
}

function closes({ json }: TimelinePage): ReadonlyMap<string, Point> {
  const rows = JSON.parse(json) as BarRow[];
  return new Map(
    rows.filter(({ final }) => final).map((bar) => [dayOf(bar), { value: bar.close, fetch_id: bar.fetch_id }]),
  );
}
