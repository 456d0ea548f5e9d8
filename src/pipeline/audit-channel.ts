import { fx } from '../calendar/fx.ts';
import { toInstant } from '../core/clock.ts';
import type { Channel, Interval } from '../model/symbol.ts';
import { arrivalsOf } from '../quality/arrivals.ts';
import { compareAll } from '../quality/compare.ts';
import { medianOf } from '../quality/figures.ts';
import { seriesRules } from '../quality/index.ts';
import { type Finding, findIn } from '../quality/rule.ts';
import * as scores from '../quality/scores.ts';
import {
  type AuditedSeries,
  type Expected,
  expectedIn,
  type Point,
  type SourceSeries,
  type ValuedDataset,
} from '../quality/series.ts';
import type { AuditedDataset } from '../storage/audit-queue.ts';
import type { SeriesRecord } from '../storage/audit-record.ts';
import { auditedRows, type StoredChannel, type StoredSeries } from '../storage/audit-series.ts';
import { isWithinDay, type Periods, periodsOf } from './audit-periods.ts';
import { calendarFor } from './session-check.ts';

/** A run waits for its minute, its queue and its turn. */
const graceMs = 600_000;
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** The channel of a set of series, and what is known of it. */
interface ChannelToAudit {
  readonly name: string;
  readonly channel: Channel;
  readonly stored: StoredChannel;
}

interface Judged {
  readonly findings: readonly Finding[];
  readonly metrics: scores.Metrics;
}

/** What there is to say of every source's series in a channel. Pure: the same rows at the same time say the same. */
export function auditChannel({ name, channel, stored }: ChannelToAudit, now: string): SeriesRecord[] {
  const { id, dataset } = channel;
  const judge = judgeOf({ name, channel, stored }, now);
  const interval = channel.interval ?? null;
  return stored.series.flatMap((series) => {
    const { source, rows } = series;
    const [first, last] = [rows.time[0], rows.time.at(-1)];
    if (first === undefined || last === undefined) return [];
    const { metrics, findings } = judge(series);
    const score = scores.scoreOf(metrics);
    const shared = { channel: name, source, dataset, id, interval, is_sample: rows.is_sample };
    return {
      ...shared,
      ...{ rows: rows.time.length, first_time: first, last_time: last },
      metrics: scores.shownMetrics(metrics),
      score: score === null ? null : scores.shown(score),
      looked_from: rows.time.length < auditedRows ? stored.cold_until : first,
      findings,
    };
  });
}

function judgeOf(audited: ChannelToAudit, now: string): (series: StoredSeries) => Judged {
  const dataset = audited.channel.dataset as AuditedDataset;
  if (dataset === 'bar' || dataset === 'rate') return judgeValues(audited, dataset, now);
  if (dataset === 'observation') return (series) => judgeObservations(series, audited.stored.interval, now);
  const stepMs = newsStepsMs[dataset];
  return (series) => {
    const newest = Date.parse(series.rows.time.at(-1) ?? now);
    return withoutFindings({ ...measured(series), freshness: overdue(series, newest, stepMs, 0, now) });
  };
}

/**
 * How long one of these may say nothing new and still be fresh, beside what its source's cadence takes: quotes are of
 * the hour, stations report within a day, and papers rest over a weekend with a holiday.
 */
const newsStepsMs = { quote: hourMs, measurement: dayMs, news: 4 * dayMs } as const;

function judgeValues(
  { channel, stored }: ChannelToAudit,
  dataset: ValuedDataset,
  now: string,
): (series: StoredSeries) => Judged {
  const { id } = channel;
  const interval = channel.interval ?? '1d';
  const calendar =
    dataset === 'bar' ? calendarFor(stored.instrument ?? { instrument_id: id, mic: null, kind: 'equity' }) : null;
  const periods = calendar === null ? null : periodsOf(calendar, interval);
  const all = stored.series.map((series) => ({ stored: series, series: seriesOf(series, periods, interval) }));
  return (own) => {
    const series = (all.find((one) => one.stored === own) as (typeof all)[number]).series;
    const others = all.filter((one) => one.stored !== own).map((one) => one.series);
    const [first, last] = [series.points[0], series.points.at(-1)];
    const expected = first && last && periods ? periods.between(expectedIn(first), expectedIn(last)) : null;
    const audited: AuditedSeries = { dataset, interval, series, others, actions: stored.actions, expected };
    const present = new Set(own.rows.time.map((_, at) => expectedIn(placeOf(own, at, periods, interval))));
    const asked = own.cadence_seconds !== null;
    return {
      findings: findIn(audited, seriesRules),
      metrics: {
        ...measured(own),
        completeness: scores.completeness(present, expected),
        freshness: dataset === 'rate' ? rateFreshness(own, now) : barFreshness(own, periods, interval, now),
        timeliness: asked ? scores.timeliness(arrivalsOf(series, expected)) : null,
        accuracy: scores.accuracy(compareAll(audited)),
      },
    };
  };
}

