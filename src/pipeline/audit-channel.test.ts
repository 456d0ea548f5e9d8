import { describe, expect, test } from 'vitest';
import { parseChannel } from '../model/symbol.ts';
import { mtn, vodacom } from '../quality/examples.ts';
import type { Point } from '../quality/series.ts';
import type { StoredSeries } from '../storage/audit-series.ts';
import { auditChannel } from './audit-channel.ts';

const seriesOf = (points: readonly Point[], change: Partial<StoredSeries> = {}): StoredSeries => {
  const column = <F extends keyof Point>(field: F) => points.map((point) => point[field]);
  return {
    ...{ source: 'yahoo-chart', rank: 3, price_basis: 'split_adjusted', cadence_seconds: 3600 },
    rows: {
      is_sample: true,
      ...{ time: column('time'), session_date: column('period'), final: points.map(() => true), unit: column('unit') },
      ...{ open: column('open'), high: column('high'), low: column('low'), close: column('close') },
      ...{ volume: column('volume'), fetch_id: column('fetch_id') },
      ...{ recorded_at: column('recorded_at'), first_recorded_at: column('first_recorded_at') },
    },
    intake: { rows_in: 10, rejected: 0, duplicates: 0 },
    ...change,
  };
};
const figures = (days: readonly string[], close = '18.1'): Point[] =>
  days.map((day) => ({ ...(vodacom.series.points[0] as Point), period: day, time: `${day}T00:00:00.000Z`, close }));

function audited(name: string, series: StoredSeries, now: string, interval: '1M' | '1q' | '1y' | null = null) {
  const channel = parseChannel(name);
  if (channel === null) throw new Error(name);
  const stored = { cold_until: null, instrument: null, interval, actions: [], series: [series] };
  const [record] = auditChannel({ name, channel, stored }, now);
  if (record === undefined) throw new Error('nothing was said');
  return record;
}
const freshness = (...args: Parameters<typeof audited>) => audited(...args).metrics.freshness?.denominator;

describe('bars', () => {
  const vod = 'bar.1d:XJSE:VOD';
  const { points } = vodacom.series;

  test('that have not ended are there, and are not judged', () => {
    const { rows, ...rest } = seriesOf(mtn.series.points.slice(0, 5));
    const running = { ...rest, rows: { ...rows, final: [true, true, true, true, false] } };
    expect(
      audited('bar.1d:XJSE:MTN', seriesOf(mtn.series.points.slice(0, 5)), '2020-10-30T16:00:00.000Z').findings,
    ).toHaveLength(1);
    const record = audited('bar.1d:XJSE:MTN', running, '2020-10-30T17:00:00.000Z');
    expect([record.findings, record.rows, record.metrics.freshness?.denominator]).toEqual([[], 5, 1]);
  });

  test('are fresh until the next session has ended and its source was due', () => {
    expect(freshness(vod, seriesOf(points), '2010-03-29T16:09:59.000Z')).toBe(1);
    expect(freshness(vod, seriesOf(points), '2010-03-29T16:10:00.000Z')).toBe(2);
  });

  test('that are handed in are never overdue', () => {
    const record = audited(vod, seriesOf(points, { cadence_seconds: null }), '2026-03-29T16:15:00.000Z');
    expect([record.metrics.freshness, record.metrics.timeliness]).toEqual([null, null]);
  });

  test('of minutes are known by their time, and expected by their session', () => {
    const minutes = ['09:01', '09:02', '11:30'].map((clock, at): Point => {
      const [point] = points as readonly [Point];
      return { ...point, time: `2010-03-15T${clock}:00.000Z`, close: String(5470 + at) };
    });
    const other = minutes.map((point, at) => ({ ...point, close: at === 1 ? '6000' : point.close }));
    const series = [seriesOf(minutes), seriesOf(other, { source: 'zz-file' })];
    const name = 'bar.1m:XJSE:VOD';
    const channel = { dataset: 'bar', interval: '1m', id: 'XJSE:VOD' } as const;
    const stored = { cold_until: null, instrument: null, interval: null, actions: [], series };
    const [first, second] = auditChannel({ name, channel, stored }, '2010-03-15T12:00:00.000Z');
    expect(first?.metrics).toMatchObject({
      completeness: { numerator: 1 },
      accuracy: { numerator: 2, denominator: 3 },
    });
    expect(second?.findings).toMatchObject([{ rule: 'disagreement', at: '2010-03-15T09:02:00.000Z' }]);
  });

  test('of a venue without a calendar are judged without one', () => {
    const { metrics } = audited('bar.1d:XSTO:MOB', seriesOf(points), '2010-03-29T16:15:00.000Z');
    expect([metrics.completeness, metrics.freshness, metrics.validity?.share]).toEqual([null, null, '1.0000']);
  });

  test('beyond those that are looked at keep what was found in them', () => {
    const many = figures(Array.from({ length: 1500 }, (_, at) => new Date(at * 86_400_000).toISOString().slice(0, 10)));
    expect(audited(vod, seriesOf(points), '2010-03-29T16:00:00.000Z').looked_from).toBeNull();
    expect(audited(vod, seriesOf(many), '2010-03-29T16:00:00.000Z').looked_from).toBe('1970-01-01T00:00:00.000Z');
  });
});

