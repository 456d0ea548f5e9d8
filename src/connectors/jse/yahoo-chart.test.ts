import { expect, test } from 'vitest';
import type { RawPayload } from '../../model/payload.ts';
import { absentActionFacts } from '../absent.ts';
import { identify } from './symbols.ts';
import { yahooChart } from './yahoo-chart.ts';

/** Sessions of NPN.JO on 2019-11-07 and 2019-11-08, 09:00 to 17:00 in Johannesburg. */
const thursday = 1573110000;
const friday = 1573196400;
const close = friday + 8 * 3600;

const meta = {
  currency: 'ZAc',
  symbol: 'NPN.JO',
  exchangeName: 'JNB',
  instrumentType: 'EQUITY',
  exchangeTimezoneName: 'Africa/Johannesburg',
  longName: 'Naspers Limited',
  regularMarketTime: close,
  currentTradingPeriod: { regular: { start: friday, end: close } },
  dataGranularity: '1d',
};
const quote = {
  open: [217000, 217206],
  high: [220000, 218506],
  low: [215601, 214499],
  close: [220000, 215000],
  volume: [1181554, 1315759],
};
const chart = { meta, timestamp: [thursday, friday], indicators: { quote: [quote as object] } };

function parse(result: object | null, fetched_at = '2019-11-09T06:00:00.000Z', error: object | null = null) {
  const payload: RawPayload = {
    url: 'https://query1.finance.yahoo.com/v8/finance/chart/NPN.JO',
    status: 200,
    headers: {},
    bytes: new TextEncoder().encode(JSON.stringify({ chart: { result: result && [result], error } })),
    fetched_at,
  };
  return yahooChart.parsers[0].parse(payload, 'NPN.JO');
}

test('prices of the JSE stay in cents and say so', () => {
  const { rows } = parse(chart);
  expect(rows.instrument).toEqual([
    expect.objectContaining({ instrument_id: 'XJSE:NPN', mic: 'XJSE', unit: 'ZAc', currency: 'ZAR' }),
  ]);
  expect(rows.bar?.[1]).toEqual({
    instrument_id: 'XJSE:NPN',
    interval: '1d',
    time: '2019-11-08T07:00:00.000Z',
    session_date: '2019-11-08',
    open: '217206',
    high: '218506',
    low: '214499',
    close: '215000',
    volume: '1315759',
    turnover: null,
    trades: null,
    unit: 'ZAc',
    final: true,
  });
});

test('an index is in points and keeps the currency of its shares', () => {
  const index = { ...meta, symbol: '^J203.JO', instrumentType: 'INDEX', currency: 'ZAR' };
  // Closing levels of the FTSE/JSE All Share index.
  const levels = { close: [56286.31, 56500.38] };
  const sessions = [Date.parse('2019-06-03T07:00Z') / 1000, Date.parse('2019-06-04T07:00Z') / 1000];
  const { rows } = parse({ meta: index, timestamp: sessions, indicators: { quote: [levels] } });
  expect(rows.instrument).toMatchObject([{ instrument_id: 'INDEX:J203', unit: 'points', currency: 'ZAR' }]);
  expect(rows.bar?.map(({ close, unit }) => [close, unit])).toEqual([
    ['56286.31', 'points'],
    ['56500.38', 'points'],
  ]);
});

test('a session listed without prices is rejected, its neighbours go through', () => {
  const empty = Object.fromEntries(Object.entries(quote).map(([name, [, second]]) => [name, [null, second]]));
  const { rows, rejected } = parse({ ...chart, indicators: { quote: [empty] } });
  expect(rows.bar).toHaveLength(1);
  expect(rejected).toMatchObject([{ dataset: 'bar', rule: 'empty_bar', record: { timestamp: String(thursday) } }]);
});

test('a bar without a close is rejected, one without an open is a bar', () => {
  const { rows, rejected } = parse({
    ...chart,
    indicators: { quote: [{ ...quote, close: [null, 215000], open: [217000, null] }] },
  });
  expect(rejected.map(({ rule }) => rule)).toEqual(['schema']);
  expect(rows.bar?.map(({ open }) => open)).toEqual([null]);
});

test('a chart of closes has bars of closes', () => {
  const { rows } = parse({ ...chart, indicators: { quote: [{ close: quote.close }] } });
  expect(rows.bar?.map((bar) => [bar.open, bar.close, bar.volume])).toEqual([
    [null, '220000', null],
    [null, '215000', null],
  ]);
});

