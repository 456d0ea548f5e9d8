import { expect, test } from 'vitest';
import type { RawPayload } from '../../model/payload.ts';
import type { FetchOptions } from '../fetcher.ts';
import { coingecko } from './coingecko.ts';

const base = 'https://api.coingecko.com/api/v3';

function payload(document: unknown, fetched_at = '2021-05-15T15:59:50.000Z', url = base): RawPayload {
  const bytes = new TextEncoder().encode(JSON.stringify(document));
  return { url, status: 200, headers: {}, bytes, fetched_at };
}
const parse = (subject: string, document: unknown, fetchedAt?: string) =>
  coingecko.parsers[0].parse(payload(document, fetchedAt), subject);

/** CoinGecko, bitcoin in USD, on 2021-05-15. */
const market = {
  id: 'bitcoin',
  symbol: 'btc',
  current_price: 49053,
  market_cap: 917825524991,
  total_volume: 61679663434,
  max_supply: null,
  last_updated: '2021-05-15T15:59:43.867Z',
};

test('a market is a quote in the currency of the request, without the volume that counts money', () => {
  const { rows } = parse('markets:usd', [market]);
  expect(rows.instrument).toMatchObject([
    { instrument_id: 'COINGECKO:BTC-USD', ticker: 'bitcoin', currency: 'USD', unit: 'USD' },
  ]);
  expect(rows.quote).toEqual([
    {
      instrument_id: 'COINGECKO:BTC-USD',
      time: '2021-05-15T15:59:43.867Z',
      price: '49053',
      bid: null,
      ask: null,
      volume: null,
      market_cap: '917825524991',
      unit: 'USD',
    },
  ]);
});

test('a coin that shares the letters of another is not taken for it', () => {
  const { rows } = parse('markets:usd', [market, { ...market, id: 'batcat' }]);
  expect(rows.quote?.map(({ instrument_id }) => instrument_id)).toEqual(['COINGECKO:BTC-USD', 'COINGECKO:BATCAT-USD']);
});

test('a coin without a price, and one whose id is no name, are rejected and the others go through', () => {
  const { rows, rejected } = parse('markets:usd', [
    { ...market, id: 'dead-coin', current_price: null },
    { ...market, id: '0-5x-long-[]' },
    { ...market, current_price: 'n/a' },
    market,
  ]);
  expect(rows.quote).toHaveLength(1);
  expect(rejected.map(({ rule }) => rule)).toEqual(['empty_quote', 'symbol', 'decimal']);
});

test('each point of a chart is a quote of its time, the last one off the grid as well', () => {
  const chart = {
    prices: [
      [1621036800000, 49913.26314398822],
      [1621089594000, 4.774496780022442e-5],
    ],
    market_caps: [
      [1621089594000, 918302952945.7565],
      [1621036800000, null],
    ],
    total_volumes: [],
  };
  const { rows } = parse('chart:bitcoin:zar', chart);
  expect(rows.quote).toMatchObject([
    {
      instrument_id: 'COINGECKO:BTC-ZAR',
      time: '2021-05-15T00:00:00.000Z',
      price: '49913.26314398822',
      market_cap: null,
    },
    { time: '2021-05-15T14:39:54.000Z', price: '0.00004774496780022442', market_cap: '918302952945.7565' },
  ]);
});

/** Ends of four-hour bars; the last one is running at 15:59:50. */
const bars = [
  [1621065600000, 49774.4, 49774.4, 48914.11, 48914.11],
  [1621080000000, 48810.93, 49065.53, 48572.17, 48574.71],
  [1621094400000, 48868.6, 49675.91, 48868.6, 49675.91],
];

test('a bar is dated by its end, and begins four hours before', () => {
  const { rows } = parse('ohlc:bitcoin:usd', bars);
  expect(rows.bar?.map(({ interval, time, final }) => [interval, time, final])).toEqual([
    ['4h', '2021-05-15T04:00:00.000Z', true],
    ['4h', '2021-05-15T08:00:00.000Z', true],
    ['4h', '2021-05-15T12:00:00.000Z', false],
  ]);
  expect(rows.bar?.[0]).toMatchObject({ open: '49774.4', low: '48914.11', volume: null, trades: null });
});

test('a gap does not make the bars longer', () => {
  const [first = [], , last = []] = bars;
  const { rows } = parse('ohlc:bitcoin:usd', [[1621051200000, ...first.slice(1)], first, last]);
  expect(rows.bar?.map(({ interval }) => interval)).toEqual(['4h', '4h', '4h']);
});

test.each([30, 4 * 24 * 60])('bars of %i minutes have no interval here', (minutes) => {
  const [first = []] = bars;
  const later = [1, 2].map((step) => [1621065600000 + step * minutes * 60_000, ...first.slice(1)]);
  const read = () => parse('ohlc:bitcoin:usd', [first, ...later]);
  expect(read).toThrow(expect.objectContaining({ code: 'source_changed' }));
  expect(read).toThrow(`no bars of ${minutes} minutes are kept`);
});

const [anyBar = []] = bars;
const barsEnding = (ends: readonly number[]) => ends.map((end) => [end, ...anyBar.slice(1)]);
const hourMs = 3_600_000;
const midnight = 1621036800000;

