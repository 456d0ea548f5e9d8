import { describe, expect, test } from 'vitest';
import { adjustBars } from './adjust-bars.ts';
import { factorChain } from './factor-chain.ts';
import type { ActionRow, AdjustableBar, PriceBasis } from './rows.ts';

type Figures = readonly [day: string, open: string, close: string];

/** Apple as traded, ICE consolidated feed: four shares for one on 2020-08-31. */
const apple: readonly Figures[] = [
  ['2020-08-05', '437.51', '440.25'],
  ['2020-08-06', '441.62', '455.61'],
  ['2020-08-07', '452.82', '444.45'],
  ['2020-08-24', '514.79', '503.43'],
  ['2020-08-25', '498.79', '499.3'],
  ['2020-08-26', '504.7165', '506.09'],
  ['2020-08-27', '508.57', '500.04'],
  ['2020-08-28', '504.05', '499.23'],
  ['2020-08-31', '127.58', '129.04'],
  ['2020-09-01', '132.76', '134.18'],
  ['2020-09-02', '137.59', '131.4'],
  ['2020-09-03', '126.91', '120.88'],
];
/** NVIDIA as Yahoo Finance published it on 2025-02-21: divided by the splits of 2021-07-20 and of 2024-06-10. */
const nvidia: readonly Figures[] = [
  ['2021-07-14', '20.357749938964844', '19.84149932861328'],
  ['2021-07-15', '19.811750411987305', '18.966249465942383'],
  ['2021-07-16', '19.030500411987305', '18.160999298095703'],
  ['2021-07-19', '17.915250778198242', '18.77975082397461'],
  ['2021-07-20', '18.729999542236328', '18.61199951171875'],
  ['2021-07-21', '18.881999969482422', '19.40999984741211'],
  ['2021-07-22', '19.642000198364258', '19.5939998626709'],
  ['2021-07-23', '19.6560001373291', '19.558000564575195'],
];
/** Vodacom on the JSE, Yahoo Finance on 2021-01-14, South African cents: 415 cents a share on 2020-12-02. */
const vodacom: readonly Figures[] = [
  ['2020-11-19', '12573', '12612'],
  ['2020-11-20', '12598', '12560'],
  ['2020-11-23', '12560', '12467'],
  ['2020-11-24', '12467', '12500'],
  ['2020-11-25', '12650', '12457'],
  ['2020-11-26', '12350', '12560'],
  ['2020-11-27', '12640', '12470'],
  ['2020-11-30', '12667', '12323'],
  ['2020-12-01', '12330', '12384'],
  ['2020-12-02', '12105', '12103'],
  ['2020-12-03', '12150', '12127'],
  ['2020-12-04', '12359', '12176'],
  ['2020-12-07', '12091', '12303'],
];

function barsOf(figures: readonly Figures[], unit: string, recorded_at: string): AdjustableBar[] {
  const own = { high: null, low: null, volume: null, unit, source: 'prices', recorded_at };
  return figures.map(([day, open, close]) => ({
    ...own,
    time: `${day}T12:00:00.000Z`,
    session_date: day,
    open,
    close,
  }));
}

function action(kind: ActionRow['kind'], ex_date: string, what: Partial<ActionRow>): ActionRow {
  const none = { amount: null, ratio: null, unit: null };
  return {
    kind,
    ex_date,
    ...none,
    source: 'actions',
    fetch_id: 'fetch_1',
    recorded_at: '2025-02-21T22:00:00.000Z',
    ...what,
  };
}

const settings = (prices: PriceBasis, actions: PriceBasis = prices, asOf = '2026-11-24') => ({
  asOf,
  basisOf: (source: string) => (source === 'prices' ? prices : actions),
  rankOf: () => 1,
});
const onlyStep = (...[actions, bars, set]: Parameters<typeof factorChain>) => {
  const { steps } = factorChain(actions, bars, set);
  expect(steps).toHaveLength(1);
  return steps[0];
};

