import { toInstant } from '../core/clock.ts';
import type { Bar, ProvenanceFields } from '../model/records.ts';
import type { Interval } from '../model/symbol.ts';
import { type BucketInterval, barsIn, bucketOf, ladder } from '../rollups/buckets.ts';
import { combine, type Rollup, rollupOf } from '../rollups/ohlcv.ts';

/** A bar as it is stored, with where it came from. */
export type StoredBar = Bar & Omit<ProvenanceFields, 'rev'>;

/** The source of rows that WizData computes itself; it never stands in the place of a published one. */
export const derivedSource = 'derived';

export interface BarsRequest {
  readonly instrument_id: string;
  readonly interval: Interval;
  readonly sources: readonly string[];
  /** Half-open: from <= time < to. */
  readonly from: string;
  readonly to: string;
}

export interface DeriveDeps {
  readBars(request: BarsRequest): Promise<readonly StoredBar[]>;
}

/** Bars of one instrument that one change is about. */
export interface BarChange {
  readonly instrument_id: string;
  readonly bars: readonly StoredBar[];
}

const dayMs = 86_400_000;
/** How long an exchange may rest between two sessions and its buckets still be closed: suspensions, long holidays. */
const restMs = { '1m': 7 * dayMs, '1h': 7 * dayMs, '1d': 45 * dayMs } as const;
type Base = keyof typeof restMs;

/**
 * The bars that a change of published bars calls for: every touched bucket of every longer interval, computed anew from
 * all its stored constituents. Derived bars call for nothing, so the line ends here.
 */
export async function derive(change: BarChange, deps: DeriveDeps): Promise<StoredBar[]> {
  const published = change.bars.filter(({ source }) => source !== derivedSource);
  const source = published[0]?.source;
  if (source === undefined) return [];
  const derived: StoredBar[] = [];
  for (const { base, targets } of ladder) {
    const changed = [...published, ...derived].filter(({ interval }) => interval === base);
    if (changed.length === 0) continue;
    const span = spanOf(changed, base, targets);
    const request = { instrument_id: change.instrument_id, interval: base, ...span };
    const stored = await deps.readBars({ ...request, sources: [source, derivedSource] });
    const bars = [...stored, ...derived.filter(({ interval }) => interval === base)];
    for (const target of targets) derived.push(...rollUp(bars, changed, base, target, span.from));
  }
  return derived;
}

/** From the first touched bucket to the last, and where there are sessions, to their neighbours on both sides. */
function spanOf(changed: readonly StoredBar[], base: Base, targets: readonly BucketInterval[]) {
  const buckets = changed.flatMap((bar) => targets.map((target) => bucketOf(bar, target)));
  const rest = changed.some(hasSessions) ? restMs[base] : 0;
  const starts = buckets.map(({ start }) => start).sort();
  const ends = buckets.map(({ end }) => end).sort();
  return {
    from: toInstant(Date.parse(starts[0] as string) - rest),
    to: toInstant(Date.parse(ends.at(-1) as string) + rest),
  };
}

function rollUp(
  bars: readonly StoredBar[],
  changed: readonly StoredBar[],
  base: Base,
  target: BucketInterval,
  readFrom: string,
): StoredBar[] {
  const groups = Map.groupBy(bars, (bar) => bucketOf(bar, target).start);
  const starts = [...groups.keys()].sort();
  const touched = new Set(changed.map((bar) => bucketOf(bar, target).start));
  return starts.flatMap((start, at) => {
    const members = groups.get(start) as StoredBar[];
    const next = starts[at + 1];
    /** The first session after a bucket is what tells that the bucket has ended. */
    const closed = hasSessions(members[0] as StoredBar) && next !== undefined && touched.has(next);
    const wholly = Date.parse(start) - dayMs >= Date.parse(readFrom);
    if (!touched.has(start) && !(closed && wholly)) return [];
    return [barOf(members, base, target, next !== undefined)];
  });
}

/** One bar from all that is stored of its bucket; `followed` tells that a later bucket has bars. */
function barOf(members: readonly StoredBar[], base: Base, interval: BucketInterval, followed: boolean): StoredBar {
  const first = members[0] as StoredBar;
  const bucket = bucketOf(first, interval);
  const { from: _from, to: _to, constituents, final, ...rest } = foldOf(members);
  const complete = hasSessions(first) ? followed : constituents === barsIn(bucket, base);
  return {
    instrument_id: first.instrument_id,
    interval,
    time: bucket.start,
    ...rest,
    final: final && complete,
    ...provenanceOf(members),
  };
}

/** At each time one bar counts: the published one, or else the derived one that was computed last. */
function foldOf(members: readonly StoredBar[]): Rollup {
  const chosen = new Map<string, StoredBar>();
  for (const bar of members) {
    const known = chosen.get(bar.time);
    if (known === undefined || known.source === derivedSource) chosen.set(bar.time, bar);
  }
  return [...chosen.values()].map(rollupOf).reduce(combine);
}

/**
 * The newest fetch among all members, those included that a published bar stands before: it only ever grows, so a
 * computation that comes late is known as stale.
 */
function provenanceOf(members: readonly StoredBar[]): Omit<ProvenanceFields, 'rev'> {
  const newest = members.reduce((known, bar) => (bar.fetch_id > known.fetch_id ? bar : known));
  const knownSince = members
    .map(({ recorded_at }) => recorded_at)
    .sort()
    .at(-1) as string;
  return { source: derivedSource, is_sample: newest.is_sample, fetch_id: newest.fetch_id, recorded_at: knownSince };
}

const hasSessions = ({ session_date }: StoredBar): boolean => session_date !== null;
