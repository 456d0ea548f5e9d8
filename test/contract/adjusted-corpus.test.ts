import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { adjustBars } from '../../src/adjustments/adjust-bars.ts';
import { type FactorChain, factorChain } from '../../src/adjustments/factor-chain.ts';
import {
  barOf,
  type Cells,
  chainOf,
  chart,
  corpus,
  csv,
  deviation,
  deviationFromOneFactor,
  dividendOf,
  hasCorpus,
  iceBar,
  impliedSteps,
  json,
  type Row,
  settings,
  splitOf,
  yahooRows,
} from './adjusted-rows.ts';

/** Yahoo's adjusted closes are floats of seven digits, made of a float and a float: some units of their last digit. */
const floats = 6e-7;

describe.skipIf(!hasCorpus)('adjusted_prices: a vendor that tells its dividends and splits', () => {
  test.each([
    'yfinance_4063-T-1d-bad-div-fixed.csv',
    'yfinance_CALM-1d-no-bad-divs.csv',
    'yfinance_EWG-1d-no-bad-divs.csv',
    'yfinance_KEN-TA-1d-bad-div-fixed.csv',
    'yfinance_MOB-ST-1d-bad-stock-split-fixed.csv',
    'yfinance_SCR-TO-1d-bad-div-fixed.csv',
    'yfinance_SSW-JO-1d-100x-error-fixed.csv',
  ])('%s: nothing is refused, and our adjusted closes are the published ones', (file) => {
    const rows = yfinance(file);
    const chain = chainOf(rows, 'split_adjusted');
    expect(refusals(chain)).toEqual([]);
    expect(chain.steps).toHaveLength(
      rows.filter(({ dividend, split }) => Number(dividend) + Number(split) > 0).length + Number(file.includes('4063')),
    );
    expect(deviation(rows, chain)).toBeLessThan(floats / 2);
  });

  test('MOB-ST: the split is refused for the one session that Yahoo forgot to divide', () => {
    const chain = chainOf(yfinance('yfinance_MOB-ST-1d-bad-stock-split.csv'), 'split_adjusted');
    expect(refusals(chain)).toEqual(['split 2023-05-24']);
    expect(chain.steps[0]?.reason).toMatch(
      /2\.275\d* on 2023-05-22, 22\.5 on 2023-05-23 leave by the ratio and come back/,
    );
  });

  test('4063-T: the dividend that was not divided by the split of its day is refused, and costs 1.3% before it', () => {
    const rows = yfinance('yfinance_4063-T-1d-bad-div.csv');
    const chain = chainOf(rows, 'split_adjusted');
    expect(refusals(chain)).toEqual(['dividend 2023-03-30']);
    expect(deviation(from('2023-03-30', rows), chain)).toBeLessThan(floats / 2);
    expect(deviation(rows, chain)).toBeCloseTo(55 / 4206, 6);
  });

  test('KEN-TA: the dividend told twice counts once, and the one that Yahoo forgot counts, as in the repaired file', () => {
    const rows = yfinance('yfinance_KEN-TA-1d-bad-div.csv');
    const chain = chainOf(rows, 'split_adjusted');
    expect(refusals(chain)).toEqual(['dividend 2022-01-18']);
    const repaired = yfinance('yfinance_KEN-TA-1d-bad-div-fixed.csv');
    expect(repaired.map(({ close }) => Number(close))).toEqual(rows.map(({ close }) => Number(close)));
    expect(deviation(repaired, chain)).toBeLessThan(floats / 2);
    expect(deviation(rows, chain)).toBeGreaterThan(0.03);
  });

  test('SCR-TO: the dividends a hundred times too large are refused, and one a day early, which then is missing', () => {
    const rows = yfinance('yfinance_SCR-TO-1d-bad-div.csv');
    const chain = chainOf(rows, 'split_adjusted');
    expect(refusals(chain)).toEqual(['dividend 2023-03-14', 'dividend 2023-06-14', 'dividend 2023-09-14']);
    expect(deviation(from('2023-09-14', rows), chain)).toBeLessThan(floats / 2);
  });

  test('SSW-JO: closes in cents and in rand are no matter of actions, and stay what they are', () => {
    const rows = yfinance('yfinance_SSW-JO-1d-100x-error.csv');
    const chain = chainOf(rows, 'split_adjusted');
    expect(chain.steps).toEqual([]);
    expect(deviation(rows, chain)).toBe(0);
  });

  test('ice_aapl: 4:1 turns the raw bars into the adjusted ones, to the last of their four decimals', () => {
    const [raw, published] = ['raw', 'adj'].map((kind) => csv(`adjusted_prices/ice_aapl_${kind}.csv`)) as [
      Cells[],
      Cells[],
    ];
    const bars = raw.map(iceBar);
    const chain = factorChain([splitOf('2020-08-31', '4')], bars, settings('as_traded'));
    expect(refusals(chain)).toEqual([]);
    const ours = adjustBars(bars, chain, 'splits');
    const wrong = published
      .map(iceBar)
      .flatMap((bar, at) =>
        (['open', 'high', 'low', 'close', 'volume'] as const)
          .map((field) => Math.abs(Number(ours[at]?.[field]) - Number(bar[field])))
          .filter((difference) => difference > 0.00005 + 1e-12),
      );
    expect([ours.length, wrong]).toEqual([43, []]);
  });
});

