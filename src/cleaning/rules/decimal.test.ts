import { expect, test } from 'vitest';
import { clean } from '../clean.ts';
import { gdp } from '../examples.ts';
import { decimal } from './decimal.ts';

const found = (value: string) =>
  clean({ rows: { observation: [{ ...gdp, value }] }, rejected: [] }, [decimal], {
    fetchedAt: '2026-11-24T00:00:00.000Z',
  }).rejected.map(({ reason }) => reason);

test('a binary fraction that the IMF writes out in full is a number', () => {
  expect(found('7.79999999999999982236431605997495353221893310546875')).toEqual([]);
});
