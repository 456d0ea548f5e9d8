import { expect, test } from 'vitest';
import { toInstant } from '../../core/clock.ts';
import { clockIn, dayIn, epochSecondsOf, instantIn, isClock, isDay, isZone } from './local-time.ts';

test.each([
  ['Africa/Johannesburg', '2019-11-01', '09:00', '2019-11-01T07:00:00.000Z'],
  ['America/New_York', '2026-01-15', '09:30', '2026-01-15T14:30:00.000Z'],
  ['America/New_York', '2026-05-15', '09:30', '2026-05-15T13:30:00.000Z'],
  ['US/Eastern', '2026-05-15', '19:55:00', '2026-05-15T23:55:00.000Z'],
  // The hours before and after clocks are changed.
  ['America/New_York', '2026-03-08', '01:59', '2026-03-08T06:59:00.000Z'],
  ['America/New_York', '2026-03-08', '03:00', '2026-03-08T07:00:00.000Z'],
  ['Europe/London', '2026-10-25', '00:30', '2026-10-24T23:30:00.000Z'],
  ['Europe/London', '2026-10-25', '08:00', '2026-10-25T08:00:00.000Z'],
  ['Asia/Tokyo', '2022-01-04', '00:00', '2022-01-03T15:00:00.000Z'],
  ['Australia/Sydney', '2025-10-03', '10:00', '2025-10-03T00:00:00.000Z'],
  ['UTC', '2026-05-17', '17:12:44', '2026-05-17T17:12:44.000Z'],
])('clocks in %s show %s %s at %s', (zone, day, clock, instant) => {
  expect(toInstant(instantIn(zone, day, clock))).toBe(instant);
});

test('the day is that of the zone', () => {
  const lateInJohannesburg = Date.parse('2019-11-01T22:30:00.000Z');
  expect(dayIn('Africa/Johannesburg', lateInJohannesburg)).toBe('2019-11-02');
  expect(dayIn('America/New_York', lateInJohannesburg)).toBe('2019-11-01');
});

test.each(['0001-01-01', '2022-02-30', '2022-13-01', '04/03/2022', '', null, undefined, 20220304])(
  '%s is no day',
  (text) => {
    expect(isDay(text)).toBe(false);
  },
);

test('the time is that of the zone', () => {
  expect(clockIn('America/New_York', Date.parse('2025-03-10T13:30:00.000Z'))).toBe('09:30:00');
});

test('zones and clocks are known by their form', () => {
  expect(['US/Eastern', 'UTC', 'Mars/Olympus', ''].map(isZone)).toEqual([true, true, false, false]);
  expect(['09:00', '23:59:59', '24:00', '25:00:00', '9:00', ''].map(isClock)).toEqual([
    true,
    true,
    ...Array(4).fill(false),
  ]);
});

test('an absence is no moment, and milliseconds are no seconds', () => {
  expect(['1573110000', '-252322200', '0'].map(epochSecondsOf)).toEqual([1573110000, -252322200, 0]);
  expect([null, '', undefined, '1573110000000', '1.5'].map(epochSecondsOf)).toEqual(Array(5).fill(null));
});
