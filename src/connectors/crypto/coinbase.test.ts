import { expect, test } from 'vitest';
import type { RawPayload } from '../../model/payload.ts';
import { coinbase } from './coinbase.ts';

function payload(document: unknown, fetched_at = '2021-01-07T12:00:00.000Z'): RawPayload {
  const bytes = new TextEncoder().encode(JSON.stringify(document));
  return { url: 'https://api.exchange.coinbase.com/products', status: 200, headers: {}, bytes, fetched_at };
}
const parse = (subject: string, document: unknown, fetchedAt?: string) =>
  coinbase.parsers[0].parse(payload(document, fetchedAt), subject);

/** Coinbase, BTC-USD, the days that begin on 2021-01-07 and 2021-01-06. */
const days = [
  [1609977600, 29516.98, 32900, 29818.73, 32120.19, 5957.46980324],
  [1609891200, 27105.01, 29949, 27655.04, 29838.52, 4227.05067035],
];

test('low and high come before open and close', () => {
  const { rows } = parse('BTC-USD:1d', days);
  expect(rows.bar).toEqual([
    expect.objectContaining({ time: '2021-01-07T00:00:00.000Z', final: false }),
    {
      instrument_id: 'COINBASE:BTC-USD',
      interval: '1d',
      time: '2021-01-06T00:00:00.000Z',
      session_date: null,
      open: '27655.04',
      high: '29949',
      low: '27105.01',
      close: '29838.52',
      volume: '4227.05067035',
      turnover: null,
      trades: null,
      unit: 'USD',
      final: true,
    },
  ]);
});

test('an hour without trades is an empty answer', () => {
  expect(parse('BTC-USD:1h', []).rows.bar).toEqual([]);
});

test('a broken candlestick is rejected and its neighbours go through', () => {
  const [day = []] = days;
  const { rows, rejected } = parse('BTC-USD:1d', [...days, day.slice(1), [...day.slice(0, 3), null, ...day.slice(4)]]);
  expect(rows.bar).toHaveLength(2);
  expect(rejected.map(({ rule }) => rule)).toEqual(['schema', 'decimal']);
});

test.each([
  [{ message: 'Public rate limit exceeded' }, 'source_unavailable'],
  [{ message: 'Internal server error' }, 'source_unavailable'],
  [{ message: 'Forbidden' }, 'source_denied'],
  [{ message: 'NotFound' }, 'source_changed'],
  [{ candles: [] }, 'source_changed'],
])('%j is %s', (document, code) => {
  expect(() => parse('BTC-USD:1d', document)).toThrow(expect.objectContaining({ code }));
});

test('a ticker is a quote of its own time, cut to milliseconds', () => {
  const ticker = {
    price: '246.28000000',
    bid: '637',
    ask: '637.11',
    volume: '4661.70',
    time: '2015-04-08T20:49:06.506997Z',
  };
  expect(parse('BTC-USD:quote', ticker).rows.quote).toEqual([
    {
      instrument_id: 'COINBASE:BTC-USD',
      time: '2015-04-08T20:49:06.506Z',
      price: '246.28000000',
      bid: '637',
      ask: '637.11',
      volume: '4661.70',
      market_cap: null,
      unit: 'USD',
    },
  ]);
});

test('a trade bears the side of its taker, not of the order in the book', () => {
  const match = { trade_id: 1568268, side: 'sell', size: '450', price: '0.791', time: '2021-04-17T16:43:37.121358Z' };
  expect(parse('SKL-USD:trade', [match]).rows.trade).toEqual([
    expect.objectContaining({ trade_id: '1568268', side: 'buy', size: '450', time: '2021-04-17T16:43:37.121Z' }),
  ]);
});

test('products are instruments', () => {
  const { rows, rejected } = parse('instrument', [
    { id: 'BTC-GBP', base_currency: 'BTC', quote_currency: 'GBP', status: 'online' },
    { id: 'ETH-GBP', base_currency: 'ETH' },
  ]);
  expect(rows.instrument).toMatchObject([{ instrument_id: 'COINBASE:BTC-GBP', ticker: 'BTC-GBP', unit: 'GBP' }]);
  expect(rejected).toHaveLength(1);
});

test.each(['BTC-USD', 'BTC-USD:4h', 'BTCUSD:1d', 'BTC-USD:instrument'])('%s is no subject', (subject) => {
  expect(() => parse(subject, [])).toThrow(expect.objectContaining({ code: 'config_invalid' }));
});

test('an answer that did not change does not keep the rest of the window from being asked for', async () => {
  const asked: (string | null)[] = [];
  const fetcher = {
    async get(url: string) {
      asked.push(new URL(url).searchParams.get('start'));
      return asked.length === 1 ? null : payload(days);
    },
  };
  const window = { from: '2020-12-24T00:00:00.000Z', to: '2021-01-07T12:00:00.000Z' };
  const given: RawPayload[] = [];
  const context = { subject: 'BTC-USD:1h', settings: coinbase.defaults, fetcher };
  for await (const page of coinbase.fetch(context, window)) given.push(page);
  expect(asked).toEqual(['2020-12-24T00:00:00.000Z', '2021-01-05T12:00:00.000Z']);
  expect(given).toHaveLength(1);
});
