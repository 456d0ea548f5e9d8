import { expect, test } from 'vitest';
import { yearlyReturns } from './yearly-returns.ts';

/** Naspers in cents at the end of 2019, of November and of December 2020, as the sample has them (Yahoo). */
const month = (session_date: string, close: string, more: object = {}) => {
  const time = `${session_date}T00:00:00.000Z`;
  return { time, session_date, close, unit: 'ZAc', final: true, fetch_id: 'fetch_1', ...more };
};
const months = [month('2019-12-01', '229079'), month('2020-11-01', '312895'), month('2020-12-01', '301935')];
const told = (bars: readonly object[], splits: { ex_date: string }[] = []) =>
  yearlyReturns(
    JSON.stringify(bars),
    splits.map(({ ex_date }) => ({ ex_date, instrument_id: 'XJSE:NPN', ratio: '5' })),
  ).map(({ year, return_percent, reason }) => [year, return_percent, reason]);

test('a return is from December to December, of months that have ended', () => {
  expect(told(months)).toEqual([
    [2020, '31.8038755189', null],
    [2019, null, 'no_year_before'],
  ]);
});

test('a December that has not ended has no close yet', () => {
  expect(told(months.map((one) => ({ ...one, final: one.session_date < '2020-12-01' })))).toEqual([
    [2019, null, 'no_year_before'],
  ]);
});

test('there is none across a split or a change of unit', () => {
  expect(told(months, [{ ex_date: '2020-06-01' }])[0]).toEqual([2020, null, 'split']);
  expect(told(months, [{ ex_date: '2019-06-01' }])[0]?.[2]).toBeNull();
  expect(told([months[0] ?? {}, month('2020-12-01', '3019.35', { unit: 'ZAR' })])[0]).toEqual([
    2020,
    null,
    'other_unit',
  ]);
});