describe.skipIf(!hasCorpus)('alphavantage', () => {
  const rows = (): Row[] =>
    csv('alphavantage/TIME_SERIES_DAILY_ADJUSTED.csv').map((cells) => ({
      ...{ day: cells.timestamp ?? '', open: cells.open, close: cells.close ?? '', volume: cells.volume },
      ...{ adjusted: cells.adjusted_close ?? '', dividend: cells.dividend_amount },
    }));

  test('IBM: its factor is close / (close + dividend) on the ex-date, ours differs by 0.000052 at most', () => {
    const oldestFirst = rows().reverse();
    const chain = chainOf(oldestFirst, 'as_traded');
    const paid = oldestFirst.filter(({ dividend }) => Number(dividend) > 0);
    expect(chain.steps.map(({ ex_date, action }) => [ex_date, action.amount])).toEqual([
      ['2026-02-10', '1.6800'],
      ['2026-05-08', '1.6900'],
    ]);
    const theirs = ({ day, close }: Row) =>
      paid
        .filter((later) => later.day > day)
        .reduce((value, later) => value / (1 + Number(later.dividend) / Number(later.close)), Number(close));
    expect(Math.max(...oldestFirst.map((row) => Math.abs(theirs(row) / Number(row.adjusted) - 1)))).toBeLessThan(1e-14);
    expect(deviation(oldestFirst, chain)).toBeCloseTo(0.0000519, 7);
  });

  test('IBM: DIVIDENDS and SPLITS make the same chain as the columns, whatever lies outside of the bars', () => {
    const dividends = csv('alphavantage/DIVIDENDS.csv').map(({ ex_dividend_date = '', amount = '' }) =>
      dividendOf(ex_dividend_date, amount),
    );
    const splits = csv('alphavantage/SPLITS.csv').map(({ effective_date = '', split_factor = '' }) =>
      splitOf(effective_date, split_factor),
    );
    const bars = rows().map((row) => barOf(row));
    const whole = factorChain([...dividends, ...splits], bars, settings('as_traded'));
    expect(whole.steps).toHaveLength(112);
    expect(adjustBars(bars, whole, 'all')).toEqual(adjustBars(bars, chainOf(rows(), 'as_traded'), 'all'));
    expect(whole.steps.slice(-2).map(({ verdict }) => verdict)).toEqual(['applied', 'applied']);
  });

  test('IBM in 2021: a spin-off told as a split later that year is not counted before its day', () => {
    const { 'Time Series (Daily)': days } = json('alphavantage/json_ibm-partial-adj.json') as {
      'Time Series (Daily)': Record<string, Cells>;
    };
    const told = Object.entries(days).map(([day, cells]) => ({
      day,
      close: cells['4. close'] ?? '',
      adjusted: cells['5. adjusted close'] ?? '',
    }));
    const split = splitOf('2021-11-04', '1.0460');
    const at = (asOf: string) =>
      deviationFromOneFactor(
        told,
        factorChain(
          [split],
          told.map((row) => barOf(row)),
          { ...settings('as_traded'), asOf },
        ),
      );
    expect(at('2021-07-20')).toEqual({ factor: expect.closeTo(0.975824149, 9), deviation: expect.closeTo(0, 10) });
    expect(at('2021-11-04').factor).toBeCloseTo(0.975824149 * 1.046, 9);
  });
});

