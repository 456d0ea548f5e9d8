import { expect, test } from 'vitest';
import { share } from '../cleaning/examples.ts';
import { sessionCheck } from './session-check.ts';

test('the exchange in the id says whether a day had a session', () => {
  const check = sessionCheck({});
  expect([check('XJSE:VOD', '2010-03-19'), check('XJSE:VOD', '2010-03-22')]).toEqual([true, false]);
  expect([check('XNAS:AAPL', '2010-03-22'), check('XNAS:AAPL', '2010-03-22')]).toEqual([true, true]);
});

test('what the payload says of the instrument comes before its id', () => {
  const index = { ...share, instrument_id: 'INDEX:J203', kind: 'index' as const };
  expect(sessionCheck({ instrument: [index] })('INDEX:J203', '2010-03-22')).toBe(false);
  const future = { ...share, instrument_id: 'XJSE:ALSI', kind: 'future' as const };
  expect(sessionCheck({ instrument: [future] })('XJSE:ALSI', '2010-03-22')).toBeNull();
});

test('nobody vouches for other venues, for markets without an exchange, nor beyond the coverage', () => {
  const check = sessionCheck({
    instrument: [{ ...share, instrument_id: 'FX:EUR-USD', kind: 'fx', mic: null }],
  });
  expect([check('XSTO:MOB', '2010-03-22'), check('INDEX:J203', '2010-03-22')]).toEqual([null, null]);
  expect([check('FX:EUR-USD', '2010-03-21'), check('XJSE:VOD', '1989-12-25')]).toEqual([null, null]);
});
