import { expect, test } from 'vitest';
import { changeOf, marketDay, sessionBefore } from './session-change.ts';

const naspers = { instrument_id: 'XJSE:NPN', kind: 'equity', mic: 'XJSE' } as const;

test.each([
  ['2021-01-13', '2021-01-12', 'the day before'],
  ['2021-01-11', '2021-01-08', 'Friday before a Monday'],
  ['2021-01-10', '2021-01-07', 'Thursday, where the price of a Sunday is of Friday'],
  ['2021-04-06', '2021-04-01', 'Thursday before Easter, where Family Day is a Monday'],
])('of %s on the JSE the session before is %s: %s', (day, before) => {
  expect(sessionBefore(naspers, day, '2020-01-02')).toBe(before);
});

test('where nobody knows the market it is the day of the last close', () => {
  expect(sessionBefore({ ...naspers, kind: null }, '2021-01-11', '2021-01-07')).toBe('2021-01-07');
  expect(sessionBefore({ instrument_id: 'XHEL:NOKIA', kind: 'equity', mic: 'XHEL' }, '2021-01-11', null)).toBeNull();
});

test('beyond the days of the calendar it is the day of the last close', () => {
  expect(sessionBefore(naspers, '1900-01-05', '1900-01-04')).toBe('1900-01-04');
});

test('a coin is traded on every day', () => {
  const bitcoin = { instrument_id: 'COINGECKO:BTC-USD', kind: 'crypto', mic: null } as const;
  expect(sessionBefore(bitcoin, '2021-01-11', '2021-01-07')).toBe('2021-01-10');
});

test('a change is exact, its percentage has twelve digits, and of nothing there is none', () => {
  expect(changeOf('319878', '319441')).toEqual({ change: '437', change_percent: '0.136801475077' });
  expect(changeOf('186.12', '751.19')).toEqual({ change: '-565.07', change_percent: '-75.2233123444' });
  expect(changeOf('-37.63', '0')).toBeNull();
});

test("the market's day is that of its zone", () => {
  expect(marketDay('Africa/Johannesburg', '2021-01-12T22:30:00.000Z')).toBe('2021-01-13');
  expect(marketDay(null, '2021-01-12T22:30:00.000Z')).toBe('2021-01-12');
});
