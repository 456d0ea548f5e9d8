import { expect, test } from 'vitest';
import { clean } from '../clean.ts';
import { coinBar, share } from '../examples.ts';
import { ohlc } from './ohlc.ts';

/** A contract for crude oil at its close of 2020-04-20: who sold one paid the buyer. */
const oil = { ...share, instrument_id: 'XNYM:CL', kind: 'future' as const, unit: 'USD' };
const prices = { open: '-37.63', high: '-37.63', low: '-37.63', close: '-37.63' };
const sold = { ...coinBar, ...prices, instrument_id: 'XNYM:CL', unit: 'USD', volume: '1', turnover: '-37.63' };

test.each([
  ['of prices below zero', sold, []],
  ['of closes below zero alone', { ...sold, open: null, high: null, low: null }, []],
  ['of prices above zero', { ...coinBar, turnover: '-37.63' }, ['The turnover -37.63 is negative.']],
])('a turnover below zero %s', (_what, bar, reasons) => {
  const read = { rows: { instrument: [oil], bar: [bar] }, rejected: [] };
  const { rejected } = clean(read, [ohlc], { fetchedAt: '2026-10-23T08:00:00.000Z' });
  expect(rejected.map(({ reason }) => reason)).toEqual(reasons);
});
