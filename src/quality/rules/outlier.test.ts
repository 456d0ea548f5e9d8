import { describe, expect, test } from 'vitest';
import { auditedOf, remgro, sasol, sourceOf, without } from '../examples.ts';
import type { Action, AuditedSeries, Point } from '../series.ts';
import { outlier } from './outlier.ts';

const days = (audited: AuditedSeries) => outlier.find(audited).map(({ at }) => at.slice(0, 10));
const calm = without(remgro, ['2019-07-19']);
const edit = (audited: AuditedSeries, change: (point: Point, at: number) => Partial<Point>): AuditedSeries => ({
  ...audited,
  series: { ...audited.series, points: audited.series.points.map((point, at) => ({ ...point, ...change(point, at) })) },
});
const times = (close: string, factor: number) => ({ close: String(Number(close) * factor) });
/** Calm closes that are another level from a session on. */
const shifted = (factor: number, from = '2019-07-22') =>
  edit(calm, ({ period, close }) => (period >= from ? times(close, factor) : {}));
const action = (change: Partial<Action>): Action => ({
  ...{ kind: 'split', ex_date: '2019-07-22', ratio: null, amount: null, unit: null, source: 'eodhd', fetch_id: 'f' },
  ...change,
});

describe('an outlier', () => {
  test('is one finding, although the way back is as far', () => {
    expect(outlier.find(remgro)).toMatchObject([{ at: '2019-07-19T07:00:00.000Z', until: null }]);
    expect(outlier.find(remgro)[0]?.reason).toContain('and the next one comes back');
  });

  test('may be a level that stays', () => {
    expect(days(shifted(0.6))).toEqual(['2019-07-22']);
    expect(outlier.find(shifted(0.6))[0]?.reason).not.toContain('comes back');
  });

  test('is more than a factor of 1.2, up or down, whatever the deviations', () => {
    expect(days(shifted(0.85))).toEqual([]);
    expect(days(shifted(0.84))).toEqual(['2019-07-22']);
  });

  test('is none where such moves are ordinary', () => {
    expect(days(sasol)).toEqual([]);
  });

  test('cannot be told from fewer than twenty other moves', () => {
    const first = (count: number) => auditedOf(sourceOf(remgro.series.points.slice(0, count)));
    expect([days(first(21)), days(first(22))]).toEqual([[], ['2019-07-19']]);
  });

  test('has a lower floor in a minute, and in a rate', () => {
    expect(days({ ...shifted(0.85), interval: '1m' })).toEqual(['2019-07-22']);
    expect(days({ ...shifted(0.85), dataset: 'rate' })).toEqual(['2019-07-22']);
    expect(days({ ...shifted(0.85), interval: '1w' })).toEqual([]);
  });
});

describe('what explains it', () => {
  test('a split in prices as they were traded, told by however many', () => {
    const split = action({ ratio: '2' });
    const traded = (told: readonly Action[]): AuditedSeries => {
      const halved = shifted(0.5);
      return { ...halved, series: { ...halved.series, price_basis: 'as_traded' }, actions: told };
    };
    expect(days(traded([]))).toEqual(['2019-07-22']);
    expect(days(traded([split, { ...split, source: 'yahoo-csv' }]))).toEqual([]);
  });

  test('a split on another day is for the rule of splits to say', () => {
    expect(days({ ...shifted(0.5), actions: [action({ ratio: '2', ex_date: '2019-07-15' })] })).toEqual([]);
    expect(days({ ...shifted(0.5), actions: [action({ ratio: '2', ex_date: '2019-06-15' })] })).toEqual(['2019-07-22']);
  });

  test('a dividend that accounts for most of it, in whatever unit of its currency', () => {
    const paid = (amount: string, unit: string) => [action({ kind: 'dividend', amount, unit })];
    expect(days({ ...shifted(0.7), actions: paid('4000', 'ZAc') })).toEqual([]);
    expect(days({ ...shifted(0.7), actions: paid('40', 'ZAR') })).toEqual([]);
    expect(days({ ...shifted(0.7), actions: paid('40', 'USD') })).toEqual(['2019-07-22']);
    expect(days({ ...shifted(0.7), actions: paid('400', 'ZAc') })).toEqual(['2019-07-22']);
  });

  test('another source with the same move, in whatever shares it counts', () => {
    const other = shifted(0.62).series;
    const counted = other.points.map((point) => ({ ...point, ...times(point.close, 0.5) }));
    expect(days({ ...shifted(0.6), others: [{ ...other, points: counted }] })).toEqual([]);
    expect(days({ ...shifted(0.6), others: [calm.series] })).toEqual(['2019-07-22']);
  });

  test('another unit, which is a rule of its own', () => {
    expect(days(shifted(0.01))).toEqual([]);
    expect(days(edit(shifted(0.01), () => ({ unit: 'USD' })))).toEqual(['2019-07-22']);
  });
});
