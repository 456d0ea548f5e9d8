import { describe, expect, test } from 'vitest';
import { arrivalsOf } from '../arrivals.ts';
import {
  auditedOf,
  capitec,
  mtn,
  pointsOf,
  richemont,
  sibanye,
  sourceOf,
  vodacom,
  vodacomLate,
  without,
} from '../examples.ts';
import type { SeriesRule } from '../rule.ts';
import type { Action, AuditedSeries, Point } from '../series.ts';
import { gap } from './gap.ts';
import { late } from './late.ts';
import { repeatedBar } from './repeated-bar.ts';
import { stalePrice } from './stale-price.ts';
import { unitJump } from './unit-jump.ts';

const spans = (rule: SeriesRule, audited: AuditedSeries) =>
  rule.find(audited).map(({ at, until }) => [at, until].flatMap((time) => time?.slice(0, 10) ?? []).join(' to '));
const edit = (audited: AuditedSeries, change: (point: Point) => Partial<Point>): AuditedSeries => ({
  ...audited,
  series: { ...audited.series, points: audited.series.points.map((point) => ({ ...point, ...change(point) })) },
});

describe('gap', () => {
  test('names each run of sessions without a row', () => {
    expect(spans(gap, without(vodacom, ['2010-03-16', '2010-03-18', '2010-03-19', '2010-03-25']))).toEqual([
      '2010-03-16',
      '2010-03-18 to 2010-03-19',
      '2010-03-25',
    ]);
  });

  test('blames no fetch, and nobody without a calendar', () => {
    expect(gap.find(without(vodacom, ['2010-03-16']))[0]?.fetch_id).toBeNull();
    expect(gap.find({ ...without(vodacom, ['2010-03-16']), expected: null })).toEqual([]);
  });
});

describe('stale_price', () => {
  test('begins with the fifth session of one close', () => {
    const upTo = (day: string) => auditedOf(sourceOf(richemont.series.points.filter(({ period }) => period <= day)));
    expect(spans(stalePrice, upTo('2008-07-31'))).toEqual([]);
    expect(spans(stalePrice, upTo('2008-08-01'))).toEqual(['2008-07-28 to 2008-08-01']);
  });

  test('is no matter of a price that trades at the same close', () => {
    let shares = 1000;
    const traded = edit(richemont, () => ({ volume: String(shares++) }));
    expect(spans(stalePrice, traded)).toEqual([]);
  });

  test('is one of whole bars told again, and of closes without a known volume', () => {
    const same = { open: '4400', high: '4400', low: '4400', close: '4400' };
    const told = edit(richemont, () => ({ ...same, volume: '7' }));
    expect([spans(stalePrice, told), spans(repeatedBar, told)]).toEqual([['2008-07-25 to 2008-08-18'], []]);
    expect(
      spans(
        stalePrice,
        edit(richemont, () => ({ open: null, volume: null })),
      ),
    ).toHaveLength(1);
  });

  test('says nothing of minutes', () => {
    expect(spans(stalePrice, { ...richemont, interval: '1m' })).toEqual([]);
  });
});

describe('repeated_bar', () => {
  test('needs all prices and a volume', () => {
    expect(spans(repeatedBar, capitec)).toEqual(['2002-12-24']);
    expect(
      spans(
        repeatedBar,
        edit(capitec, () => ({ open: null })),
      ),
    ).toEqual([]);
    expect(
      spans(
        repeatedBar,
        edit(capitec, ({ volume }) => (volume === '2384' ? { volume: '0' } : {})),
      ),
    ).toEqual([]);
    expect(spans(repeatedBar, { ...capitec, interval: '5m' })).toEqual([]);
  });
});

describe('unit_jump', () => {
  test('names the rows of the level that fewer have', () => {
    expect(spans(unitJump, mtn)).toEqual(['2020-10-30']);
    expect(spans(unitJump, sibanye)).toEqual(['2023-06-01 to 2023-06-02']);
    const points = sibanye.series.points.slice(4);
    expect(spans(unitJump, auditedOf(sourceOf(points)))).toEqual(['2023-05-31']);
  });

  test('knows cents that say that they are cents', () => {
    expect(
      spans(
        unitJump,
        edit(mtn, ({ period }) => (period === '2020-10-30' ? { unit: 'ZAR' } : {})),
      ),
    ).toEqual([]);
  });

  test('is of units that have another one beside them', () => {
    expect(
      spans(
        unitJump,
        edit(mtn, () => ({ unit: 'USD' })),
      ),
    ).toEqual([]);
  });

  test('is no consolidation of a hundred to one', () => {
    const split: Action = {
      ...{ kind: 'split', ex_date: '2023-06-01', ratio: '100', amount: null, unit: null, source: 's', fetch_id: 'f' },
    };
    expect(spans(unitJump, { ...sibanye, actions: [split] })).toEqual([]);
    expect(spans(unitJump, { ...sibanye, actions: [{ ...split, ex_date: '2023-05-30' }] })).toHaveLength(1);
  });

  test('comes back to where it was however often it leaves', () => {
    const closes = '100 101 1.02 1.01 103 1.05 104 105';
    const lines = closes.split(' ').map((close, at) => `2020-01-0${at + 1} ${close}`);
    expect(spans(unitJump, auditedOf(sourceOf(pointsOf('ZAc', lines.join('\n')))))).toEqual([
      '2020-01-03 to 2020-01-04',
      '2020-01-06',
    ]);
  });
});

describe('late', () => {
  test('counts from the end of the session, with the cadence and an hour', () => {
    const arrived = (at: string) =>
      edit(vodacomLate, ({ period, first_recorded_at }) => ({
        first_recorded_at: period === '2010-03-18' ? at : first_recorded_at,
      }));
    expect(spans(late, arrived('2010-03-19T16:05:00.000Z'))).toEqual(['2010-03-23 to 2010-03-24']);
    expect(spans(late, arrived('2010-03-19T16:05:01.000Z'))).toEqual(['2010-03-18', '2010-03-23 to 2010-03-24']);
  });

  test('leaves out what had ended before the first row was known', () => {
    expect(arrivalsOf(vodacom.series, vodacom.expected)).toEqual([]);
    expect(arrivalsOf(vodacomLate.series, vodacomLate.expected)).toHaveLength(8);
  });

  test('is a matter of when a row was first known, not when it was corrected', () => {
    const corrected = edit(vodacomLate, ({ period }) => ({ first_recorded_at: `${period}T17:00:00.000Z` }));
    expect(spans(late, corrected)).toEqual([]);
  });
});