describe('rates', () => {
  const pair = 'rate.1d:FX:EUR-ZAR';
  const week = figures(['2022-12-12', '2022-12-13', '2022-12-14', '2022-12-15', '2022-12-16']);

  test('rest over a weekend', () => {
    expect(freshness(pair, seriesOf(week), '2022-12-19T12:00:00.000Z')).toBe(1);
    expect(freshness(pair, seriesOf(week), '2022-12-20T12:00:00.000Z')).toBe(2);
  });

  test('of months have months', () => {
    const months = figures(['2022-09-30', '2022-10-31', '2022-11-30']);
    expect(freshness(pair, seriesOf(months), '2023-01-31T12:00:00.000Z')).toBe(1);
    expect(freshness(pair, seriesOf(months), '2023-03-15T12:00:00.000Z')).toBe(2);
  });
});

describe('observations', () => {
  const name = 'observation:WB:FP.CPI.TOTL.ZG.ZAF';

  test('are overdue when the year after theirs is over, and are complete by their interval', () => {
    const years = figures(['2020-01-01', '2021-01-01', '2023-01-01']);
    expect(audited(name, seriesOf(years), '2025-06-30T00:00:00.000Z', '1y').metrics.completeness).toMatchObject({
      numerator: 3,
      denominator: 4,
    });
    expect(freshness(name, seriesOf(years), '2025-12-31T00:00:00.000Z', '1y')).toBe(1);
    expect(freshness(name, seriesOf(years), '2026-01-05T00:00:00.000Z', '1y')).toBe(2);
  });

  test('by quarters and months over the turn of a year', () => {
    const quarters = figures(['2020-10-01', '2021-01-01', '2021-04-01']);
    expect(audited(name, seriesOf(quarters), '2021-06-30T00:00:00.000Z', '1q').metrics.completeness?.denominator).toBe(
      3,
    );
    const months = figures(['2020-11-01', '2021-02-01']);
    expect(audited(name, seriesOf(months), '2021-06-30T00:00:00.000Z', '1M').metrics.completeness?.denominator).toBe(4);
  });

  test('dated by the ends of their months, or without an interval, are not counted', () => {
    const ends = figures(['2020-10-31', '2020-11-30']);
    expect(audited(name, seriesOf(ends), '2021-06-30T00:00:00.000Z', '1M').metrics.completeness).toBeNull();
    expect(
      audited(name, seriesOf(figures(['2020-10-01'])), '2021-06-30T00:00:00.000Z').metrics.completeness,
    ).toBeNull();
  });
});

test.each([
  ['quote:LUNO:BTC-ZAR', 1],
  ['measurement:OPENAQ:O3.3917', 24],
  ['news:NEWS:MONEYWEB', 96],
])('%s is fresh for its cadence and %i hours', (name, hours) => {
  const newest = seriesOf(figures(['2022-12-12']));
  const after = (minutes: number) => new Date(Date.UTC(2022, 11, 12, hours + 1, 10 + minutes)).toISOString();
  expect([freshness(name, newest, after(-1)), freshness(name, newest, after(0))]).toEqual([1, 2]);
});