const fourForOne = action('split', '2020-08-31', { ratio: '4' });
const asTraded = barsOf(apple, 'USD', '2020-10-02T05:00:00.000Z');

describe('a split of prices as traded', () => {
  test('is applied where the price fell by its ratio, and says so', () => {
    expect(onlyStep([fourForOne], asTraded, settings('as_traded'))).toEqual({
      ex_date: '2020-08-31',
      kind: 'split',
      price_factor: '0.25',
      volume_factor: '4',
      cumulative_price_factor: '0.25',
      cumulative_volume_factor: '4',
      action: fourForOne,
      reference_close: { session_date: '2020-08-28', close: '499.23' },
      verdict: 'applied',
      reason: '2020-08-28 closed at 499.23, 2020-08-31 opened at 127.58 and closed at 129.04: 3.869 to 1',
    });
  });

  test.each([
    ['where the price did not move', { ex_date: '2020-08-26' }, '0.9866 to 1, where 4 to 1 is claimed'],
    ['turned upside down', { ratio: '0.25' }, '3.869 to 1, where 0.25 to 1 is claimed'],
    ['a hundred times too large', { ratio: '400' }, '3.869 to 1, where 400 to 1 is claimed'],
    ['of less than half the fall', { ratio: '1.5' }, '3.869 to 1, where 1.5 to 1 is claimed'],
    ['without a ratio', { ratio: null }, 'null is no ratio of shares'],
    ['of no shares', { ratio: '0' }, '0 is no ratio of shares'],
  ])('%s is refused with the figures', (_name, wrong, reason) => {
    const step = onlyStep([{ ...fourForOne, ...wrong }], asTraded, settings('as_traded'));
    expect(step).toMatchObject({ verdict: 'refused', price_factor: '1', volume_factor: '1' });
    expect(step?.reason).toContain(reason);
  });

  test.each(['open', 'close'])('is seen though the %s only repeats the day before', (field) => {
    const repeated = asTraded.map((bar) => (bar.session_date === '2020-08-31' ? { ...bar, [field]: '499.23' } : bar));
    expect(onlyStep([fourForOne], repeated, settings('as_traded'))?.verdict).toBe('applied');
  });

  test('is taken from the source where no prices tell: far from them, among few, or small beside their moves', () => {
    const spinOff = action('split', '2020-09-02', { ratio: '1.0460' });
    const far = action('split', '2021-11-04', { ratio: '1.0460' });
    for (const [told, bars, note] of [
      [far, asTraded, 'no prices are near the ex-date'],
      [fourForOne, asTraded.slice(6, 10), 'too few sessions'],
      [spinOff, asTraded, 'cannot tell'],
    ] as const) {
      const step = onlyStep([told], bars, settings('as_traded'));
      expect(step).toMatchObject({ verdict: 'applied', volume_factor: told.ratio === '4' ? '4' : '1.046' });
      expect(step?.reason).toContain(note);
    }
  });

  test('is left out before its day comes, so that an earlier answer is told again', () => {
    const known = asTraded.filter(({ time }) => time < '2020-08-29');
    expect(factorChain([fourForOne], known, settings('as_traded', 'as_traded', '2020-08-28')).steps).toEqual([]);
    expect(factorChain([fourForOne], known, settings('as_traded', 'as_traded', '2020-08-31')).steps).toHaveLength(1);
  });
});