describe.skipIf(!hasCorpus)('yahoo_chart', () => {
  test('MSFT: four dividends give the adjusted closes, but for what was paid after the last bar', () => {
    const rows = chart('chart-MSFT-dividends-2021-02-01-to-2022-01-31.json');
    const chain = chainOf(rows, 'split_adjusted');
    expect(chain.steps.map(({ verdict }) => verdict)).toEqual(Array(4).fill('applied'));
    expect(deviationFromOneFactor(rows, chain).deviation).toBeLessThan(floats);
  });

  test('NVDA: the split of 2021-07-20 is in the prices already; 0.004 a quarter gives the adjusted closes', () => {
    const rows = chart('chart-NVDA-split-2021-02-01-to-2022-01-31.json');
    const days = ['2021-03-09', '2021-06-09', '2021-08-31', '2021-12-01'];
    const chain = chainOf(
      rows.map((row) => ({ ...row, dividend: days.includes(row.day) ? '0.004' : '0' })),
      'split_adjusted',
    );
    expect(chain.steps.filter(({ kind }) => kind === 'split')).toMatchObject([
      { ex_date: '2021-07-20', verdict: 'applied', price_factor: '1' },
    ]);
    expect(deviationFromOneFactor(rows, chain).deviation).toBeLessThan(floats);
  });
});

