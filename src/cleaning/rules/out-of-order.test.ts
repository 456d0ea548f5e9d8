import { expect, test } from 'vitest';
import type { Bar } from '../../model/records.ts';
import { clean } from '../clean.ts';
import { shareBar } from '../examples.ts';
import { rules } from '../index.ts';

const context = { fetchedAt: '2026-10-23T08:00:00.000Z' };
const on = (day: number, change: Partial<Bar> = {}): Bar => {
  const date = `2019-11-${String(day).padStart(2, '0')}`;
  return { ...shareBar, time: `${date}T07:00:00.000Z`, session_date: date, ...change };
};
const strays = (bar: readonly Bar[]) => {
  const { accepted, rejected, flagged } = clean({ rows: { bar }, rejected: [] }, rules, context);
  expect([accepted.bar, rejected]).toEqual([bar, []]);
  return flagged.map(({ rule, record }) => `${rule} ${Number((record as Bar).session_date?.slice(8))}`);
};

test('oldest first and newest first are both an order', () => {
  expect(strays([1, 2, 3, 4, 5].map((day) => on(day)))).toEqual([]);
  expect(strays([5, 4, 3, 2, 1].map((day) => on(day)))).toEqual([]);
  expect(strays([on(5)])).toEqual([]);
});

test('the row that left its place is named, not its neighbours, and stays a row', () => {
  expect(strays([1, 2, 12, 3, 4, 5, 6].map((day) => on(day)))).toEqual(['out_of_order 12']);
  expect(strays([6, 5, 4, 1, 3, 2].map((day) => on(day)))).toEqual(['out_of_order 1']);
});

test('of a shuffled file as few rows are named as leave an order', () => {
  expect(strays([8, 3, 11, 1, 6, 4, 12, 5, 7, 2].map((day) => on(day)))).toHaveLength(6);
});

test('each instrument and each interval has an order of its own', () => {
  const other = { instrument_id: 'XJSE:MTN' };
  expect(strays([on(1), on(5, other), on(2), on(4, other), on(3), on(1, other)])).toEqual([]);
  const mixed = [
    on(1),
    on(9, other),
    on(2),
    on(8, other),
    on(12),
    on(3, other),
    on(3),
    on(7, other),
    on(4),
    on(6, other),
  ];
  expect(strays(mixed)).toEqual(['out_of_order 12', 'out_of_order 3']);
});

test('the sentence names the neighbour and the order of the others', () => {
  const { flagged } = clean({ rows: { bar: [on(1), on(2), on(4), on(3), on(5)] }, rejected: [] }, rules, context);
  expect(flagged.map(({ reason }) => reason)).toEqual([
    'The bar of 2019-11-04T07:00:00.000Z stands beside that of 2019-11-02T07:00:00.000Z; most come oldest first.',
  ]);
});
