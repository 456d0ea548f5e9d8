import { describe, expect, test } from 'vitest';
import { always } from '../calendar/always.ts';
import { fx } from '../calendar/fx.ts';
import { xjse } from '../calendar/xjse.ts';
import type { Interval } from '../model/symbol.ts';
import { periodsOf } from './audit-periods.ts';

const of = (calendar: typeof xjse, interval: Interval) => {
  const periods = periodsOf(calendar, interval);
  if (periods === null) throw new Error('no periods');
  return periods;
};
const names = (calendar: typeof xjse, interval: Interval, first: string, last: string) =>
  of(calendar, interval)
    .between(first, last)
    .map(({ period }) => period);

describe('days of an exchange', () => {
  test('are its sessions, and end when the last price is known', () => {
    expect(of(xjse, '1d').between('2020-12-23', '2020-12-28')).toEqual([
      { period: '2020-12-23', starts: '2020-12-23T07:00:00.000Z', ends: '2020-12-23T15:05:00.000Z' },
      { period: '2020-12-24', starts: '2020-12-24T07:00:00.000Z', ends: '2020-12-24T10:05:00.000Z' },
      { period: '2020-12-28', starts: '2020-12-28T07:00:00.000Z', ends: '2020-12-28T15:05:00.000Z' },
    ]);
  });

  test('over the turn of a year', () => {
    expect(names(xjse, '1d', '2020-12-30', '2021-01-05')).toEqual([
      ...['2020-12-30', '2020-12-31', '2021-01-04', '2021-01-05'],
    ]);
  });

  test('have ended by an instant or have not', () => {
    const { endedAfter } = of(xjse, '1d');
    expect(endedAfter('2020-12-23', '2020-12-24T10:04:59.000Z')).toBe(0);
    expect(endedAfter('2020-12-23', '2020-12-24T10:05:00.000Z')).toBe(1);
    expect(endedAfter('2020-12-24', '2020-12-27T23:00:00.000Z')).toBe(0);
    expect(endedAfter('2020-12-26', '2020-12-28T16:00:00.000Z')).toBe(1);
  });

  test('are what its minutes are of, since a share need not trade in each', () => {
    const row = { time: '2020-12-23T09:01:00.000Z', session_date: null };
    expect(of(xjse, '1m').periodOf(row)).toBe('2020-12-23');
    expect(names(xjse, '1m', '2020-12-23', '2020-12-28')).toHaveLength(3);
  });
});

describe('a market that never closes', () => {
  test('has every day of UTC, and every step within it', () => {
    expect(names(always, '1d', '2020-12-24', '2020-12-27')).toHaveLength(4);
    expect(names(always, '15m', '2020-12-24T23:30:00.000Z', '2020-12-25T00:15:00.000Z')).toEqual([
      ...[
        '2020-12-24T23:30:00.000Z',
        '2020-12-24T23:45:00.000Z',
        '2020-12-25T00:00:00.000Z',
        '2020-12-25T00:15:00.000Z',
      ],
    ]);
    expect(of(always, '1m').periodOf({ time: '2020-12-24T23:30:59.999Z', session_date: null })).toBe(
      '2020-12-24T23:30:00.000Z',
    );
  });

  test('is overdue by the steps that have ended', () => {
    const { endedAfter } = of(always, '1h');
    expect(endedAfter('2020-12-24T10:00:00.000Z', '2020-12-24T11:59:59.000Z')).toBe(0);
    expect(endedAfter('2020-12-24T10:00:00.000Z', '2020-12-24T13:00:00.000Z')).toBe(2);
  });

  test('is looked at over its newest steps where they are very many', () => {
    const steps = names(always, '1m', '2001-01-01T00:00:00.000Z', '2020-12-24T00:00:00.000Z');
    expect([steps.length, steps.at(-1)]).toEqual([10_000, '2020-12-24T00:00:00.000Z']);
  });
});

test('currencies have weekdays, but for two days on which hardly anybody quotes them', () => {
  expect(names(fx, '1d', '2020-12-24', '2021-01-04')).toEqual([
    ...['2020-12-24', '2020-12-28', '2020-12-29', '2020-12-30', '2020-12-31', '2021-01-04'],
  ]);
});

test('weeks and months are named by their first day, and have a row where they have a session', () => {
  expect(names(xjse, '1w', '2020-12-14T00:00:00.000Z', '2021-01-04T00:00:00.000Z')).toEqual(
    ['2020-12-14', '2020-12-21', '2020-12-28', '2021-01-04'].map((day) => `${day}T00:00:00.000Z`),
  );
  expect(of(xjse, '1M').periodOf({ time: '2021-02-01T07:00:00.000Z', session_date: '2021-02-01' })).toBe(
    '2021-02-01T00:00:00.000Z',
  );
  const { endedAfter } = of(xjse, '1M');
  expect(endedAfter('2021-01-01T00:00:00.000Z', '2021-02-28T23:59:59.000Z')).toBe(0);
  expect(endedAfter('2021-01-01T00:00:00.000Z', '2021-03-01T00:00:00.000Z')).toBe(1);
  expect(periodsOf(xjse, '1y')).toBeNull();
});
