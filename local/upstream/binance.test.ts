import { describe, expect, test } from 'vitest';
import { binance } from './binance.ts';
import { corpusText, hasCorpus, withoutTrailingZeros } from './corpus.ts';

type Kline = [number, string, string, string, string, string, number, string, number, string, string, string];

const upstream = binance();
const MINUTE = 60_000;
const HOUR = 3_600_000;
const FIRST = Date.parse('2021-10-11T00:00Z');

function ask(path: string, query: string): { status: number; body: unknown } {
  const { status, text } = upstream.answer(path, new URLSearchParams(query));
  return { status, body: JSON.parse(text) };
}

const klines = (query: string) => ask('/api/v3/klines', query).body as Kline[];
const openTimes = (query: string) => klines(query).map(([opened]) => opened);
const units = (amount: string) => BigInt(amount.replace('.', ''));
const sum = (rows: Kline[], column: 5 | 7 | 9 | 10) => rows.reduce((total, row) => total + units(row[column]), 0n);

test('a kline is twelve fields, amounts as text with eight decimals', () => {
  expect(klines(`symbol=BTCUSDT&interval=1m&startTime=${FIRST}&limit=1`)).toEqual([
    [
      FIRST,
      '54659.01000000',
      '54670.00000000',
      '54596.63000000',
      '54631.19000000',
      '68.54042000',
      FIRST + MINUTE - 1,
      '3744747.38481630',
      1980,
      '28.46837000',
      '1555449.06743630',
      '0',
    ],
  ]);
});

test('with a start the oldest come first, without one the newest', () => {
  const fromStart = openTimes(`symbol=BTCUSDT&interval=1m&startTime=${FIRST + 1}&limit=2`);
  expect(fromStart).toEqual([FIRST + MINUTE, FIRST + 2 * MINUTE]);
  const newest = openTimes('symbol=BTCUSDT&interval=1m&limit=2');
  expect(newest).toEqual([Date.parse('2021-10-11T23:58Z'), Date.parse('2021-10-11T23:59Z')]);
  const untilEnd = openTimes(`symbol=BTCUSDT&interval=1m&endTime=${FIRST + 5 * MINUTE}&limit=2`);
  expect(untilEnd).toEqual([FIRST + 4 * MINUTE, FIRST + 5 * MINUTE]);
});

test('a window includes the bar that opens at its end', () => {
  const window = `startTime=${FIRST}&endTime=${FIRST + 2 * HOUR}`;
  expect(openTimes(`symbol=BTCUSDT&interval=1h&${window}`)).toEqual([FIRST, FIRST + HOUR, FIRST + 2 * HOUR]);
});

test('an answer has 500 rows unless asked otherwise and never more than 1000', () => {
  expect(klines('symbol=BTCUSDT&interval=1m')).toHaveLength(500);
  expect(klines('symbol=BTCUSDT&interval=1m&limit=5000')).toHaveLength(1000);
});

test('refusals carry the codes of the source with status 400', () => {
  const unknown = { status: 400, body: { code: -1121, msg: 'Invalid symbol.' } };
  expect(ask('/api/v3/klines', 'symbol=NOPE&interval=1m')).toEqual(unknown);
  expect(ask('/api/v3/exchangeInfo', 'symbol=NOPE')).toEqual(unknown);
  expect(ask('/api/v3/klines', 'symbol=BTCUSDT&interval=7m').body).toMatchObject({ code: -1120 });
  expect(ask('/api/v3/klines', 'interval=1m').body).toMatchObject({ code: -1102 });
});

test('a known symbol without figures has no bars', () => {
  expect(ask('/api/v3/klines', 'symbol=NKNUSDT&interval=1m')).toEqual({ status: 200, body: [] });
});

test('the exchange info is cut to the symbols asked for', () => {
  const { body } = ask('/api/v3/exchangeInfo', 'symbol=BTCUSDT');
  expect(body).toMatchObject({ timezone: 'UTC', symbols: [{ symbol: 'BTCUSDT', quoteAsset: 'USDT' }] });
  const both = ask('/api/v3/exchangeInfo', 'symbols=["BTCUSDT","ETHUSDT"]').body as { symbols: unknown[] };
  expect(both.symbols).toHaveLength(2);
});

test('an hour is the sum of its sixty minutes', () => {
  for (const hour of klines(`symbol=BTCUSDT&interval=1h&startTime=${FIRST}&limit=24`)) {
    const minutes = klines(`symbol=BTCUSDT&interval=1m&startTime=${hour[0]}&limit=60`);
    expect(minutes[0]?.[1]).toBe(hour[1]);
    expect(minutes.at(-1)?.[4]).toBe(hour[4]);
    for (const column of [5, 7, 9, 10] as const) expect(sum(minutes, column)).toBe(units(hour[column]));
    expect(minutes.reduce((trades, row) => trades + row[8], 0)).toBe(hour[8]);
  }
});

describe.skipIf(!hasCorpus)('against the recorded answers', () => {
  test('a kline has the types and the eight decimals of a recorded one', () => {
    const shape = (row: unknown[]) =>
      row.map((field) => (typeof field === 'string' ? field.replace(/^\d+/, '#').replace(/\d/g, '0') : typeof field));
    const [recorded = []] = JSON.parse(corpusText('binance/klines_1m_2024-11-16.json')) as unknown[][];
    expect(shape(klines('symbol=BTCUSDT&interval=1m&limit=1')[0] ?? [])).toEqual(shape(recorded));
  });

  test('the hours stand in the recorded digits', () => {
    const recorded = new Map(
      corpusText('binance/BTCUSDT-1h.csv.gz')
        .trim()
        .split('\n')
        .map((line) => [line.split(',')[0], line.trim().split(',').slice(1).map(withoutTrailingZeros)]),
    );
    const served = klines('symbol=BTCUSDT&interval=1h');
    expect(served).toHaveLength(141);
    for (const [opened, ...fields] of served) {
      expect(fields.slice(0, 6).map((field) => withoutTrailingZeros(String(field)))).toEqual(
        recorded.get(String(opened)),
      );
    }
  });

  test('a symbol of the exchange info is the recorded one', () => {
    const recorded = JSON.parse(corpusText('binance/exchangeInfo_2021-10.json.gz')) as {
      symbols: { symbol: string }[];
    };
    const { symbols, ...rest } = ask('/api/v3/exchangeInfo', 'symbol=NKNUSDT').body as typeof recorded;
    const { symbols: all, ...restRecorded } = recorded;
    expect(symbols).toEqual(all.filter(({ symbol }) => symbol === 'NKNUSDT'));
    expect(rest).toEqual(restRecorded);
  });
});