function seriesOf(stored: StoredSeries, periods: Periods | null, interval: Interval): SourceSeries {
  const { source, rank, price_basis, cadence_seconds, rows } = stored;
  const points: Point[] = [];
  for (let at = 0; at < rows.time.length; at += 1) {
    const close = rows.close[at] ?? null;
    if (close === null || rows.final[at] !== true) continue;
    points.push({
      ...placeOf(stored, at, periods, interval),
      ...{ time: rows.time[at] as string, unit: rows.unit[at] ?? '', close },
      ...{ open: rows.open[at] ?? null, high: rows.high[at] ?? null, low: rows.low[at] ?? null },
      volume: rows.volume[at] ?? null,
      fetch_id: rows.fetch_id[at] as string,
      recorded_at: rows.recorded_at[at] as string,
      first_recorded_at: rows.first_recorded_at[at] as string,
    });
  }
  return { source, rank, price_basis, cadence_seconds, points };
}

type Place = Pick<Point, 'period' | 'session'>;

/** Within a day, rows are known by their time; a longer one by what the calendar calls it, or else by its day. */
function placeOf({ rows }: StoredSeries, at: number, periods: Periods | null, interval: Interval): Place {
  const row = { time: rows.time[at] as string, session_date: rows.session_date[at] ?? null };
  const expected = periods?.periodOf(row) ?? null;
  if (isWithinDay(interval)) return { period: row.time, session: expected ?? row.session_date };
  return { period: expected ?? row.session_date ?? row.time.slice(0, 10), session: null };
}

/** What can be said of every series: what became of the records of its payloads. */
function measured({ intake }: StoredSeries): scores.Metrics {
  const unknown = { completeness: null, freshness: null, timeliness: null, accuracy: null };
  return { ...unknown, validity: scores.validity(intake), uniqueness: scores.uniqueness(intake) };
}

const withoutFindings = (metrics: scores.Metrics): Judged => ({ findings: [], metrics });

/** The instant before whose end a period's row ought to be here by now; null where nobody asks for it. */
function dueBy({ cadence_seconds }: StoredSeries, now: string): number | null {
  return cadence_seconds === null ? null : Date.parse(now) - cadence_seconds * 1_000 - graceMs;
}

function barFreshness(
  own: StoredSeries,
  periods: Periods | null,
  interval: Interval,
  now: string,
): scores.Metric | null {
  const by = dueBy(own, now);
  if (by === null || periods === null) return null;
  return scores.freshness(
    periods.endedAfter(expectedIn(placeOf(own, own.rows.time.length - 1, periods, interval)), toInstant(by)),
  );
}

/** Banks fix rates on weekdays, whose holidays no calendar here knows; what comes less often has a step of its own. */
function rateFreshness(own: StoredSeries, now: string): scores.Metric | null {
  const times = own.rows.time.map((time) => Date.parse(time));
  const stepMs = medianOf(times.slice(1).map((time, at) => time - (times[at] as number)));
  const newest = times.at(-1) ?? 0;
  const by = dueBy(own, now);
  if (by === null) return null;
  if (stepMs > 4 * dayMs) return overdue(own, newest, stepMs, 2, now);
  const weekdays = periodsOf(fx, '1d')?.endedAfter(toInstant(newest).slice(0, 10), toInstant(by)) ?? 0;
  return scores.freshness(weekdays);
}

/**
 * Periods of one length each.
 * @param free how many after the newest row's begin before one is overdue: its own, and that in which it is published
 */
function overdue(own: StoredSeries, newest: number, stepMs: number, free: number, now: string): scores.Metric | null {
  const by = dueBy(own, now);
  return by === null ? null : scores.freshness(Math.max(0, Math.floor((by - newest) / stepMs) - free));
}

const monthsIn: Partial<Record<Interval, number>> = { '1M': 1, '1q': 3, '1y': 12 };

/** Figures for months, quarters and years; a value that the source has not published is not there. */
function judgeObservations(series: StoredSeries, interval: Interval | null, now: string): Judged {
  const { rows } = series;
  const published = rows.time.filter((_, at) => rows.close[at] !== null).map((time) => time.slice(0, 10));
  const [first, last] = [published[0], published.at(-1)];
  // What is dated by the end of its month has no date that steps can be counted from.
  const counts = interval !== null && (published[0] ?? '').slice(8) <= '28';
  const months = counts ? monthsIn[interval] : undefined;
  if (first === undefined || last === undefined) return withoutFindings(measured(series));
  const expected = months === undefined ? null : monthsBetween(first, last, months);
  const stepMs = months === undefined ? dayMs : (months * 365.25 * dayMs) / 12;
  return withoutFindings({
    ...measured(series),
    completeness: scores.completeness(new Set(published), expected),
    freshness: overdue(series, Date.parse(last), stepMs, 2, now),
  });
}

function monthsBetween(first: string, last: string, months: number): Expected[] {
  const expected: Expected[] = [];
  for (let at = new Date(first); at.toISOString().slice(0, 10) <= last; ) {
    const next = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + months, at.getUTCDate()));
    expected.push({ period: at.toISOString().slice(0, 10), starts: at.toISOString(), ends: next.toISOString() });
    at = next;
  }
  return expected;
}
