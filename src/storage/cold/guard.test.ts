import { expect, test } from 'vitest';
import { toInstant } from '../../core/clock.ts';
import { WizError } from '../../core/errors.ts';
import { coldLinesOf, guardBars, guardSpan } from './guard.ts';

const bar = (instrument_id: string, interval: '1m' | '1d', time: string) => ({ instrument_id, interval, time });
const at = (daysAgo: number): string => toInstant(Date.now() - daysAgo * 86_400_000);

test('young bars are written without a guard', () => {
  expect(guardBars([bar('XJSE:NPN', '1m', at(0)), bar('XJSE:NPN', '1d', at(44))])).toEqual([]);
  expect(guardSpan('XJSE:NPN', '1m', at(44), at(0))).toEqual([]);
});

test('old bars are asked about once an instrument, class and period', () => {
  const old = ['2021-10-11T00:00:00.000Z', '2021-10-12T00:00:00.000Z', '2021-11-01T00:00:00.000Z'];
  const bars = old.flatMap((time) => [bar('XJSE:NPN', '1m', time), bar('XJSE:NPN', '1d', time)]);
  expect(guardBars([...bars, bar('XJSE:ABG', '1d', '2000-01-04T07:00:00.000Z')])).toMatchObject([
    {
      params: [
        ['intraday', 'daily', 'intraday', 'daily'],
        ['2021-10', '2021', '2021-11', '2000'],
        ['XJSE:NPN', 'XJSE:NPN', 'XJSE:NPN', 'XJSE:ABG'],
      ],
    },
  ]);
});

test('a span is asked about period by period, as far as it is old', () => {
  const months = ['2021-11', '2021-12', '2022-01'];
  const [, to] = ['2021-11-30T23:00:00.000Z', '2022-01-01T00:00:00.001Z'];
  expect(guardSpan('XJSE:NPN', '1h', '2021-11-30T23:00:00.000Z', to as string)).toMatchObject([
    { params: [months.map(() => 'intraday'), months, months.map(() => 'XJSE:NPN')] },
  ]);
  expect(guardSpan('XJSE:NPN', '1d', '2022-01-01T00:00:00.000Z', '2022-01-01T00:00:00.000Z')).toEqual([]);
});

test('only a guard tells of cold storage', () => {
  const line = { interval_class: 'daily', period: '2000', instrument_id: 'XJSE:ABG' };
  const refused = (sqlstate: string) =>
    new WizError('conflict', 'bars lie in cold storage', { sqlstate }, { detail: JSON.stringify([line]) });
  expect(coldLinesOf(refused('WZ001'))).toEqual([line]);
  expect(coldLinesOf(refused('WZ002'))).toBeNull();
  expect(coldLinesOf(new Error('away'))).toBeNull();
});
