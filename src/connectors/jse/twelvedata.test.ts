import { expect, test } from 'vitest';
import type { RawPayload } from '../../model/payload.ts';
import { twelvedata } from './twelvedata.ts';
import { queriesOf, twelvedataSubject } from './twelvedata-subject.ts';

const parse = (content: unknown, fetched_at = '2024-11-23T06:00:00.000Z') => {
  const bytes = new TextEncoder().encode(JSON.stringify(content));
  const payload: RawPayload = {
    url: 'https://api.twelvedata.com/time_series',
    status: 200,
    headers: {},
    bytes,
    fetched_at,
  };
  return twelvedata.parsers[0].parse(payload, 'AAPL.XNAS:1day');
};

const meta = {
  symbol: 'AAPL',
  interval: '1day',
  currency: 'USD',
  exchange_timezone: 'America/New_York',
  exchange: 'NASDAQ',
  mic_code: 'XNGS',
  type: 'Common Stock',
};
const day = {
  datetime: '2024-11-22',
  open: '228.84000',
  high: '230.50000',
  low: '227.25000',
  close: '229.87000',
  volume: '35462000',
};
const refusal = { code: 400, message: '**symbol** not found: INVALID.', status: 'error' };

test('a segment of Nasdaq is Nasdaq, and a day begins when it opens', () => {
  expect(parse({ meta, values: [day], status: 'ok' }).rows).toEqual({
    bar: [
      expect.objectContaining({
        instrument_id: 'XNAS:AAPL',
        time: '2024-11-22T14:30:00.000Z',
        close: '229.87000',
        unit: 'USD',
      }),
    ],
  });
});

test('JSE shares are in cents; an exchange that is not in the table begins its day at midnight', () => {
  const jse = { ...meta, symbol: 'NPN', mic_code: 'XJSE', currency: 'ZAc', exchange_timezone: 'Africa/Johannesburg' };
  expect(parse({ meta: jse, values: [day] }).rows.bar).toMatchObject([
    { instrument_id: 'XJSE:NPN', time: '2024-11-22T07:00:00.000Z', unit: 'ZAc' },
  ]);
  const lusaka = { ...meta, mic_code: 'XLUS', currency: 'ZMW', exchange_timezone: 'Africa/Lusaka' };
  expect(parse({ meta: lusaka, values: [day] }).rows.bar).toMatchObject([{ time: '2024-11-21T22:00:00.000Z' }]);
});

test.each([
  [{ symbol: 'USD/ZAR', type: 'Physical Currency' }, 'FX:USD-ZAR', 'fx'],
  [{ symbol: 'BTC/USD', type: 'Digital Currency', exchange: 'Coinbase Pro' }, 'COINBASE:BTC-USD', 'crypto'],
  [{ symbol: 'BTC/USD', type: 'Digital Currency', exchange: 'Huobi' }, 'TWELVEDATA:BTC-USD', 'crypto'],
])('%j is %s, its times of UTC', (of, instrument_id, kind) => {
  const value = { ...day, datetime: '2024-11-22 15:45:00' };
  const { rows } = parse({ meta: { ...of, interval: '15min' }, values: [value] });
  expect(rows.instrument).toMatchObject([{ instrument_id, kind }]);
  expect(rows.bar).toMatchObject([
    { instrument_id, interval: '15m', time: '2024-11-22T15:45:00.000Z', session_date: null },
  ]);
});

test('a batch goes on beside a symbol that was refused', () => {
  const { rows, rejected } = parse({ AAPL: { meta, values: [day], status: 'ok' }, INVALID: refusal });
  expect(rows.bar).toHaveLength(1);
  expect(rejected).toMatchObject([{ rule: 'refused', reason: expect.stringContaining('INVALID was refused') }]);
});