test.each([
  ['2019-11-08T14:00:00.000Z', false],
  ['2019-11-08T15:20:00.000Z', false],
  ['2019-11-08T16:00:00.000Z', true],
  ['2019-11-09T06:00:00.000Z', true],
])('the session of 2019-11-08 fetched at %s is final: %s', (fetchedAt, final) => {
  expect(parse(chart, fetchedAt).rows.bar?.map((bar) => bar.final)).toEqual([true, final]);
});

test('the running bar carries the moment of its last trade and began at the open', () => {
  const lastTrade = friday + 4 * 3600 + 17;
  const running = { ...chart, meta: { ...meta, regularMarketTime: lastTrade }, timestamp: [thursday, lastTrade] };
  expect(parse(running, '2019-11-08T11:20:00.000Z').rows.bar?.[1]).toMatchObject({
    time: '2019-11-08T07:00:00.000Z',
    session_date: '2019-11-08',
    final: false,
  });
  // Before Monday's open Yahoo may already name Monday's session.
  const monday = { start: friday + 3 * 86_400, end: close + 3 * 86_400 };
  const weekend = { ...running, meta: { ...running.meta, currentTradingPeriod: { regular: monday } } };
  expect(parse(weekend).rows.bar?.[1]?.time).toBe('2019-11-08T07:00:00.000Z');
});

test('dividends are amounts in the unit of the prices, splits exact ratios', () => {
  const events = {
    dividends: {
      [friday]: { amount: 715, date: friday },
      [thursday]: { amount: 0.4, date: thursday, currency: 'ZAR' },
    },
    splits: { [thursday]: { date: thursday, numerator: 1, denominator: 8, splitRatio: '1:8' } },
  };
  const common = { ...absentActionFacts, instrument_id: 'XJSE:NPN' };
  expect(parse({ ...chart, events }).rows.corporate_action).toEqual([
    { ...common, kind: 'dividend', ex_date: '2019-11-07', amount: '0.4', ratio: null, unit: 'ZAR' },
    { ...common, kind: 'dividend', ex_date: '2019-11-08', amount: '715', ratio: null, unit: 'ZAc' },
    { ...common, kind: 'split', ex_date: '2019-11-07', amount: null, ratio: '0.125', unit: null },
  ]);
});

test('events that are none of ours are rejected', () => {
  const events = {
    splits: { [friday]: { date: friday, numerator: 4, denominator: 0 } },
    capitalGains: { [friday]: { date: friday, amount: 1 } },
  };
  expect(parse({ ...chart, events }).rejected.map(({ reason }) => reason)).toEqual([
    'is no known splits event',
    'is no known capitalGains event',
  ]);
});

test('a window without a session gives the instrument alone', () => {
  const { rows, rejected } = parse({ meta, indicators: { quote: [{}] } });
  expect([rows.bar, rejected]).toEqual([[], []]);
  expect(rows.instrument).toHaveLength(1);
});

test.each([
  ['renamed times', { meta, timestamps: chart.timestamp, indicators: chart.indicators }, 'sent 2 of "open" to 0 bars'],
  ['columns of different lengths', { ...chart, indicators: { quote: [{ ...quote, low: [1] }] } }, 'sent 1 of "low"'],
  ['another granularity', { ...chart, meta: { ...meta, dataGranularity: '1wk' } }, 'meta.dataGranularity'],
  ['an unknown exchange', { ...chart, meta: { ...meta, exchangeName: 'ZZZ' } }, 'NPN.JO, EQUITY of exchange ZZZ'],
  [
    'a zone that is none',
    { ...chart, meta: { ...meta, exchangeTimezoneName: 'Mars/Olympus' } },
    'exchangeTimezoneName',
  ],
  ['neither chart nor error', null, 'neither a chart nor an error'],
])('%s is reported as a changed source', (_what, result, said) => {
  expect(() => parse(result)).toThrow(expect.objectContaining({ code: 'source_changed' }));
  expect(() => parse(result)).toThrow(said);
});

test.each([
  ['Not Found', 'source_changed'],
  ['Unauthorized', 'source_denied'],
  ['Too Many Requests', 'source_unavailable'],
  ['Internal Server Error', 'source_unavailable'],
])('an error body that says %s is %s', (code, expected) => {
  const error = { code, description: 'No data found, symbol may be delisted' };
  expect(() => parse(null, undefined, error)).toThrow(expect.objectContaining({ code: expected }));
  expect(() => parse(null, undefined, error)).toThrow('symbol may be delisted');
});

