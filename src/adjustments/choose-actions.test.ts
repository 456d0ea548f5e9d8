import { expect, test } from 'vitest';
import { chooseActions } from './choose-actions.ts';
import type { ActionRow } from './rows.ts';

/** Standard Bank, final dividend of 2019, as Yahoo Finance tells it: South African cents. */
const dividend: ActionRow = {
  kind: 'dividend',
  ex_date: '2020-04-22',
  amount: '540',
  ratio: null,
  unit: 'ZAc',
  source: 'yahoo-chart',
  fetch_id: 'fetch_1',
  recorded_at: '2021-01-14T05:00:00.000Z',
};
const interim = { ...dividend, ex_date: '2019-09-11', amount: '454' };
const inRand = { ...dividend, amount: '5.40', unit: 'ZAR', source: 'eodhd', fetch_id: 'fetch_2' };
const ranked =
  (...sources: readonly string[]) =>
  (source: string) =>
    sources.indexOf(source);

test('what two sources tell counts once, and the lower rank is believed', () => {
  expect(chooseActions([dividend, inRand], ranked('eodhd', 'yahoo-chart'))).toEqual([inRand]);
  expect(chooseActions([inRand, dividend], ranked('yahoo-chart', 'eodhd'))).toEqual([dividend]);
});

test('of equal ranks the first source by name is believed, in whatever order they come', () => {
  expect(chooseActions([dividend, inRand], () => 2)).toEqual([inRand]);
  expect(chooseActions([inRand, dividend], () => 2)).toEqual([inRand]);
});

test('another ex-date, another kind and another dividend of the same source on the same day are other actions', () => {
  const split = { ...dividend, kind: 'split' as const, amount: null, ratio: '2', unit: null };
  const special = { ...dividend, amount: '100' };
  expect(chooseActions([split, dividend, special, interim], () => 2)).toEqual([interim, dividend, special, split]);
});