test('a quote has the moment of its last price, or else that of its interval', () => {
  const quote = {
    symbol: 'AAPL',
    mic_code: 'XNAS',
    currency: 'USD',
    timestamp: 1732305600,
    close: '229.87000',
    is_market_open: false,
  };
  const times = (of: object) => parse(of).rows.quote?.map(({ time }) => time);
  expect(times(quote)).toEqual(['2024-11-22T20:00:00.000Z']);
  expect(times({ ...quote, last_quote_at: 1732309140 })).toEqual(['2024-11-22T20:59:00.000Z']);
  expect(() => times({ ...quote, timestamp: 0 })).toThrow('the quote has no time or no price');
});

test('a price of the socket and an exchange rate are quotes', () => {
  const event = {
    event: 'price',
    symbol: 'AAPL',
    currency: 'USD',
    mic_code: 'XNGS',
    timestamp: 1631772000,
    price: 150.25,
  };
  expect(parse(event).rows.quote).toMatchObject([{ instrument_id: 'XNAS:AAPL', price: '150.25', volume: null }]);
  expect(parse({ symbol: 'EUR/USD', rate: 1.16844, timestamp: 1754555760 }).rows.quote).toMatchObject([
    { instrument_id: 'FX:EUR-USD', price: '1.16844', time: '2025-08-07T08:36:00.000Z', unit: 'USD' },
  ]);
});

test('dividends of a calendar name their exchange; where it quotes cents, their unit is not known', () => {
  const line = { symbol: 'CMCSA', mic_code: 'XNGS', exchange: 'NASDAQ', ex_date: '2025-10-01', amount: 0.33 };
  const { rows, rejected } = parse([line, { ...line, symbol: 'NPN', mic_code: 'XJSE' }, { ...line, mic_code: 'PINX' }]);
  expect(rows.corporate_action?.map(({ instrument_id, amount, unit }) => [instrument_id, amount, unit])).toEqual([
    ['XNAS:CMCSA', '0.33', 'USD'],
    ['XJSE:NPN', '0.33', null],
  ]);
  expect(rejected).toMatchObject([{ dataset: 'corporate_action', rule: 'schema' }]);
});

test('a split of 4 for 1 has a ratio of 4, whatever its price factor is called', () => {
  const split = { date: '2020-08-31', description: '4-for-1 split', ratio: 0.25, from_factor: 4, to_factor: 1 };
  const reverse = { date: '2025-08-07', description: '1-for-7 split', ratio: 7, from_factor: 1, to_factor: 7 };
  const { rows } = parse({ meta, splits: [split, reverse] });
  expect(rows.corporate_action?.map(({ ratio }) => ratio)).toEqual(['4', '0.142857142857']);
});

test('days without data are an empty window', () => {
  const empty = {
    code: 400,
    message: 'No data is available on the specified dates. Try setting different dates.',
    status: 'error',
  };
  expect(parse(empty)).toEqual({ rows: {}, rejected: [] });
});

test.each([
  ['source_denied', { ...refusal, code: 401, message: '**apikey** parameter is incorrect or not specified.' }],
  ['source_denied', { ...refusal, code: 403, message: 'This symbol is available starting with the Pro plan.' }],
  ['source_changed', refusal],
  ['source_changed', { INVALID: refusal }],
  ['source_changed', { data: [{ iso2: 'AF' }] }],
  ['source_unavailable', { ...refusal, code: 503, message: 'The service is unavailable.' }],
  ['source_changed', { meta: { ...meta, exchange_timezone: 'Mars/Olympus' }, values: [day] }],
  ['source_changed', { meta, values: [{ ...day, volume: undefined }] }],
  ['source_changed', { meta, values: [{ datetime: '2024-11-22', atr: '0.12296880' }] }],
  ['source_changed', { meta: { ...meta, interval: '45min' }, values: [day] }],
  ['source_changed', { meta, values: [{ ...day, datetime: 'today' }] }],
  ['source_changed', [{ symbol: 'AAPL', name: 'Apple' }]],
  ['source_changed', {}],
])('%s is raised by %j', (code, content) => {
  expect(() => parse(content)).toThrow(expect.objectContaining({ code }));
});

