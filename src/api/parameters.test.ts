import { expect, test } from 'vitest';
import { asOf, cappedRows, dayParameter, fromMoment, limitParameter, toMoment } from './parameters.ts';

test('a day begins a span at its start and ends it at its end', () => {
  expect(fromMoment.parse('2021-01-13')).toBe('2021-01-13T00:00:00.000Z');
  expect(toMoment.parse('2021-01-13')).toBe('2021-01-14T00:00:00.000Z');
  expect(asOf.parse('2021-01-13')).toBe('2021-01-13T23:59:59.999Z');
});

test('an instant is taken as it is, in UTC, its plus sent plain or encoded', () => {
  expect(toMoment.parse('2021-01-13T07:00:00Z')).toBe('2021-01-13T07:00:00.000Z');
  expect(fromMoment.parse('2021-01-13T09:00:00+02:00')).toBe('2021-01-13T07:00:00.000Z');
  expect(fromMoment.parse('2021-01-13T09:00:00 02:00')).toBe('2021-01-13T07:00:00.000Z');
});

test.each([
  '',
  'today',
  '2021-02-29',
  '2021-1-1',
  '0000-01-01',
  '0999-12-31',
  '9999-01-01',
  '275760-09-13',
  '-000001-01-01T00:00:00Z',
  '2021-01-13T25:00:00Z',
  '2021-01-13T07:00:60Z',
  '2021-01-13T07:00:00',
  '2021-01-13 07:00:00Z',
])('%j is no moment', (text) => {
  expect(fromMoment.safeParse(text).success).toBe(false);
  expect(dayParameter('', '2021-01-13').safeParse(text).success).toBe(false);
});

test('a limit is a plain whole number in its range', () => {
  const limit = limitParameter(1000, 100);
  expect([limit.parse(undefined), limit.parse('1'), limit.parse('1000')]).toEqual([100, 1, 1000]);
  for (const text of ['0', '01', '-1', '1.5', '1e3', '0x10', ' 5', '1001', '99999999', '']) {
    expect(limit.safeParse(text).success, text).toBe(false);
  }
});

test('a plan caps the rows, and an unknown plan is the lowest', () => {
  const of = (plan: string) => cappedRows({ key_id: null, plan, scopes: [] }, 10_000);
  expect([of('anonymous'), of('free'), of('pro'), of('gone')]).toEqual([1000, 5000, 10_000, 1000]);
});
