import { hasEverySession } from '../calendar/every-session.ts';
import { connectors } from '../connectors/index.ts';
import { toInstant } from '../core/clock.ts';
import type { Bar, ProvenanceFields } from '../model/records.ts';
import type { Interval } from '../model/symbol.ts';
import { type Bucket, type BucketInterval, barsIn, bucketOf, ladder } from '../rollups/buckets.ts';
import { constituentsOf, derivedSource, slotOf } from '../rollups/constituents.ts';
import { combine, type Rollup, rollupOf } from '../rollups/ohlcv.ts';

/** A bar as it is stored, with where it came from. */
export type StoredBar = Bar & Omit<ProvenanceFields, 'rev'>;

/** A bar that came or changed, or that was taken back at its `recorded_at`. */
export type ChangedBar = StoredBar & { readonly withdrawn?: boolean };

export interface BarsRequest {
  readonly instrument_id: string;
  readonly interval: Interval;
  /** Half-open: from <= time < to. */
  readonly from: string;
  readonly to: string;
}

interface DeriveDeps {
  readBars(request: BarsRequest): Promise<readonly StoredBar[]>;
}

/** Bars of one instrument that one change is about. */
interface BarChange {
  readonly instrument_id: string;
  readonly bars: readonly ChangedBar[];
}

const dayMs = 86_400_000;
/** How long an exchange may rest from one bucket to the next and these still close each other: suspensions, long holidays. */
const restMs = { '1m': 7 * dayMs, '1h': 7 * dayMs, '1d': 45 * dayMs } as const;
type Base = keyof typeof restMs;

/**
 * The bars that a change of published bars calls for: every touched bucket of every longer interval, computed anew from
 * all its stored constituents; one that a withdrawal has left without any is withdrawn as well. Derived bars call for
 * nothing, so the line ends here.
 */
export async function derive(change: BarChange, deps: DeriveDeps): Promise<ChangedBar[]> {
  const published = change.bars.filter(({ source }) => source !== derivedSource);
  if (published.length === 0) return [];
  const derived: ChangedBar[] = [];
  for (const { base, targets } of ladder) {
    const computed = derived.filter(({ interval }) => interval === base);
    const changed = [...published.filter(({ interval }) => interval === base), ...computed];
    if (changed.length === 0) continue;
    const span = spanOf(changed, base, targets);
    const request = { instrument_id: change.instrument_id, interval: base, ...span };
    const gone = new Set(computed.filter(({ withdrawn }) => withdrawn).map(({ time }) => time));
    const stored = (await deps.readBars(request)).filter(
      ({ source, time }) => source !== derivedSource || !gone.has(time),
    );
    const bars = [...stored, ...computed.filter(({ withdrawn }) => !withdrawn)];
    for (const target of targets) derived.push(...rollUp(bars, changed, base, target));
  }
  return derived;
}

/** From the first touched bucket to the last, and where there are sessions, as far as these reach. */
function spanOf(changed: readonly StoredBar[], base: Base, targets: readonly BucketInterval[]) {
  const spans = targets.map((target) => {
    const buckets = changed.map((bar) => bucketOf(bar, target));
    const start = buckets.map((bucket) => bucket.start).sort()[0] as string;
    const end = buckets
      .map((bucket) => bucket.end)
      .sort()
      .at(-1) as string;
    return changed.some(hasSessions) ? reachOf({ start, end }, target, restMs[base]) : { start, end };
  });
  return {
    from: spans.map(({ start }) => start).sort()[0] as string,
    to: spans
      .map(({ end }) => end)
      .sort()
      .at(-1) as string,
  };
}

/** The buckets on both sides that a change may complete, and those beyond them, without which that cannot be told. */
function reachOf({ start, end }: Bucket, target: BucketInterval, rest: number): Bucket {
  const at = (ms: number) => bucketOf({ time: toInstant(ms), session_date: null }, target);
  const earlier = (from: string) => at(Date.parse(from) - rest - 1).start;
  const later = (to: string) => at(Date.parse(to) + rest).end;
  /** A session may begin on the day before its date in UTC, or the day after. */
  return {
    start: toInstant(Date.parse(earlier(earlier(start))) - dayMs),
    end: toInstant(Date.parse(later(later(end))) + dayMs),
  };
}

