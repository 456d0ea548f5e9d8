import { expect, test } from 'vitest';
import { minutesOf } from './days.ts';
import { dayIn, instantAt } from './zone.ts';

test.each([
  ['Africa/Johannesburg', '2026-07-01', '09:00', '2026-07-01T07:00'],
  ['UTC', '2026-07-01', '24:00', '2026-07-02T00:00'],
  ['America/New_York', '2026-03-06', '09:30', '2026-03-06T14:30'],
  ['America/New_York', '2026-03-08', '00:30', '2026-03-08T05:30'],
  ['America/New_York', '2026-03-08', '03:30', '2026-03-08T07:30'],
  ['America/New_York', '2026-03-08', '17:00', '2026-03-08T21:00'],
  ['America/New_York', '2026-11-01', '17:00', '2026-11-01T22:00'],
  ['America/New_York', '2006-03-31', '09:30', '2006-03-31T14:30'],
  ['Europe/London', '2026-03-27', '08:00', '2026-03-27T08:00'],
  ['Europe/London', '2026-03-30', '08:00', '2026-03-30T07:00'],
  ['Europe/London', '2026-10-26', '08:00', '2026-10-26T08:00'],
])('in %s the clocks of %s show %s at %s UTC', (zone, day, time, instant) => {
  expect(new Date(instantAt(zone, day, minutesOf(time))).toISOString().slice(0, 16)).toBe(instant);
});

test('the date is that of the zone', () => {
  expect(dayIn('Africa/Johannesburg', Date.parse('2026-11-23T22:00:00Z'))).toBe('2026-11-24');
  expect(dayIn('America/New_York', Date.parse('2026-11-24T04:59:59Z'))).toBe('2026-11-23');
  expect(dayIn('UTC', Date.parse('2026-11-23T23:59:59Z'))).toBe('2026-11-23');
});
