import { describe, expect, test } from 'vitest';
import { always } from './always.ts';
import { fx } from './fx.ts';
import { isComplete } from './is-complete.ts';
import { xjse } from './xjse.ts';
import { xlon } from './xlon.ts';

type Interval = Parameters<typeof isComplete>[1]['interval'];
const bar = (interval: Interval, session_date: string | null, time = `${session_date}T00:00:00.000Z`) => ({
  interval,
  time,
  session_date,
});

/** The bar is complete at the instant and not a millisecond before. */
function expectFrom(calendar: typeof xjse, of: ReturnType<typeof bar>, instant: string, knownAt?: string) {
  expect(isComplete(calendar, of, instant, knownAt)).toBe(true);
  const before = new Date(Date.parse(instant) - 1).toISOString();
  expect(isComplete(calendar, of, before, knownAt)).toBe(false);
}

describe('a bar of the JSE is complete', () => {
  test.each([
    ['1m', '2026-11-24T14:50:00.000Z', '2026-11-24T14:51:00Z'],
    ['5m', '2026-11-24T14:50:00.000Z', '2026-11-24T14:55:00Z'],
    ['15m', '2026-11-24T14:45:00.000Z', '2026-11-24T15:00:00Z'],
    ['1h', '2026-11-24T14:00:00.000Z', '2026-11-24T15:00:00Z'],
  ] as const)('when its %s from %s have passed', (interval, time, end) => {
    expectFrom(xjse, bar(interval, '2026-11-24', time), end);
  });

  test('when the closing price of its day is published, which a half-day does earlier', () => {
    expectFrom(xjse, bar('1d', '2026-11-24'), '2026-11-24T15:05:00Z');
    expectFrom(xjse, bar('1d', '2026-12-24'), '2026-12-24T10:05:00Z');
  });

  test('with the last session of its week, be it a Friday or a Thursday', () => {
    expectFrom(xjse, bar('1w', '2026-11-23'), '2026-11-27T15:05:00Z');
    expectFrom(xjse, bar('1w', '2026-03-30'), '2026-04-02T15:05:00Z');
    expectFrom(xjse, bar('1w', '2023-12-11'), '2023-12-14T15:05:00Z');
  });

  test('with the Friday that a proclamation has not closed yet', () => {
    expectFrom(xjse, bar('1w', '2023-12-11'), '2023-12-15T15:05:00Z', '2023-10-01T00:00:00Z');
  });

  test('with the last session of its month, quarter or year', () => {
    expectFrom(xjse, bar('1M', '2026-10-01'), '2026-10-30T15:05:00Z');
    expectFrom(xjse, bar('1q', '2026-10-01'), '2026-12-31T10:05:00Z');
    expectFrom(xjse, bar('1y', '2026-01-02'), '2026-12-31T10:05:00Z');
    expectFrom(xjse, bar('1M', '2026-02-27'), '2026-02-27T15:05:00Z');
  });

  test('at midnight after its last day, where that was no session or is not covered', () => {
    expectFrom(xjse, bar('1d', '2026-11-04'), '2026-11-04T22:00:00Z');
    expectFrom(xjse, bar('1d', '2035-05-14'), '2035-05-14T22:00:00Z');
    expectFrom(xjse, bar('1w', '2027-12-27'), '2028-01-02T22:00:00Z');
    expectFrom(xjse, bar('1w', '2035-05-14'), '2035-05-20T22:00:00Z');
  });
});

test('a day of London is complete after the closing auction', () => {
  expectFrom(xlon, bar('1d', '2026-07-01'), '2026-07-01T15:35:00Z');
});

test('a bar without a session belongs to the day in which it begins', () => {
  expectFrom(always, bar('1d', null, '2026-11-24T00:00:00.000Z'), '2026-11-25T00:00:00Z');
  expectFrom(always, bar('1w', null, '2026-11-23T00:00:00.000Z'), '2026-11-30T00:00:00Z');
  expectFrom(always, bar('1M', null, '2024-02-01T00:00:00.000Z'), '2024-03-01T00:00:00Z');
  expectFrom(fx, bar('1d', null, '2026-11-23T22:00:00.000Z'), '2026-11-24T22:00:00Z');
  expectFrom(fx, bar('1w', null, '2026-11-22T22:00:00.000Z'), '2026-11-27T22:00:00Z');
});