function rollUp(
  bars: readonly StoredBar[],
  changed: readonly ChangedBar[],
  base: Base,
  target: BucketInterval,
): ChangedBar[] {
  const groups = [...Map.groupBy(bars, (bar) => bucketOf(bar, target).start).values()];
  const buckets = groups
    .map((members) => ({ ...bucketOf(members[0] as StoredBar, target), members }))
    .sort((one, next) => (one.start < next.start ? -1 : 1));
  const touched = new Set(changed.map((bar) => bucketOf(bar, target).start));
  const filled = new Set(buckets.map(({ start }) => start));
  const withdrawn = Map.groupBy(
    changed.filter((bar) => bar.withdrawn),
    (bar) => bucketOf(bar, target).start,
  );
  const emptied = [...withdrawn].filter(([start]) => !filled.has(start)).map(([, gone]) => emptiedOf(gone, target));
  /** Whether sessions go on from this bucket to the next one. */
  const goesOn = (at: number) => {
    const [bucket, next] = [buckets[at], buckets[at + 1]];
    if (bucket === undefined || next === undefined || !bucket.members.some(hasSessions)) return false;
    return Date.parse(next.start) - Date.parse(bucket.end) <= restMs[base];
  };
  const isTouched = (at: number) => touched.has(buckets[at]?.start ?? '');
  /** Whether it closed, or was closed by, a bucket that is empty now. */
  const hasLost = ({ start, end, members }: (typeof buckets)[number]) =>
    members.some(hasSessions) &&
    emptied.some(({ bucket }) => {
      const apart = Math.max(Date.parse(start) - Date.parse(bucket.end), Date.parse(bucket.start) - Date.parse(end));
      return apart <= restMs[base];
    });
  const standing = buckets.flatMap((bucket, at) => {
    const [preceded, followed] = [goesOn(at - 1), goesOn(at)];
    const called =
      isTouched(at) || (preceded && isTouched(at - 1)) || (followed && isTouched(at + 1)) || hasLost(bucket);
    if (!called) return [];
    return [barOf(bucket, base, target, preceded && followed, withdrawn.get(bucket.start) ?? [])];
  });
  return [...standing, ...emptied.map(({ bar }) => bar)];
}

/** The bar of a bucket whose last constituents are gone. */
function emptiedOf(gone: readonly ChangedBar[], interval: BucketInterval): { bucket: Bucket; bar: ChangedBar } {
  const bucket = bucketOf(gone[0] as ChangedBar, interval);
  const bar = { ...(gone[0] as ChangedBar), interval, time: bucket.start, ...provenanceOf(gone), withdrawn: true };
  return { bucket, bar };
}

/**
 * One bar from all that is stored of its bucket. Where there are sessions, the calendar tells which they are; where no
 * calendar does, only bars on both sides of the bucket tell that none of its own is missing, since a series may begin,
 * and end, within it.
 */
function barOf(
  bucket: Bucket & { readonly members: readonly StoredBar[] },
  base: Base,
  interval: BucketInterval,
  enclosed: boolean,
  withdrawn: readonly ChangedBar[],
): StoredBar {
  const { start } = bucket;
  const members = constituentsOf(bucket.members, rankOf);
  const first = members[0] as StoredBar;
  const { from: _from, to: _to, constituents, final, ...rest } = foldOf(members);
  const complete = hasSessions(first)
    ? (isWhole(bucket, members, base) ?? enclosed)
    : constituents === barsIn(bucket, base);
  return {
    instrument_id: first.instrument_id,
    interval,
    time: start,
    ...rest,
    final: final && complete,
    ...provenanceOf(bucket.members, withdrawn),
  };
}

/** Null where no calendar vouches for the bucket's days. */
function isWhole(bucket: Bucket, members: readonly StoredBar[], base: Base): boolean | null {
  if (base !== '1d') return null;
  const { instrument_id } = members[0] as StoredBar;
  return hasEverySession(instrument_id, bucket, new Set(members.map(({ session_date }) => session_date)));
}

const unknownRank = 9;
const rankOf = (sourceId: string): number =>
  connectors.find(({ source }) => source.source_id === sourceId)?.source.rank ?? unknownRank;

/** At each time one bar counts: the published one, or else the derived one that was computed last. */
function foldOf(members: readonly StoredBar[]): Rollup {
  const chosen = new Map<string, StoredBar>();
  for (const bar of members) {
    const known = chosen.get(slotOf(bar));
    if (known === undefined || known.source === derivedSource) chosen.set(slotOf(bar), bar);
  }
  return [...chosen.values()].map(rollupOf).reduce(combine);
}

/**
 * The newest fetch among all members, those included that another bar or another source stands before. It is known since
 * the last of them was, or since others were withdrawn.
 */
function provenanceOf(
  members: readonly StoredBar[],
  withdrawn: readonly StoredBar[] = [],
): Omit<ProvenanceFields, 'rev'> {
  const newest = members.reduce((known, bar) => (bar.fetch_id > known.fetch_id ? bar : known));
  const knownSince = [...members, ...withdrawn]
    .map(({ recorded_at }) => recorded_at)
    .sort()
    .at(-1) as string;
  return { source: derivedSource, is_sample: newest.is_sample, fetch_id: newest.fetch_id, recorded_at: knownSince };
}

const hasSessions = ({ session_date }: StoredBar): boolean => session_date !== null;