describe('a split of prices that the source has divided', () => {
  const split = action('split', '2021-07-20', { ratio: '4' });
  const divided = barsOf(nvidia, 'USD', '2025-02-21T22:00:00.000Z');

  test('changes nothing more, where the prices do not jump', () => {
    expect(onlyStep([split], divided, settings('split_adjusted'))).toMatchObject({
      verdict: 'applied',
      price_factor: '1',
      volume_factor: '1',
      reason: expect.stringContaining('the source has divided the prices before by 4 already'),
    });
  });

  test('is refused where they do: rows recorded later that still are as traded', () => {
    expect(onlyStep([fourForOne], asTraded, settings('split_adjusted'))).toMatchObject({
      verdict: 'refused',
      price_factor: '1',
      reason: expect.stringContaining('opened at 127.58 and closed at 129.04, in prices said to be divided by 4'),
    });
  });

  test('is applied to the rows that were recorded before its ex-date, and to no other', () => {
    const early = barsOf(apple.slice(0, 8), 'USD', '2020-08-29T05:00:00.000Z');
    const later = barsOf(apple.slice(8), 'USD', '2020-09-04T05:00:00.000Z');
    const restated = barsOf([['2020-08-27', '127.1425', '125.01']], 'USD', '2020-09-01T05:00:00.000Z');
    const bars = [...early.slice(0, 6), ...restated, ...early.slice(7), ...later];
    const chain = factorChain([fourForOne], bars, settings('split_adjusted'));
    expect(chain.steps[0]).toMatchObject({ verdict: 'applied', price_factor: '0.25', volume_factor: '4' });
    const adjusted = adjustBars(bars, chain, 'splits').slice(5, 9);
    expect(adjusted.map(({ price_factor, volume_factor, close }) => [price_factor, volume_factor, close])).toEqual([
      ['0.25', '4', '126.5225'],
      ['1', '1', '125.01'],
      ['0.25', '4', '124.8075'],
      ['1', '1', '129.04'],
    ]);
  });

  test('is no matter of its own session, though that began before the day did in UTC', () => {
    const chain = factorChain([fourForOne], [], settings('split_adjusted'));
    const [opening] = barsOf([['2020-08-31', '127.58', '129.04']], 'USD', '2020-08-30T22:30:00.000Z');
    expect(adjustBars(opening ? [opening] : [], chain, 'splits')).toMatchObject([
      { close: '129.04', price_factor: '1' },
    ]);
  });
});

