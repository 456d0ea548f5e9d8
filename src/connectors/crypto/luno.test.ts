import { expect, test } from 'vitest';
import type { RawPayload } from '../../model/payload.ts';
import { luno } from './luno.ts';
import { lunoInstrument } from './luno-records.ts';

function payload(document: unknown): RawPayload {
  const bytes = new TextEncoder().encode(JSON.stringify(document));
  return {
    url: 'https://api.luno.com/api/1/tickers',
    status: 200,
    headers: {},
    bytes,
    fetched_at: '2024-03-13T10:20:00.000Z',
  };
}
const parse = (subject: string, document: unknown) => luno.parsers[0].parse(payload(document), subject);

/** Luno, XBTZAR, on 2019-06-13. */
const ticker = {
  pair: 'XBTZAR',
  timestamp: 1560438897560,
  bid: '127099.00',
  ask: '127100.00',
  last_trade: '127100.00',
  rolling_24_hour_volume: '519.677128',
};
const quote = {
  instrument_id: 'LUNO:BTC-ZAR',
  time: '2019-06-13T15:14:57.560Z',
  price: '127100.00',
  bid: '127099.00',
  ask: '127100.00',
  volume: '519.677128',
  market_cap: null,
  unit: 'ZAR',
};

test('a ticker is a quote in rand', () => {
  const { rows, rejected } = parse('quote', {
    tickers: [ticker, { ...ticker, pair: 'XBTXYZ' }, { ...ticker, bid: '-' }],
  });
  expect(rows.instrument).toMatchObject([{ instrument_id: 'LUNO:BTC-ZAR', ticker: 'XBTZAR', unit: 'ZAR' }]);
  expect(rows.quote).toEqual([quote]);
  expect(rejected.map(({ rule }) => rule)).toEqual(['symbol', 'decimal']);
});

test('a single ticker need not name its pair', () => {
  const { pair: _not, ...unnamed } = ticker;
  expect(parse('XBTZAR:quote', unnamed).rows.quote).toEqual([quote]);
  expect(parse('XBTZAR:quote', ticker).rows.quote).toEqual([quote]);
  expect(() => parse('quote', { tickers: [unnamed] })).toThrow(expect.objectContaining({ code: 'source_changed' }));
});

test('a trade bears its sequence and the side of its taker', () => {
  const trade = {
    sequence: 26963,
    timestamp: 1710325156438,
    price: '73998.98000000',
    volume: '0.00080000',
    is_buy: true,
  };
  const { rows, rejected } = parse('XBTUSDT:trade', {
    trades: [trade, { ...trade, is_buy: false, sequence: 26962 }, {}],
  });
  expect(rows.trade).toEqual([
    {
      instrument_id: 'LUNO:BTC-USDT',
      trade_id: '26963',
      time: '2024-03-13T10:19:16.438Z',
      price: '73998.98000000',
      size: '0.00080000',
      side: 'buy',
      unit: 'USDT',
    },
    expect.objectContaining({ trade_id: '26962', side: 'sell' }),
  ]);
  expect(rejected).toHaveLength(1);
});

test('trades of before they were counted are known by what they say', () => {
  const trade = { timestamp: 1710325156438, price: '73998.98000000', volume: '0.00080000', is_buy: false };
  const { rows, rejected } = parse('XBTUSDT:trade', { trades: [trade, trade, { ...trade, is_buy: true }] });
  expect(rejected).toEqual([]);
  expect(rows.trade?.map(({ trade_id }) => trade_id)).toEqual([
    '1710325156438-sell-73998.98000000-0.00080000',
    '1710325156438-sell-73998.98000000-0.00080000-2',
    '1710325156438-buy-73998.98000000-0.00080000',
  ]);
});

test('a market that never traded has no price', () => {
  const { rows, rejected } = parse('quote', {
    tickers: [ticker, { ...ticker, pair: 'LTCZAR', status: 'DISABLED', bid: '0.00', ask: '0.00', last_trade: '0.00' }],
  });
  expect(rows.quote).toEqual([quote]);
  expect(rejected.map(({ rule }) => rule)).toEqual(['empty_quote']);
});

test('a pair without trades says null', () => {
  expect(parse('XBTUSDT:trade', { trades: null }).rows.trade).toEqual([]);
});

test('markets are instruments', () => {
  const market = { market_id: 'BCHXBT', trading_status: 'ACTIVE', base_currency: 'BCH', counter_currency: 'XBT' };
  expect(parse('instrument', { markets: [market] }).rows.instrument).toEqual([lunoInstrument('BCHXBT')]);
  expect(lunoInstrument('BCHXBT')?.instrument_id).toBe('LUNO:BCH-BTC');
});

test.each([
  [{ error: 'slow down', error_code: 'ErrTooManyRequests' }, 'source_unavailable'],
  [{ error: 'You are not authorised', error_code: 'ErrUnauthorised' }, 'source_denied'],
  [{ error: 'Something went wrong', error_code: 'ErrInternal' }, 'source_unavailable'],
  [{ error: 'Invalid currency pair.', error_code: 'ErrInvalidPair' }, 'source_changed'],
])('%j is %s', (document, code) => {
  expect(() => parse('XBTZAR:quote', document)).toThrow(expect.objectContaining({ code }));
});

test.each(['XBTZAR', 'trade', 'XBTZAR:1d', ':quote', 'XBTZAR:instrument'])('%s is no subject', (subject) => {
  expect(() => parse(subject, { tickers: [] })).toThrow(expect.objectContaining({ code: 'config_invalid' }));
});