test('a bar that does not end with its interval is rejected alone', () => {
  const { rows, rejected } = parse('ohlc:bitcoin:usd', [...bars, ...barsEnding([1621094400000 + 17 * 60_000])]);
  expect(rows.bar?.map(({ interval }) => interval)).toEqual(['4h', '4h', '4h']);
  expect(rejected.map(({ rule }) => rule)).toEqual(['interval']);
  const few = parse('ohlc:bitcoin:usd', [...bars.slice(1), ...barsEnding([1621094400000 + 17 * 60_000])]);
  expect(few.rows.bar?.map(({ interval }) => interval)).toEqual(['4h', '4h']);
});

test('two bars a day apart are no bars of a day, but what the request asked for', () => {
  const apart = barsEnding([midnight, midnight + 24 * hourMs]);
  const asked = (query: string) => {
    const url = `${base}/coins/bitcoin/ohlc?vs_currency=usd&${query}`;
    const { rows } = coingecko.parsers[0].parse(payload(apart, '2021-05-17T00:00:00.000Z', url), 'ohlc:bitcoin:usd');
    return rows.bar?.map(({ interval }) => interval);
  };
  expect(() => parse('ohlc:bitcoin:usd', apart)).toThrow(/how long a bar is cannot be told/);
  expect(asked('days=7')).toEqual(['4h', '4h']);
  expect(asked('days=90&interval=daily')).toEqual(['1d', '1d']);
  expect(() => asked('days=90')).toThrow(/no bars of 5760 minutes/);
});

test('a long answer is read as well', () => {
  const many = barsEnding(Array.from({ length: 150_000 }, (_, at) => (69_445 + at) * 4 * hourMs));
  expect(parse('ohlc:bitcoin:usd', many).rows.bar).toHaveLength(150_000);
});

test('a simple price is dated as it says, and otherwise by its fetch', () => {
  const prices = { bitcoin: { usd: 49253, btc: 1, usd_market_cap: 917825524991, last_updated_at: 1621094383 } };
  expect(parse('price:usd', prices).rows.quote).toMatchObject([
    {
      instrument_id: 'COINGECKO:BTC-USD',
      time: '2021-05-15T15:59:43.000Z',
      price: '49253',
      market_cap: '917825524991',
    },
    { instrument_id: 'COINGECKO:BTC-BTC', time: '2021-05-15T15:59:43.000Z', price: '1', market_cap: null },
  ]);
  const undated = parse('price:usd', { bitcoin: { usd: 49253 } });
  expect(undated.rows.quote).toMatchObject([{ time: '2021-05-15T15:59:50.000Z' }]);
});

test('of the list of coins those that are collected get their name here, one that was renamed is looked at', () => {
  const { rows, rejected } = parse('coins', [
    { id: '01coin', symbol: 'zoc', name: '01coin' },
    { id: 'bitcoin', symbol: 'btc', name: 'Bitcoin' },
    { id: 'ethereum', symbol: 'ether', name: 'Ethereum' },
    { symbol: 'x' },
  ]);
  expect(rows.alias).toEqual(
    ['USD', 'ZAR'].map((currency) => ({
      instrument_id: `COINGECKO:BTC-${currency}`,
      scheme: 'coingecko',
      alias: 'bitcoin',
      valid_from: null,
      valid_to: null,
    })),
  );
  expect(rejected.map(({ rule }) => rule)).toEqual(['symbol', 'schema']);
});

test.each([
  [{ error: 'Missing parameter vs_currency' }, 'source_changed'],
  [{ status: 500, error: 'Internal Server Error' }, 'source_unavailable'],
  [{ error: { status: { error_code: 10005 } } }, 'source_denied'],
  [{ error: { status: { error_code: 10012, error_message: 'Your request exceeds the range' } } }, 'source_denied'],
  [{ status: { error_code: 10005, error_message: 'This request is limited to PRO API subscribers' } }, 'source_denied'],
  [{ status: { error_code: 429, error_message: "You've exceeded the Rate Limit." } }, 'source_unavailable'],
  [{ status: { error_code: 10002, error_message: 'API Key Missing' } }, 'source_denied'],
  [{ coins: [] }, 'source_changed'],
])('%j is %s', (document, code) => {
  for (const subject of ['markets:usd', 'chart:bitcoin:usd', 'ohlc:bitcoin:usd', 'price:usd', 'coins']) {
    expect(() => parse(subject, document)).toThrow(expect.objectContaining({ code }));
  }
});

test.each(['markets', 'markets:usd:x', 'chart:bitcoin', 'coins:usd', 'trending'])('%s is no subject', (subject) => {
  expect(() => parse(subject, [])).toThrow(expect.objectContaining({ code: 'config_invalid' }));
});

test.each([
  [undefined, undefined],
  ['CG-secret', 'CG-secret'],
])('a key of %s is sent in a header and never in the address', async (api_key, sent) => {
  const seen: [string, FetchOptions | undefined][] = [];
  const fetcher = {
    async get(url: string, options?: FetchOptions) {
      seen.push([url, options]);
      return null;
    },
  };
  const context = { subject: 'ohlc:bitcoin:zar', settings: { ...coingecko.defaults, api_key }, fetcher };
  const window = { from: '2021-05-07T00:00:00.000Z', to: '2021-05-15T00:00:00.000Z' };
  for await (const _page of coingecko.fetch(context, window));
  expect(seen).toHaveLength(1);
  expect(seen[0]?.[0]).toBe('https://api.coingecko.com/api/v3/coins/bitcoin/ohlc?vs_currency=zar&days=14');
  expect(seen[0]?.[1]?.headers?.['x-cg-demo-api-key']).toBe(sent);
});
