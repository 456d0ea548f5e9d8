import { expect, test } from 'vitest';
import type { RawPayload } from '../../model/payload.ts';
import { alphavantage } from './alphavantage.ts';

function parse(subject: string, content: string | object) {
  const payload: RawPayload = {
    url: 'https://www.alphavantage.co/query?function=TIME_SERIES_DAILY&symbol=IBM',
    status: 200,
    headers: {},
    bytes: new TextEncoder().encode(typeof content === 'string' ? content : JSON.stringify(content)),
    fetched_at: '2026-05-17T17:15:00.000Z',
  };
  return alphavantage.parsers[0].parse(payload, subject);
}

const priceNames = 'timestamp,open,high,low,close,volume';
const table = (...lines: string[]) => [...lines, ''].join('\n');
const changedWith = (said: RegExp) =>
  expect.objectContaining({ code: 'source_changed', message: expect.stringMatching(said) });

test('a quote of another share is none, and neither is one that names no share', () => {
  const names = 'symbol,open,high,low,price,volume,latestDay';
  const figures = '218.2000,220.9100,217.6150,219.3000,6154450,2026-05-15';
  expect(() => parse('GFI:quote', table(names, `IBM,${figures}`))).toThrow(changedWith(/of IBM, not GFI/));
  expect(() => parse('IBM:quote', table(names.slice(7), figures))).toThrow(changedWith(/no quote/));
});

/** IBM and EUR-USD as Alpha Vantage published them in May 2026; the newest row is of the running period. */
const weeks = ['2026-05-13', '2026-05-08', '2026-05-01', '2026-04-24'].map(
  (day) => `${day},232,235.95,212.34,219.3,26716501`,
);
const months = ['2026-05-15', '2026-04-30', '2026-03-31'].map((day) => `${day},1.17310,1.17960,1.16160,1.16250`);
const days3 = ['2026-05-15', '2026-05-14', '2026-05-13'].map((day) => `${day},218.2,220.91,217.615,219.3,6154450`);

test.each([
  ['IBM:daily', table(priceNames, ...weeks)],
  ['IBM:weekly', table(priceNames, ...days3)],
  ['IBM:monthly', table(priceNames, ...weeks)],
  ['EUR-USD:fx_daily', table('timestamp,open,high,low,close', ...months)],
  ['EUR-USD:fx_weekly', table('timestamp,open,high,low,close', ...months)],
])('%s is not read from bars of another interval', (subject, csv) => {
  expect(() => parse(subject, csv)).toThrow(changedWith(/another interval/));
});

test('the heading of the JSON form says its interval, however few rows it has', () => {
  const meta = { '2. Symbol': 'IBM' };
  const bar = { '1. open': '228.66', '2. high': '230.23', '3. low': '212.34', '4. close': '219.30', '5. volume': '1' };
  const weekly = { 'Meta Data': meta, 'Weekly Time Series': { '2026-05-15': bar } };
  expect(() => parse('IBM:daily', weekly)).toThrow(changedWith(/another interval/));
  expect(parse('IBM:weekly', weekly).rows.bar).toHaveLength(1);
});

test('a series is that of its name and its interval', () => {
  const wti = { name: 'Crude Oil Prices WTI', interval: 'monthly', data: [{ date: '2026-04-01', value: '100.32' }] };
  expect(() => parse('BRENT', wti)).toThrow(changedWith(/"Crude Oil Prices WTI", not/));
  const coffee = { ...wti, name: 'Global Price of Coffee, Other Mild Arabica' };
  expect(parse('COFFEE', coffee).rows.observation).toHaveLength(1);
  const perCapita = { name: 'Real Gross Domestic Product per Capita', data: wti.data };
  expect(() => parse('REAL_GDP', perCapita)).toThrow(changedWith(/per Capita/));
  const csv = table('timestamp,value', '2026-04-01,100.32', '2026-03-01,91.38', '2026-02-01,64.51');
  expect(() => parse('WTI:daily', csv)).toThrow(changedWith(/another interval/));
});

test('a day that has lost its fields is rejected, its neighbours go through', () => {
  const bar = { '1. open': '218.2', '2. high': '220.91', '3. low': '217.615', '4. close': '219.3', '5. volume': '1' };
  const { rows, rejected } = parse('IBM:daily', { 'Time Series (Daily)': { '2026-05-15': bar, '2026-05-14': 'n/a' } });
  expect([rows.bar?.length, rejected.length]).toEqual([1, 1]);
});

test('a time that no clock shows is rejected, a zone that is none is a changed source', () => {
  const figures = '219.03,219.03,219.00,219.00,158';
  const csv = table(priceNames, `2026-05-15 25:00:00,${figures}`, `2026-05-15 19:55:00,${figures}`);
  const { rows, rejected } = parse('IBM:intraday_5min', csv);
  expect([rows.bar?.length, rejected]).toEqual([1, [expect.objectContaining({ rule: 'schema' })]]);
  const bar = { '1. open': '1', '2. high': '1', '3. low': '1', '4. close': '1', '5. volume': '1' };
  const document = {
    'Meta Data': { '6. Time Zone': 'Mars/Olympus' },
    'Time Series (5min)': { '2026-05-15 19:55:00': bar },
  };
  expect(() => parse('IBM:intraday_5min', document)).toThrow(changedWith(/no time zone/));
});

test('a rate without a bid has a null, and one whose day has no time is none', () => {
  const rate = {
    '1. From_Currency Code': 'USD',
    '3. To_Currency Code': 'JPY',
    '5. Exchange Rate': '158.73166867',
    '6. Last Refreshed': '2026-05-17',
    '7. Time Zone': 'UTC',
    '8. Bid Price': '158.72838292',
    '9. Ask Price': '158.73495442',
  };
  const unbid = { ...rate, '6. Last Refreshed': '2026-05-17 17:12:44', '8. Bid Price': null };
  expect(parse('USD-JPY:fx_rate', { 'Realtime Currency Exchange Rate': unbid }).rows.quote).toMatchObject([
    { bid: null },
  ]);
  expect(() => parse('USD-JPY:fx_rate', { 'Realtime Currency Exchange Rate': rate })).toThrow(changedWith(/no time/));
});

test.each([
  ['IBM:daily', table('timestamp,open,high,low,close', '2026-05-15,218.2,220.91,217.615,219.3')],
  ['IBM:daily_adjusted', table(priceNames, ...days3)],
  ['IBM:dividends', table('ex_dividend_date,amount', '2026-05-08,1.69')],
  ['IBM:overview', { Symbol: 'IBM', AssetType: 'Common Stock', Name: 'International Business Machines' }],
])('%s without one of its columns is a changed source', (subject, content) => {
  expect(() => parse(subject, content)).toThrow(expect.objectContaining({ code: 'source_changed' }));
});