describe.skipIf(!hasCorpus)('jse_yahoo_csv: a vendor that tells its adjusted closes alone', () => {
  /** Steps of adjusted close / close, and how many of the dividends that they imply are whole cents. */
  const expected: Readonly<Record<string, readonly [steps: number, wholeCents: number]>> = {
    ...{ ABG: [30, 30], AGL: [39, 7], BTI: [31, 1], CFR: [13, 0], CPI: [32, 27], DSY: [28, 22], FSR: [41, 29] },
    ...{ GFI: [40, 39], IMP: [30, 30], JSE: [15, 13], KIO: [24, 24], MCG: [1, 1], MTN: [30, 29], NPN: [21, 16] },
    ...{
      PRX: [1, 0],
      REM: [40, 40],
      S32: [11, 0],
      SBK: [41, 38],
      SHP: [42, 35],
      SOL: [39, 39],
      SSW: [1, 1],
      VOD: [23, 23],
    },
  };
  /**
   * Prices that are divided, beside dividends that are not: by Impala's subdivision into eight of late 2006, and by the
   * tobacco shares that Remgro handed out in 2008. What is not far beyond an ordinary day cannot be seen: three of
   * Impala's fourteen such dividends and most of Remgro's pass.
   */
  const wrong: Readonly<Record<string, readonly string[]>> = {
    IMP: [
      ...['2000-09-11', '2001-03-12', '2001-09-10', '2002-03-28', '2002-09-30', '2003-03-10'],
      ...['2003-09-19', '2004-09-17', '2005-03-07', '2005-09-19', '2006-09-18'],
    ],
    REM: ['2003-08-11', '2005-01-10'],
  };
  const files = hasCorpus ? readdirSync(resolve(corpus, 'jse_yahoo_csv')) : [];

  const implied = (file: string) => {
    const rows = yahooRows(csv(`jse_yahoo_csv/${file}`));
    return { rows, steps: impliedSteps(rows, { absolute: 0.0000005, relative: floats }) };
  };
  const isWhole = (amount: number, error: number) => error < 0.1 && Math.abs(amount - Math.round(amount)) <= error;

  test('every file is known', () => {
    expect(files.map((file) => file.slice(0, 3)).sort()).toEqual(Object.keys(expected).sort());
  });

  test('444 of 573 steps imply a dividend of whole cents by 1 - amount / close before, 17 by close / (close + amount)', () => {
    const counts = files.map((file) => {
      const { rows, steps } = implied(file);
      const closeOn = new Map(rows.map(({ day, close }) => [day, Number(close)]));
      const byOther = steps.filter(({ day, factor, error }) =>
        isWhole((1 / factor - 1) * (closeOn.get(day) ?? 0), error),
      );
      return [steps.length, steps.filter((step) => isWhole(step.implied, step.error)).length, byOther.length];
    });
    expect([0, 1, 2].map((column) => counts.reduce((sum, count) => sum + (count[column] ?? 0), 0))).toEqual([
      573, 444, 17,
    ]);
  });

  test.each(files)('%s: steps only at ex-dates, by dividends that give the adjusted closes again', (file) => {
    const ticker = file.slice(0, 3);
    const { rows, steps } = implied(file);
    const whole = steps.filter((step) => isWhole(step.implied, step.error));
    expect([steps.length, whole.length]).toEqual(expected[ticker]);

    const dividends = steps.map((step) =>
      dividendOf(step.day, whole.includes(step) ? String(Math.round(step.implied)) : step.implied.toFixed(3), 'ZAc'),
    );
    const chain = factorChain(
      dividends,
      rows.map((row) => barOf(row, 'ZAc')),
      settings('split_adjusted'),
    );
    expect(refusals(chain)).toEqual((wrong[ticker] ?? []).map((day) => `dividend ${day}`));
    expect(deviation(from(wrong[ticker]?.at(-1) ?? '', rows), chain)).toBeLessThan(1e-6);
  });
});

describe.skipIf(!hasCorpus)('eodhd', () => {
  test('BHP: steps only at ex-dates; two bonus issues and what the other steps imply give the adjusted closes again', () => {
    const days = json('eodhd/client_eod_data.json.gz') as Record<string, string | number>[];
    const rows = days.map(({ date, open, close, adjusted_close, volume }) => ({
      ...{ day: String(date), open: String(open), close: String(close) },
      ...{ adjusted: String(adjusted_close), volume: String(volume) },
    }));
    const steps = impliedSteps(rows, { absolute: 0.000055, relative: 0 });
    expect(steps).toHaveLength(69);
    // What reads as one bonus share for ten held, and the 1.0651 for each that BHP announced for the merger with Billiton.
    const bonus: Readonly<Record<string, string>> = { '1995-05-11': '1.1', '2001-06-29': '2.0651' };
    const actions = steps.map(({ day, factor, implied }) => {
      const ratio = bonus[day];
      if (ratio === undefined) return dividendOf(day, implied.toFixed(6), 'AUD');
      expect(Math.abs(factor * Number(ratio) - 1)).toBeLessThan(0.00003);
      return splitOf(day, ratio);
    });
    const chain = factorChain(
      actions,
      rows.map((row) => barOf(row, 'AUD')),
      settings('as_traded'),
    );
    expect(refusals(chain)).toEqual([]);
    expect(deviation(rows, chain)).toBeLessThan(0.000045);
  });
});

const yfinance = (file: string): Row[] => yahooRows(csv(`adjusted_prices/${file}`));
const from = (day: string, rows: readonly Row[]): Row[] => rows.filter((row) => row.day >= day);
const refusals = ({ steps }: FactorChain): string[] =>
  steps.filter(({ verdict }) => verdict === 'refused').map(({ kind, ex_date }) => `${kind} ${ex_date}`);
