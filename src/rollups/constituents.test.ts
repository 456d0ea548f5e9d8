import { expect, test } from 'vitest';
import { constituentsOf, derivedSource } from './constituents.ts';

const day = (session_date: string | null, time: string, source: string) =>
  ({ interval: '1d', session_date, time, source }) as const;
const ranks = (source: string): number => (source === 'yahoo-chart' ? 3 : 2);

test('a session that is published and computed counts once, at whatever hour either begins', () => {
  const published = [
    day('2021-01-11', '2021-01-11T07:00:00.000Z', 'yahoo-chart'),
    day('2021-01-12', '2021-01-12T07:00:00.000Z', 'yahoo-chart'),
  ];
  const computed = [
    day('2021-01-12', '2021-01-12T00:00:00.000Z', derivedSource),
    day('2021-01-13', '2021-01-13T00:00:00.000Z', derivedSource),
  ];
  expect(constituentsOf([...computed, ...published], ranks)).toEqual([...published, computed[1]]);
});

test('days without sessions are told apart by their time', () => {
  const published = day(null, '2021-01-11T00:00:00.000Z', 'binance');
  const computed = day(null, '2021-01-12T00:00:00.000Z', derivedSource);
  expect(constituentsOf([computed, published], ranks)).toEqual([published, computed]);
});

test('hours of one session are told apart by their time', () => {
  const hour = (time: string, source: string) =>
    ({ interval: '1h', session_date: '2021-01-12', time, source }) as const;
  const published = hour('2021-01-12T07:00:00.000Z', 'twelvedata');
  const computed = hour('2021-01-12T08:00:00.000Z', derivedSource);
  expect(constituentsOf([computed, published], ranks)).toEqual([published, computed]);
});
