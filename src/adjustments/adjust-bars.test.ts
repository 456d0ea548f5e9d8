import { expect, test } from 'vitest';
import { adjustBars } from './adjust-bars.ts';
import { factorChain } from './factor-chain.ts';
import type { ActionRow, AdjustableBar } from './rows.ts';

const told = { source: 'prices', fetch_id: 'fetch_1', recorded_at: '2025-02-21T22:00:00.000Z' };
const none = { amount: null, ratio: null, unit: null };

/** Apple as traded, ICE consolidated feed. */
function bar(session_date: string, figures: readonly [string, string, string, string, string]): AdjustableBar {
  const [open, high, low, close, volume] = figures;
  return { ...told, time: `${session_date}T12:00:00.000Z`, session_date, open, high, low, close, volume, unit: 'USD' };
}
const before = bar('2020-08-28', ['504.05', '505.77', '498.31', '499.23', '46882479']);
const after = bar('2020-08-31', ['127.58', '131.0', '126.0', '129.04', '225631664']);

const split: ActionRow = { ...told, ...none, kind: 'split', ex_date: '2020-08-31', ratio: '4' };
const settings = { asOf: '2026-11-24', basisOf: () => 'as_traded' as const, rankOf: () => 1 };

test('none leaves every figure as published', () => {
  const chain = factorChain([split], [before, after], settings);
  const kept = { price_factor: '1', volume_factor: '1' };
  expect(adjustBars([before, after], chain, 'none')).toEqual([
    { ...before, ...kept },
    { ...after, ...kept },
  ]);
});

test('a split divides prices and multiplies volume, as ICE does itself; what came after it keeps its digits', () => {
  const chain = factorChain([split], [before, after], settings);
  expect(adjustBars([after, before], chain, 'splits')).toEqual([
    { ...after, price_factor: '1', volume_factor: '1' },
    {
      ...before,
      open: '126.0125',
      high: '126.4425',
      low: '124.5775',
      close: '124.8075',
      volume: '187529916',
      price_factor: '0.25',
      volume_factor: '4',
    },
  ]);
});

test('a dividend lowers prices in mode all alone, and never volume', () => {
  // Yahoo Finance, 2025-02-21: Microsoft, 0.62 a share on 2021-11-17.
  const microsoft = {
    ...bar('2021-11-16', [
      '335.67999267578125',
      '340.6700134277344',
      '335.510009765625',
      '339.510009765625',
      '20886800',
    ]),
    low: null,
  };
  const paid: ActionRow = { ...told, ...none, kind: 'dividend', ex_date: '2021-11-17', amount: '0.62', unit: 'USD' };
  const chain = factorChain([paid], [microsoft], settings);
  expect(adjustBars([microsoft], chain, 'splits')[0]).toMatchObject({ close: '339.510009765625', price_factor: '1' });
  const [adjusted] = adjustBars([microsoft], chain, 'all');
  expect(adjusted).toMatchObject({ close: '338.890009766', low: null, volume: '20886800', volume_factor: '1' });
  // What Yahoo's own adjusted closes of the two sessions say, which are floats of seven digits.
  const published = 329.6620788574219 / 339.510009765625 / (329.88580322265625 / 339.1199951171875);
  expect(Math.abs(Number(adjusted?.price_factor) / published - 1)).toBeLessThan(3e-7);
});

test('a ratio without end rounds once, at the twelfth digit', () => {
  const thirds = factorChain([{ ...split, ex_date: '2020-09-01', ratio: '3' }], [], settings);
  const [adjusted] = adjustBars([after], thirds, 'all');
  expect(adjusted).toMatchObject({ low: '42', open: '42.5266666667', price_factor: '0.333333333333' });
});

test('a market without sessions has the day of its bars in UTC', () => {
  const chain = factorChain([split], [], settings);
  const minutes = ['2020-08-30T23:59:00.000Z', '2020-08-31T00:00:00.000Z'].map((time) => ({
    ...before,
    session_date: null,
    time,
  }));
  expect(adjustBars(minutes, chain, 'splits').map(({ close }) => close)).toEqual(['124.8075', '499.23']);
});
