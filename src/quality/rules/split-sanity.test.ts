import { describe, expect, test } from 'vitest';
import { apple, appleDivided, appleMisdated, mobergs } from '../examples.ts';
import type { Action, AuditedSeries, SourceSeries } from '../series.ts';
import { splitSanity } from './split-sanity.ts';

const days = (audited: AuditedSeries) => splitSanity.find(audited).map(({ at }) => at.slice(0, 10));
const of = (audited: AuditedSeries, series: Partial<SourceSeries>, action: Partial<Action> = {}): AuditedSeries => ({
  ...audited,
  series: { ...audited.series, ...series },
  actions: audited.actions.map((one) => ({ ...one, ...action })),
});

describe('a split', () => {
  test('must appear in prices as they were traded, on its day', () => {
    expect(days(apple)).toEqual([]);
    expect(days(appleMisdated)).toEqual(['2020-08-26']);
    expect(days(of(appleDivided, { price_basis: 'as_traded', source: 'ice-raw' }))).toEqual(['2020-08-31']);
  });

  test('must not appear in divided prices', () => {
    expect(days(of(appleDivided, { source: 'ice-raw' }))).toEqual([]);
    expect(days(of(apple, { price_basis: 'split_adjusted' }))).toEqual(['2020-08-31']);
    const opened = appleDivided.series.points.map((one) =>
      one.period === '2020-08-31' ? { ...one, open: '31.9' } : one,
    );
    expect(days(of(appleDivided, { source: 'ice-raw', points: opened }))).toEqual([]);
  });

  test('appears in divided prices that were recorded before it and never again', () => {
    const points = apple.series.points.map((point) => ({ ...point, recorded_at: '2020-08-29T00:00:00.000Z' }));
    expect(days(of(apple, { price_basis: 'split_adjusted', points }))).toEqual([]);
  });

  test('by another ratio than the prices show is contradicted', () => {
    expect(days(of(apple, {}, { ratio: '6' }))).toEqual([]);
    expect(days(of(apple, {}, { ratio: '100' }))).toEqual(['2020-08-31']);
    expect(days(of(apple, {}, { ratio: '0.25' }))).toEqual(['2020-08-31']);
  });

  test('that forgot a day is contradicted there', () => {
    expect(days(mobergs)).toEqual(['2023-05-22']);
    const upwards = mobergs.series.points.map((point) =>
      point.period === '2023-05-22' ? { ...point, open: '220', close: '227.5' } : point,
    );
    expect(days(of(mobergs, { points: upwards }))).toEqual(['2023-05-22']);
  });

  test('is believed where nothing can be told', () => {
    expect(days(of(appleMisdated, { price_basis: null }))).toEqual([]);
    expect(days(of(appleMisdated, {}, { ratio: '1.02' }))).toEqual([]);
    expect(days(of(appleMisdated, {}, { ex_date: '2021-08-26' }))).toEqual([]);
    expect(days(of(appleMisdated, {}, { ex_date: '2020-08-01' }))).toEqual([]);
    expect(days({ ...appleMisdated, interval: '1h' })).toEqual([]);
  });
});

describe('who judges it', () => {
  const judged = of(appleMisdated, {}, { source: 'eodhd' });
  test('the prices of its own source, where it has any', () => {
    expect(days({ ...judged, others: [{ ...appleDivided.series, source: 'eodhd' }] })).toEqual([]);
  });

  test('or else those that are believed first', () => {
    expect(days(judged)).toEqual(['2020-08-26']);
    expect(days({ ...judged, others: [{ ...appleDivided.series, rank: 2 }] })).toEqual(['2020-08-26']);
    expect(days({ ...judged, others: [{ ...appleDivided.series, rank: 0 }] })).toEqual([]);
  });
});
