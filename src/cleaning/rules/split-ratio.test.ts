import { describe, expect, test } from 'vitest';
import type { Bar, CorporateAction } from '../../model/records.ts';
import { clean } from '../clean.ts';
import { mobSplit, shareBar, shareSplit } from '../examples.ts';
import type { CleaningContext } from '../rule.ts';
import { splitRatio } from './split-ratio.ts';

type Basis = CleaningContext['priceBasis'];
const reasons = (corporate_action: readonly CorporateAction[], bar: readonly Bar[], priceBasis?: Basis) => {
  const context = { fetchedAt: '2026-10-23T08:00:00.000Z', priceBasis };
  const { flagged } = clean({ rows: { corporate_action, bar }, rejected: [] }, [splitRatio], context);
  return flagged.map(({ reason }) => reason);
};

/** Apple as it was traded around its split of four for one on 2020-08-31 (ICE). */
const traded = [
  ['2020-08-27', '508.57', '500.04'],
  ['2020-08-28', '504.05', '499.23'],
  ['2020-08-31', '127.58', '129.04'],
  ['2020-09-01', '132.76', '134.18'],
].map(([day = '', open = '', close = '']): Bar => {
  const figures = { open, high: null, low: null, close, time: `${day}T13:30:00.000Z`, session_date: day };
  return { ...shareBar, ...figures, instrument_id: 'XNAS:AAPL', unit: 'USD' };
});
const divided = traded.map((bar, at) => (at < 2 ? { ...bar, open: null, close: String(Number(bar.close) / 4) } : bar));
const apple = { ...shareSplit, instrument_id: 'XNAS:AAPL', ex_date: '2020-08-31', ratio: '4' };

describe('a split', () => {
  test.each([
    ['1', 'A split by 1 changes nothing.'],
    [null, 'A split by no ratio changes nothing.'],
    ['1000.5', 'Nobody gives 1000.5 new shares for one.'],
    ['0.0009', 'Nobody gives 0.0009 new shares for one.'],
    ['0', 'Nobody gives 0 new shares for one.'],
    ['-2', 'Nobody gives -2 new shares for one.'],
  ])('by %s is flagged wherever it stands', (ratio, reason) => {
    expect(reasons([{ ...apple, ratio }], [])).toEqual([reason]);
  });

  test('agrees with prices as they were traded that move by its ratio, and with divided ones that do not', () => {
    expect(reasons([apple], traded, 'as_traded')).toEqual([]);
    expect(reasons([apple], divided, 'split_adjusted')).toEqual([]);
  });

  test('is contradicted the other way round', () => {
    expect(reasons([apple], divided, 'as_traded')[0]).toMatch(/^The close 124.8\d* is followed by 129.04/);
    expect(reasons([apple], traded, 'split_adjusted')[0]).toMatch(/^The close 129.04 on 2020-08-31 moves by the ratio/);
  });

  test('on the wrong day is contradicted by prices as they were traded', () => {
    expect(reasons([{ ...apple, ex_date: '2020-09-01' }], traded, 'as_traded')).toHaveLength(1);
  });

  test('is contradicted by one day that was forgotten', () => {
    expect(reasons([mobSplit.action], mobSplit.bars, 'split_adjusted')).toHaveLength(1);
    const bars = mobSplit.bars.filter(({ session_date }) => session_date !== '2023-05-22');
    const last = bars.map((bar, at) => (at === bars.length - 1 ? { ...bar, close: '2.1' } : bar));
    expect(reasons([mobSplit.action], last, 'split_adjusted')).toHaveLength(1);
  });

  test('is believed where prices are far away, of another interval or instrument, or of an unknown kind', () => {
    expect(reasons([{ ...apple, ex_date: '2020-12-01' }], traded, 'as_traded')).toEqual([]);
    expect(reasons([apple], divided.slice(0, 2), 'as_traded')).toEqual([]);
    expect(
      reasons(
        [apple],
        divided.map((bar) => ({ ...bar, interval: '1h' as const })),
        'as_traded',
      ),
    ).toEqual([]);
    expect(reasons([{ ...apple, instrument_id: 'XNAS:MSFT' }], divided, 'as_traded')).toEqual([]);
    expect(reasons([apple], traded)).toEqual([]);
    expect(reasons([apple], divided, null)).toEqual([]);
  });

  test('too small to be seen is believed', () => {
    expect(reasons([{ ...apple, ratio: '1.046' }], divided, 'as_traded')).toEqual([]);
  });

  test('is all that is asked about', () => {
    expect(
      reasons([{ ...apple, kind: 'dividend', ratio: null, amount: '0.82', unit: 'USD' }], traded, 'as_traded'),
    ).toEqual([]);
  });
});
