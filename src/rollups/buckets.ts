import { toInstant } from '../core/clock.ts';
import type { Bar } from '../model/records.ts';
import type { Interval } from '../model/symbol.ts';

/** The half-open span [start, end) that a rolled-up bar stands for, as instants. */
export interface Bucket {
  readonly start: string;
  readonly end: string;
}

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
const stepsMs = {
  '1m': minuteMs,
  '5m': 5 * minuteMs,
  '15m': 15 * minuteMs,
  '1h': 60 * minuteMs,
  '1d': dayMs,
  '1w': 7 * dayMs,
} as const;

/** The intervals that have buckets here. */
export type BucketInterval = keyof typeof stepsMs | '1M';

/** 1970-01-05, the first Monday of the epoch: weeks begin on Monday (ISO 8601). */
const firstMondayMs = 4 * dayMs;

/**
 * The bucket in which a bar lies. Days, weeks and months of an exchange are made of its sessions, whatever their hours
 * in UTC; a market without sessions has the days of UTC. Either way the bucket is named by its first midnight in UTC,
 * which does not depend on the bars that happen to be known.
 */
export function bucketOf({ time, session_date }: Pick<Bar, 'time' | 'session_date'>, interval: BucketInterval): Bucket {
  const daily = interval === '1d' || interval === '1w' || interval === '1M';
  const at = Date.parse(daily && session_date !== null ? session_date : time);
  if (interval === '1M') return monthOf(new Date(at));
  const step = stepsMs[interval];
  const offset = interval === '1w' ? firstMondayMs : 0;
  const start = Math.floor((at - offset) / step) * step + offset;
  return { start: toInstant(start), end: toInstant(start + step) };
}

/** How many bars of an interval fill the bucket, where the market never closes. */
export function barsIn({ start, end }: Bucket, interval: Exclude<BucketInterval, '1M'>): number {
  return (Date.parse(end) - Date.parse(start)) / stepsMs[interval];
}

function monthOf(date: Date): Bucket {
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
  return { start: toInstant(Date.UTC(year, month, 1)), end: toInstant(Date.UTC(year, month + 1, 1)) };
}

/** Which bars are built from which: minutes make hours, hours make days, days make weeks and months. */
export const ladder = [
  { base: '1m', targets: ['5m', '15m', '1h'] },
  { base: '1h', targets: ['1d'] },
  { base: '1d', targets: ['1w', '1M'] },
] as const satisfies readonly { readonly base: Interval; readonly targets: readonly BucketInterval[] }[];

/** The intervals whose bars are built from shorter ones. */
export const derivedIntervals = ladder.flatMap(({ targets }) => targets);
export type DerivedInterval = (typeof derivedIntervals)[number];

/** The interval of the bars that a longer one is built from. */
export function baseOf(interval: DerivedInterval): (typeof ladder)[number]['base'] {
  const step = ladder.find(({ targets }) => (targets as readonly string[]).includes(interval));
  if (step === undefined) throw new RangeError(`bars of ${interval} are not built from others`);
  return step.base;
}
