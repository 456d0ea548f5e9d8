import { existsSync, readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { sessionsBetween } from '../../src/calendar/timeline.ts';
import { xjse } from '../../src/calendar/xjse.ts';
import { auditedOf, pointsOf, sourceOf } from '../../src/quality/examples.ts';
import { seriesRules } from '../../src/quality/index.ts';
import { findIn } from '../../src/quality/rule.ts';
import type { Action, AuditedSeries, Point } from '../../src/quality/series.ts';
import { corpus, readCorpus } from './corpus/corpus-file.ts';

const has = existsSync(corpus);
const lines = (path: string): string[][] =>
  new TextDecoder()
    .decode(readCorpus(path))
    .trim()
    .split(/\r?\n/)
    .slice(1)
    .map((line) => line.split(','));

/** Yahoo's columns, oldest first: day, open, high, low, close, adjusted close, volume. */
function yahoo(path: string, unit: string): Point[] {
  const rows = lines(path)
    .map(([day = '', open, high, low, close = '', , volume]) => [day.slice(0, 10), open, high, low, close, volume])
    .filter(([, , , , close]) => Number(close) > 0)
    .sort(([one = ''], [next = '']) => (one < next ? -1 : 1));
  return pointsOf(unit, rows.map((row) => row.join(' ')).join('\n'));
}

/** The two columns after the volume: a dividend in the unit of the price, and the ratio of a split. */
const actionsIn = (path: string, unit: string): Action[] =>
  lines(path).flatMap(([day = '', , , , , , , amount = '0', ratio = '0']) => {
    const told = { ex_date: day.slice(0, 10), source: 'yahoo-csv', fetch_id: 'fetch_1' };
    const dividend = { ...told, kind: 'dividend', amount, unit, ratio: null } as const;
    const split = { ...told, kind: 'split', amount: null, unit: null, ratio } as const;
    return [...(Number(amount) > 0 ? [dividend] : []), ...(Number(ratio) > 0 ? [split] : [])];
  });

const found = (audited: AuditedSeries): string[] =>
  findIn(audited, seriesRules).map(({ rule, at }) => `${rule} ${at.slice(0, 10)}`);

/** On the exchange's sessions; Yahoo's bars of other days are not stored. */
function onSessions(points: readonly Point[]): AuditedSeries {
  const sessions = sessionsBetween(xjse, points[0]?.period ?? '', points.at(-1)?.period ?? '');
  const days = new Set(sessions.map(({ session_date }) => session_date));
  const expected = sessions.map(({ session_date, open, close }) => ({
    period: session_date,
    starts: open,
    ends: close,
  }));
  return auditedOf(sourceOf(points.filter(({ period }) => days.has(period))), { expected });
}

describe.skipIf(!has)('jse_yahoo_csv: 22 shares of the JSE, 2000 to 2021', () => {
  /**
   * Days in rands (MTN, DSY, S32); days that were not divided by what was handed out later (NPN, REM, AGL); a time that
   * the vendor lost (CFR); sessions told twice; and what the market did itself: Capitec's first months and March 2020,
   * Sasol on 2020-03-09, Richemont when it was taken apart. Every other share is blameless, without a gap.
   */
  const known: Readonly<Record<string, readonly string[]>> = {
    ABG: ['stale_price 2018-07-10'],
    AGL: ['outlier 2001-05-08'],
    CFR: ['outlier 2008-10-27', 'stale_price 2008-07-28', 'stale_price 2008-10-20'],
    CPI: ['outlier 2002-04-05', 'outlier 2020-03-18', 'outlier 2020-03-20', 'repeated_bar 2002-12-24'],
    DSY: ['unit_jump 2021-01-06', 'repeated_bar 2002-12-31'],
    MTN: ['unit_jump 2020-10-30'],
    NPN: ['outlier 2001-01-24', 'outlier 2001-01-26', 'outlier 2001-03-14'],
    REM: ['outlier 2018-07-19', 'outlier 2019-07-19', 'repeated_bar 2000-03-30'],
    S32: ['unit_jump 2021-01-06'],
    SOL: ['outlier 2020-03-09'],
  };
  const files = has ? readdirSync(resolve(corpus, 'jse_yahoo_csv')) : [];

  test.each(files)('%s', (file) => {
    expect(found(onSessions(yahoo(`jse_yahoo_csv/${file}`, 'ZAc')))).toEqual(known[file.slice(0, 3)] ?? []);
  });

  test('a session that is taken away is a gap', () => {
    const points = yahoo('jse_yahoo_csv/VOD.JO.csv.gz', 'ZAc').filter(({ period }) => period !== '2015-06-17');
    expect(found(onSessions(points))).toEqual(['gap 2015-06-17']);
  });
});

describe.skipIf(!has)('adjusted_prices: what was wrong at Yahoo, and the same made right', () => {
  const path = (name: string) => `adjusted_prices/yfinance_${name}.csv`;
  const series = (name: string, unit: string) => {
    const file = path(name);
    const recorded = { recorded_at: '2025-01-01T00:00:00.000Z' };
    const points = yahoo(file, unit).map((point) => ({ ...point, ...recorded }));
    return auditedOf(sourceOf(points), { actions: actionsIn(file, unit) });
  };

  test.each([
    ['SSW-JO-1d-100x-error', 'ZAc', ['unit_jump 2023-06-01']],
    ['SSW-JO-1d-100x-error-fixed', 'ZAc', []],
    ['MOB-ST-1d-bad-stock-split', 'SEK', ['split_sanity 2023-05-22']],
    ['MOB-ST-1d-bad-stock-split-fixed', 'SEK', []],
    ['4063-T-1d-bad-div', 'JPY', []],
    ['CALM-1d-no-bad-divs', 'USD', []],
    ['EWG-1d-no-bad-divs', 'USD', []],
    // A dividend of 3.80 dollars, told as 3.80 of the price's currency, does not explain the fall on its ex-date.
    ['KEN-TA-1d-bad-div', 'ILA', ['outlier 2024-04-08']],
    // Another company took over the ticker.
    ['SCR-TO-1d-bad-div', 'CAD', ['outlier 2023-10-05']],
  ])('%s', (name, unit, expected) => {
    expect(found(series(name, unit))).toEqual(expected);
  });

  test('what one source has wrong is what the other says differently', () => {
    const wrong = series('SSW-JO-1d-100x-error', 'ZAc');
    const { series: right } = series('SSW-JO-1d-100x-error-fixed', 'ZAR');
    const beside = { ...wrong, others: [{ ...right, source: 'eodhd', rank: 2 }] };
    expect(found(beside)).toEqual(['unit_jump 2023-06-01', 'disagreement 2023-06-01']);
  });
});

describe.skipIf(!has)('adjusted_prices: Apple as it was traded, and divided by its split', () => {
  const ice = (name: string): Point[] => {
    const rows = lines(`adjusted_prices/ice_aapl_${name}.csv`).map(([at = '', ...rest]) => [at.slice(0, 10), ...rest]);
    return pointsOf('USD', rows.map((row) => row.join(' ')).join('\n'));
  };
  const split = { kind: 'split', ex_date: '2020-08-31', ratio: '4', source: 'ice', fetch_id: 'fetch_1' } as const;
  const actions = [{ ...split, amount: null, unit: null }];
  const traded = () => sourceOf(ice('raw'), { source: 'ice', price_basis: 'as_traded' });
  const divided = () => sourceOf(ice('adj'), { source: 'ice' });

  test('both are right, beside the split and beside each other', () => {
    expect(found(auditedOf(traded(), { actions, others: [divided()] }))).toEqual([]);
    expect(found(auditedOf(divided(), { actions, others: [traded()] }))).toEqual([]);
  });

  test('each is wrong where its source counts shares the other way', () => {
    expect(found(auditedOf({ ...divided(), price_basis: 'as_traded' }, { actions }))).toEqual([
      'split_sanity 2020-08-31',
    ]);
    expect(found(auditedOf({ ...traded(), price_basis: 'split_adjusted' }, { actions }))).toEqual([
      'split_sanity 2020-08-31',
    ]);
  });

  test('without its split the fall is an outlier', () => {
    expect(found(auditedOf(traded()))).toEqual(['outlier 2020-08-31']);
  });
});

describe.skipIf(!has)('ecb: 192,545 euro reference rates, 1999 to 2022', () => {
  test('what is found is what currencies went through, and a pause of nine years', () => {
    const [header = '', ...rows] = new TextDecoder()
      .decode(readCorpus('ecb/eurofxref-hist_2022-12-30.csv.gz'))
      .split('\n');
    const cells = rows.map((row) => row.split(',')).sort(([one = ''], [next = '']) => (one < next ? -1 : 1));
    const all = header.split(',').flatMap((currency, column) => {
      const known = cells.filter((row) => Number(row[column]) > 0);
      const points = pointsOf(currency, known.map((row) => `${row[0]} ${row[column]}`).join('\n'));
      return known.length === 0 ? [] : [{ currency, points }];
    });
    expect(all.reduce((sum, { points }) => sum + points.length, 0)).toBe(192_545);
    const moves = all.flatMap(({ currency, points }) => {
      const days = found(auditedOf(sourceOf(points), { dataset: 'rate' }));
      return days.length === 0 ? [] : [`${currency}: ${days.join(', ').replaceAll('outlier ', '')}`];
    });
    expect(moves).toEqual([
      'ROL: 1999-03-17, 1999-03-19',
      'CHF: 2011-09-06, 2015-01-15',
      'ISK: 2008-10-06, 2008-10-08, 2008-10-09, 2008-11-06, 2008-11-19, 2008-11-24, 2018-02-01',
      'RUB: 2022-02-28',
      'TRL: 2001-02-22',
      'TRY: 2021-03-22, 2021-12-21',
    ]);
  });
});