test.each([
  ['You have run out of API credits for the current minute. 10 API credits were used.', 60_000],
  ['You have run out of API credits for the day. 10458 API credits were used.', 18 * 3_600_000],
])('%s is waited for', (message, retry_after_ms) => {
  expect(() => parse({ code: 429, message, status: 'error' })).toThrow(
    expect.objectContaining({ code: 'source_unavailable', detail: { retry_after_ms } }),
  );
});

test.each(['AAPL', 'AAPL:1day', 'NPN.XJSE:45min', 'XJSE:quotes', 'usd-zar:1day'])('%s is no subject', (subject) => {
  expect(() => twelvedataSubject(subject)).toThrow(expect.objectContaining({ code: 'config_invalid' }));
});

test('a window without an end of its own is as much as one answer holds', () => {
  const never = { collected_to: null, asked_at: null };
  const now = '2026-11-24T06:00:00.000Z';
  for (const subject of twelvedata.subjects) {
    const window = twelvedata.window(never, now, twelvedata.defaults, subject);
    expect(window && queriesOf(twelvedataSubject(subject), window)).toHaveLength(1);
  }
});

test.each([
  ['a price without a name', { price: '229.87' }],
  ['null', null],
  ['nothing', {}],
  ['bars of nobody', { values: [day] }],
  ['an exchange that is not listed', { meta: { ...meta, mic_code: '', exchange: 'Elsewhere' }, values: [day] }],
])('a batch goes on beside %s', (_what, part) => {
  const { rows, rejected } = parse({ AAPL: { meta, values: [day], status: 'ok' }, OTHER: part });
  expect(rows.bar).toHaveLength(1);
  expect(rejected).toMatchObject([{ rule: 'schema', reason: expect.stringMatching(/^OTHER: /) }]);
});

test('an answer without a market identifier is known by the name of its exchange', () => {
  const { mic_code: _, ...older } = meta;
  expect(parse({ meta: older, values: [day] }).rows.bar).toMatchObject([{ instrument_id: 'XNAS:AAPL', unit: 'USD' }]);
  // Funds that are said to be of NYSE are listed on Arca.
  const fund = { ...older, symbol: 'SPY', exchange: 'NYSE', type: 'ETF' };
  expect(() => parse({ meta: fund, values: [day] })).toThrow(expect.objectContaining({ code: 'source_changed' }));
});

test('an index is in points, whatever its shares are paid in', () => {
  const index = { ...meta, symbol: 'SPX', type: 'Index', exchange: 'NYSE', mic_code: 'XNYS' };
  expect(parse({ meta: index, values: [{ ...day, volume: undefined }] }).rows.bar).toMatchObject([
    { instrument_id: 'INDEX:SPX', unit: 'points', volume: null, time: '2024-11-22T14:30:00.000Z' },
  ]);
});

test('a split needs neither the currency nor the zone of its exchange', () => {
  const split = { symbol: 'CEC', mic_code: 'XLUS', date: '2020-08-31', from_factor: 4, to_factor: 1 };
  expect(parse([split]).rows.corporate_action).toMatchObject([{ instrument_id: 'XLUS:CEC', ratio: '4', unit: null }]);
});

test('a time that no clock shows is rejected, a moment of another age as well', () => {
  const minutes = { ...meta, interval: '1min' };
  const value = { ...day, datetime: '2024-11-22 15:45:00' };
  const { rows, rejected } = parse({ meta: minutes, values: [value, { ...day, datetime: '2024-11-22 25:00:00' }] });
  expect([rows.bar?.length, rejected.length]).toEqual([1, 1]);
  const quote = { symbol: 'EUR/USD', rate: 1.16844, timestamp: 1754555760000 };
  expect(() => parse(quote)).toThrow('the quote has no time or no price');
});
