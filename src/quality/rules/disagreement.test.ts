import { describe, expect, test } from 'vitest';
import { compareAll } from '../compare.ts';
import { apple, appleDivided, auditedOf, naspers, sourceOf, vodacom } from '../examples.ts';
import type { AuditedSeries, SourceSeries } from '../series.ts';
import { disagreement } from './disagreement.ts';

const days = (audited: AuditedSeries) => disagreement.find(audited).map(({ at }) => at.slice(0, 10));
const { points } = vodacom.series;
/** Vodacom's closes as another source would have them. */
const other = (source: string, factor: number, change: Partial<SourceSeries> = {}, on = points.map((p) => p.period)) =>
  sourceOf(
    points.map((point) =>
      on.includes(point.period) ? { ...point, close: String(Number(point.close) * factor) } : point,
    ),
    { source, ...change },
  );
const beside = (...others: SourceSeries[]) => auditedOf(vodacom.series, { others });

describe('sources disagree', () => {
  test('where closes differ by more than one percent', () => {
    expect(days(beside(other('eodhd', 1.0099)))).toEqual([]);
    expect(days(beside(other('eodhd', 1.0102)))).toEqual(['2010-03-15']);
    expect(days(beside(other('eodhd', 0.98, {}, ['2010-03-17'])))).toEqual(['2010-03-17']);
  });

  test('in one finding for each run of sessions, which names the worst', () => {
    const runs = other('eodhd', 1.02, {}, ['2010-03-15', '2010-03-16', '2010-03-24']);
    expect(disagreement.find(beside(runs))).toMatchObject([
      { at: '2010-03-15T07:00:00.000Z', until: '2010-03-16T07:00:00.000Z' },
      { at: '2010-03-24T07:00:00.000Z', until: null },
    ]);
    expect(disagreement.find(naspers)[0]?.reason).toContain('the worst of 5 sessions in a row');
  });

  test('and of two the one that is believed less is doubted', () => {
    expect(days(beside(other('zz', 1.02)))).toEqual([]);
    expect(days(beside(other('zz', 1.02, { rank: 2 })))).toEqual(['2010-03-15']);
  });

  test('and of three the one that stands alone, whoever is believed first', () => {
    const ranked = { ...vodacom.series, rank: 1 };
    const two = [other('eodhd', 1.03), other('zz', 1.031)];
    expect(days({ ...vodacom, series: ranked, others: two })).toEqual(['2010-03-15']);
    expect(disagreement.find({ ...vodacom, series: ranked, others: two })[0]?.reason).toContain(
      'the middle of 3 sources',
    );
    expect(days({ ...vodacom, series: two[0] as SourceSeries, others: [ranked, two[1] as SourceSeries] })).toEqual([]);
  });

  test('in rates only beyond what a day of the market explains', () => {
    expect(days({ ...beside(other('eodhd', 1.025)), dataset: 'rate' })).toEqual([]);
    expect(days({ ...beside(other('eodhd', 1.035)), dataset: 'rate' })).toEqual(['2010-03-15']);
  });
});

describe('what is no disagreement', () => {
  test('rands beside cents', () => {
    const rands = other('eodhd', 0.01);
    expect(days(beside({ ...rands, points: rands.points.map((point) => ({ ...point, unit: 'ZAR' })) }))).toEqual([]);
  });

  test('another currency, with which nothing is compared', () => {
    const dollars = other('eodhd', 0.2);
    const audited = beside({ ...dollars, points: dollars.points.map((point) => ({ ...point, unit: 'USD' })) });
    expect([days(audited), compareAll(audited)]).toEqual([[], []]);
  });

  test('shares as they were traded beside divided ones', () => {
    expect([days(apple), days(appleDivided)]).toEqual([[], []]);
    expect(days({ ...appleDivided, actions: [] })).toEqual(['2020-08-21']);
    expect(disagreement.find({ ...appleDivided, actions: [] })[0]?.until).toBe('2020-08-28T07:00:00.000Z');
  });

  test('a split that two sources tell, counted once and as the first has it', () => {
    const [split] = apple.actions;
    const actions = split === undefined ? [] : [split, { ...split, source: 'zz', ratio: '2' }];
    expect(days({ ...appleDivided, actions })).toEqual([]);
  });

  test('sessions of which only one speaks', () => {
    expect(compareAll(beside(sourceOf(points.slice(0, 3), { source: 'eodhd' })))).toHaveLength(3);
  });
});