test.each([
  ['^J203.JO', 'JNB', 'index', 'INDEX:J203'],
  ['MSFT', 'NMS', 'equity', 'XNAS:MSFT'],
  ['BRK-B', 'NYQ', 'equity', 'XNYS:BRK-B'],
  ['ZAR=X', 'CCY', 'fx', 'FX:USD-ZAR'],
  ['EURUSD=X', 'CCY', 'fx', 'FX:EUR-USD'],
  ['GC=F', 'CMX', 'future', 'XCEC:GC'],
  ['BTC-USD', 'CCC', 'crypto', 'CCC:BTC-USD'],
  ['BHP.AX', 'ASX', 'equity', 'XASX:BHP'],
  ['NOVO-B.CO', 'CPH', 'equity', 'XCSE:NOVO-B'],
  ['SHOP.TO', 'TOR', 'equity', 'XTSE:SHOP'],
  ['NPSNY', 'PNK', 'equity', 'OTCM:NPSNY'],
  ['BBCA.JK', 'JKT', 'equity', 'XIDX:BBCA'],
] as const)('%s of %s is %s %s', (symbol, exchange, kind, id) => {
  expect(identify(symbol, exchange, kind)?.instrument_id).toBe(id);
});

test.each([null, '', 1573110000000, 'today'])('a bar or an event at %j is rejected and is not of 1970', (moment) => {
  const events = { dividends: { [friday]: { amount: 715, date: moment } } };
  const { rows, rejected } = parse({ ...chart, timestamp: [moment, friday], events });
  expect(rows.bar?.map(({ session_date }) => session_date)).toEqual(['2019-11-08']);
  expect(rows.corporate_action).toEqual([]);
  expect(rejected).toMatchObject([{ dataset: 'bar', rule: 'schema' }, { dataset: 'corporate_action' }]);
});

test('sessions before 1970 are read', () => {
  const { rows } = parse({ ...chart, timestamp: [-252322200, friday] });
  expect(rows.bar?.[0]?.session_date).toBe('1962-01-02');
});

test('the bar of a Friday keeps its open when clocks are changed before Monday', () => {
  // New York, 2025-03-07: opened at 14:30Z. Clocks went forward on the 9th, and Monday opened at 13:30Z.
  const [lastTrade, mondayOpen] = ['2025-03-07T21:00:01Z', '2025-03-10T13:30:00Z'].map((at) => Date.parse(at) / 1000);
  const shown = {
    meta: {
      ...meta,
      exchangeName: 'NMS',
      exchangeTimezoneName: 'America/New_York',
      regularMarketTime: lastTrade,
      currentTradingPeriod: { regular: { start: mondayOpen, end: (mondayOpen ?? 0) + 23_400 } },
    },
    timestamp: [lastTrade],
    indicators: { quote: [{ close: [1] }] },
  };
  expect(parse(shown, '2025-03-10T12:00:00.000Z').rows.bar).toMatchObject([
    { time: '2025-03-07T14:30:00.000Z', session_date: '2025-03-07' },
  ]);
});

test('rand cents are ZAc, whoever writes them ZAC', () => {
  const events = { dividends: { [friday]: { amount: 715, date: friday, currency: 'ZAC' } } };
  const { rows } = parse({ ...chart, meta: { ...meta, currency: 'ZAC' }, events });
  expect(rows.corporate_action).toMatchObject([{ unit: 'ZAc' }]);
  expect(rows.instrument).toMatchObject([{ unit: 'ZAc', currency: 'ZAR' }]);
});

function refusalOf(text: string) {
  const bytes = new TextEncoder().encode(text);
  const url = 'https://query1.finance.yahoo.com/v8/finance/chart/NPN.JO';
  const payload: RawPayload = { url, status: 200, headers: {}, bytes, fetched_at: '2019-11-09T06:00:00.000Z' };
  return () => yahooChart.parsers[0].parse(payload, 'NPN.JO');
}

test.each([
  ['source_denied', '{"finance":{"result":null,"error":{"code":"Unauthorized","description":"Invalid Crumb"}}}'],
  ['source_unavailable', '{"chart":{"result":null,"error":{"code":"Internal Server Error","description":null}}}'],
  ['source_changed', '{"chart":{"result":null,"error":{"code":"Not Found","description":null}}}'],
  ['source_unavailable', 'Edge: Too Many Requests'],
])('%s is raised by %s', (code, text) => {
  expect(refusalOf(text)).toThrow(expect.objectContaining({ code, message: expect.stringContaining('refused') }));
});
