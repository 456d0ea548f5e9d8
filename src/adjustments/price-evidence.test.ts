import { describe, expect, test } from 'vitest';
import { evidenceAround, isVisible, sessionsOf } from './price-evidence.ts';
import type { AdjustableBar } from './rows.ts';

/** MTN.JO, Yahoo Finance on 2021-01-14: South African cents, but for 2020-10-30, which came in rand. */
const mtn: readonly AdjustableBar[] = (
  [
    ['2020-10-26', '5740', '5706', '3920839'],
    ['2020-10-27', '5625', '5743', '5348284'],
    ['2020-10-28', '5825', '5498', '5866424'],
    ['2020-10-29', '5550', '5551', '5610737'],
    ['2020-10-30', '56.200001', '57.790001', '10161489'],
    ['2020-11-02', '5675', '5830', '5612630'],
    ['2020-11-03', '5900', '6089', '6701644'],
    ['2020-11-04', '6100', '6085', '4763948'],
  ] as const
).map(([day, open, close, volume]) => ({
  ...{ time: `${day}T07:00:00.000Z`, session_date: day, open, high: null, low: null, close, volume },
  ...{ unit: day === '2020-10-30' ? 'ZAR' : 'ZAc', source: 'yahoo-chart', recorded_at: '2021-01-14T05:00:00.000Z' },
}));
const around = (bars: readonly AdjustableBar[], exDate: string) => evidenceAround(sessionsOf(bars), exDate);

test('bars of several units are compared in their currency, in whatever order they come', () => {
  const { before, on, isNear } = around(mtn.toReversed(), '2020-10-30');
  expect([before?.day, on?.day, isNear]).toEqual(['2020-10-29', '2020-10-30', true]);
  expect(Math.exp((on?.close ?? 0) - (before?.close ?? 0))).toBeCloseTo(57.790001 / 55.51, 12);
  expect(Math.exp((on?.open ?? 0) - (before?.close ?? 0))).toBeCloseTo(56.200001 / 55.51, 12);
});

test('an ex-date without a session of its own is that of the next, and one beyond the last session has none', () => {
  expect(around(mtn, '2020-10-31').on?.day).toBe('2020-11-02');
  expect(around(mtn, '2020-11-05')).toMatchObject({ before: { day: '2020-11-04' }, isNear: true, on: null });
  expect(around(mtn, '2020-11-20')).toMatchObject({ before: { day: '2020-11-04' }, isNear: false, on: null });
});

describe('an ordinary move', () => {
  const moves = [5743 / 5706, 5743 / 5498, 5551 / 5498, 5830 / 5779.0001, 6089 / 5830, 6089 / 6085].map(Math.log);

  test('is the median of those around, without the one over the ex-date', () => {
    const sorted = moves.toSorted((one, other) => one - other);
    expect(around(mtn, '2020-10-30').ordinaryMove).toBeCloseTo(((sorted[2] ?? 0) + (sorted[3] ?? 0)) / 2, 12);
  });

  test('is unknown among few sessions, and those without trades do not count', () => {
    const idle = (from: string) =>
      mtn.map((bar) => ({ ...bar, volume: (bar.session_date ?? '') < from ? '0' : bar.volume }));
    expect(around(mtn.slice(2), '2020-10-30').ordinaryMove).toBeNull();
    expect(around(idle('2020-10-28'), '2020-10-30').ordinaryMove).toBeNull();
    expect(around(idle('2020-11-02'), '2020-10-30')).toMatchObject({
      before: { day: '2020-10-29' },
      on: { day: '2020-11-02' },
    });
    expect(
      around(
        mtn.map((bar) => ({ ...bar, volume: null })),
        '2020-10-30',
      ).ordinaryMove,
    ).not.toBeNull();
  });

  test('is half a percent at least: a share that repeats its close hides three percent', () => {
    const { ordinaryMove } = around(
      mtn.map((bar) => ({ ...bar, close: '5551', unit: 'ZAc' })),
      '2020-10-30',
    );
    expect(ordinaryMove).toBe(0.005);
    expect([isVisible(-0.029, 0.005), isVisible(-0.031, 0.005), isVisible(0.031, 0.005)]).toEqual([false, true, true]);
  });
});
