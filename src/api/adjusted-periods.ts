import { dayOf } from '../adjustments/rows.ts';
import { hasEverySession } from '../calendar/every-session.ts';
import { toInstant } from '../core/clock.ts';
import { WizError } from '../core/errors.ts';
import type { Interval } from '../model/symbol.ts';
import { type Bucket, barsIn, bucketOf } from '../rollups/buckets.ts';
import { combine, rollupOf } from '../rollups/ohlcv.ts';
import type { BarRow } from '../storage/read/bars.ts';
import type { TimelineRequest } from '../storage/read/timeline.ts';
import type { Adjusted } from './adjusted-bars.ts';
import { daysFrom } from './both-stores/moments.ts';
import { onlyOne } from './only-one.ts';

/** Weeks and months hold days before and after an action, so that they are rolled up from adjusted days. */
const mostDays = { '1w': 7, '1M': 31 } as const;
export type Period = keyof typeof mostDays;

export const isPeriod = (interval: Interval): interval is Period => interval in mostDays;

const bucketAt = (time: string, period: Period): Bucket => bucketOf({ time, session_date: null }, period);

type Walk = Pick<TimelineRequest, 'from' | 'before' | 'position' | 'order' | 'limit'>;

/**
 * The page of days that a page of weeks or months needs: a few more than these can hold, so that the last of them is
 * known as whole. A session may begin on the day before its date in UTC, or the day after.
 */
export function daysFor<T extends Walk>(request: T, period: Period): T {
  const { from, before, position, order, limit } = request;
  /** Where the last one ends that begins before. */
  const endBy = (at: string): string => bucketAt(toInstant(Date.parse(at) - 1), period).end;
  const beyond = (at: string): string => (order === 'asc' ? daysFrom(bucketAt(at, period).end, -1) : daysFrom(at, 1));
  return {
    ...request,
    from: from === null ? null : daysFrom(endBy(from), -1),
    before: before === null ? null : daysFrom(endBy(before), 1),
    position: position === null ? null : beyond(position),
    limit: limit * mostDays[period] + 7,
  };
}

type AdjustedDay = Adjusted['bars'][number];
/** Without a factor where its days have several. */
type AdjustedPeriod = BarRow & { readonly price_factor: string | null; readonly volume_factor: string | null };

interface AdjustedPeriods extends Omit<Adjusted, 'bars'> {
  readonly bars: readonly AdjustedPeriod[];
  /** Where the next page goes on, null on the last. */
  readonly next: string | null;
}

/**
 * The weeks or months that were asked for, of the days that {@link daysFor} asked for.
 * @param now the moment of the caller's `as_of`, or now: what has not ended by then is not final
 */
export function inPeriods(
  { bars, steps, ...rest }: Adjusted,
  request: Walk,
  period: Period,
  now: string,
): AdjustedPeriods {
  const { from, before, position, order, limit } = request;
  const forward = order === 'asc';
  const isAsked = (start: string): boolean =>
    (from === null || start >= from) &&
    (before === null || start < before) &&
    (position === null || (forward ? start > position : start < position));
  const inWalk = [...Map.groupBy(bars, (bar) => bucketOf(bar, period).start)]
    .filter(([start]) => isAsked(start))
    .sort(([one], [other]) => (one < other === forward ? -1 : 1));
  const shown = inWalk.slice(0, limit);
  const next = inWalk.length > limit ? (shown.at(-1)?.[0] ?? null) : null;
  const inOrder = order === 'latest' ? shown.toReversed() : shown;
  const first = shown.map(([, [day]]) => dayOf(day as AdjustedDay)).sort()[0];
  return {
    ...rest,
    bars: inOrder.map(([, days]) => periodOf(days, period, now)),
    steps: steps.filter(({ ex_date }) => first !== undefined && ex_date > first),
    next,
  };
}

function periodOf(unsorted: readonly AdjustedDay[], period: Period, now: string): AdjustedPeriod {
  const days = [...unsorted].sort((one, other) => (one.time < other.time ? -1 : 1)) as [AdjustedDay, ...AdjustedDay[]];
  const [first] = days;
  const units = new Set(days.map(({ unit }) => unit));
  if (units.size > 1) {
    const sentence = `unit: days of ${dayOf(first)} and after are in ${[...units].join(' and ')}; ask for one of them`;
    throw new WizError('invalid_request', sentence);
  }
  const bucket = bucketOf(first, period);
  const { from: _from, to: _to, constituents, final, ...figures } = days.map(rollupOf).reduce(combine);
  const newest = days.reduce((known, day) => (day.fetch_id > known.fetch_id ? day : known));
  return {
    instrument_id: first.instrument_id,
    interval: period,
    time: bucket.start,
    ...figures,
    final: final && isWhole(days, bucket, constituents, now),
    source: first.source,
    is_sample: days.some(({ is_sample }) => is_sample),
    fetch_id: newest.fetch_id,
    recorded_at:
      days
        .map(({ recorded_at }) => recorded_at)
        .sort()
        .at(-1) ?? newest.recorded_at,
    rev: Math.max(...days.map(({ rev }) => rev)),
    price_factor: onlyOne(days.map(({ price_factor }) => price_factor)),
    volume_factor: onlyOne(days.map(({ volume_factor }) => volume_factor)),
  };
}

/** A market that never closes has all days; an exchange's calendar tells its sessions, and without one time does. */
function isWhole(days: readonly [AdjustedDay, ...AdjustedDay[]], bucket: Bucket, count: number, now: string): boolean {
  const [{ instrument_id, session_date }] = days;
  if (session_date === null) return count === barsIn(bucket, '1d');
  return hasEverySession(instrument_id, bucket, new Set(days.map((day) => day.session_date))) ?? bucket.end <= now;
}