describe('a dividend', () => {
  const prices = barsOf(vodacom, 'ZAc', '2021-01-14T05:00:00.000Z');
  const inRand = action('dividend', '2020-12-02', { amount: '4.15', unit: 'ZAR' });
  const yahoo = settings('split_adjusted');

  test('in rand is converted exactly into the cents of the prices, and gives the adjusted close that Yahoo published', () => {
    const chain = factorChain([inRand], prices, yahoo);
    expect(chain.steps[0]).toMatchObject({ price_factor: '0.966489018088', volume_factor: '1', verdict: 'applied' });
    const inCents = factorChain([{ ...inRand, amount: '415', unit: 'ZAc' }], prices, yahoo);
    expect(inCents.steps[0]?.price_factor).toBe('0.966489018088');
    // Yahoo: 12384 - 415 = 11969 for 2020-12-01 and 11910.043945, a float of seven digits, for the session before.
    expect(
      adjustBars(prices, chain, 'all')
        .map(({ close }) => close)
        .slice(7, 10),
    ).toEqual(['11910.0441699', '11969', '12103']);
  });

  test.each([
    ['in another currency', { amount: '4.15', unit: 'USD' }, 'the dividend is in USD, the close of 2020-12-01 in ZAc'],
    [
      'larger than its close',
      { amount: '12400', unit: 'ZAc' },
      '12400 ZAc on a close of 12384 on 2020-12-01 is no part of it',
    ],
    ['below nothing', { amount: '-1', unit: 'ZAc' }, 'is no part of it'],
    ['a hundred times too large', { amount: '41.5', unit: 'ZAR' }, 'would be -33.51%, but 2020-12-01 closed at 12384'],
    ['without an amount', { amount: null }, 'tells no amount'],
    ['of an unknown unit', { unit: null }, 'not its unit'],
    ['before the first close', { ex_date: '2020-11-19' }, 'no close near'],
    ['long after the last close', { ex_date: '2021-06-23' }, 'no close near'],
  ])('%s is refused', (_name, wrong, reason) => {
    const step = onlyStep([{ ...inRand, ...wrong }], prices, yahoo);
    expect(step).toMatchObject({ verdict: 'refused', price_factor: '1', cumulative_price_factor: '1' });
    expect(step?.reason).toContain(reason);
  });

  test('told again two days later, in whatever unit, counts on the day on which the price fell', () => {
    const again = { ...inRand, ex_date: '2020-12-04', amount: '415', unit: 'ZAc', source: 'other' };
    const { steps } = factorChain([inRand, again], prices, yahoo);
    expect(steps.map(({ verdict }) => verdict)).toEqual(['applied', 'refused']);
    expect(steps[1]?.reason).toContain('the amount of 2020-12-02 told again');
    const earlier = { ...inRand, ex_date: '2020-11-30', amount: '1.00' };
    const refused = { ...inRand, amount: '1.00', unit: 'USD' };
    expect(factorChain([earlier, refused], prices, yahoo).steps[0]?.verdict).toBe('applied');
    const another = { ...again, amount: '4.15' };
    expect(factorChain([inRand, another], prices, yahoo).steps.map(({ verdict }) => verdict)).toEqual([
      'applied',
      'applied',
    ]);
  });

  test('and a second one of its day and source both count', () => {
    const { steps } = factorChain([inRand, inRand], prices, yahoo);
    expect(steps.map(({ verdict }) => verdict)).toEqual(['applied', 'applied']);
  });

  test('large enough to be seen is seen though the open or the close only repeats the day before', () => {
    for (const field of ['open', 'close']) {
      const repeated = prices.map((bar) => (bar.session_date === '2020-12-02' ? { ...bar, [field]: '12384' } : bar));
      expect(onlyStep([{ ...inRand, amount: '5.40' }], repeated, yahoo)?.verdict).toBe('applied');
      const both = repeated.map((bar) =>
        bar.session_date === '2020-12-02' ? { ...bar, open: '12384', close: '12384' } : bar,
      );
      expect(onlyStep([{ ...inRand, amount: '5.40' }], both, yahoo)?.verdict).toBe('refused');
    }
  });

  test('and its close are counted in the same shares, whoever divided what by a later split', () => {
    // Apple declared 0.82 a share for 2020-08-07; divided by the split of that month it is 0.205.
    const declared = action('dividend', '2020-08-07', {
      amount: '0.82',
      unit: 'USD',
      recorded_at: '2020-08-20T05:00:00.000Z',
    });
    const divided = { ...declared, amount: '0.205', recorded_at: '2020-09-02T05:00:00.000Z' };
    const factor = (dividend: ActionRow, of: PriceBasis) =>
      factorChain([dividend, fourForOne], asTraded, settings('as_traded', of)).steps[0]?.price_factor;
    expect(factor(declared, 'as_traded')).toBe('0.998200215096');
    expect(factor(divided, 'split_adjusted')).toBe('0.998200215096');
    expect(factor(declared, 'split_adjusted')).toBe('0.998200215096');
    expect(factor(divided, 'as_traded')).not.toBe('0.998200215096');
  });
});

test('a dividend on the day of a split is judged without the fall that the split makes', () => {
  const claimed = action('dividend', '2020-08-31', { amount: '100', unit: 'USD' });
  const { steps } = factorChain([fourForOne, claimed], asTraded, settings('as_traded'));
  expect(steps.map(({ kind, verdict }) => [kind, verdict])).toEqual([
    ['dividend', 'refused'],
    ['split', 'applied'],
  ]);
});

test('actions of one day compose, and a change of symbol moves nothing', () => {
  const renamed = action('symbol_change', '2020-08-31', {});
  const dividend = action('dividend', '2020-08-31', { amount: '0.82', unit: 'USD' });
  const { steps } = factorChain([fourForOne, dividend, renamed], asTraded, settings('as_traded'));
  expect(steps.map(({ kind, price_factor }) => [kind, price_factor])).toEqual([
    ['symbol_change', '1'],
    ['dividend', '0.998357470505'],
    ['split', '0.25'],
  ]);
  expect(steps[0]).toMatchObject({
    cumulative_price_factor: '0.249589367626',
    cumulative_volume_factor: '4',
    reference_close: null,
  });
});
