import { expect, test } from 'vitest';
import type { RawPayload } from '../../model/payload.ts';
import { exchangeOf } from './exchanges.ts';
import { micOfExchange } from './symbols.ts';
import { yahooChart } from './yahoo-chart.ts';
import { yahooCsv } from './yahoo-csv.ts';
import { micOfSuffix, yahooListing } from './yahoo-suffixes.ts';

const payload = (text: string): RawPayload => ({
  url: 'https://query1.finance.yahoo.com/v7/finance/download/NPN.JO',
  status: 200,
  headers: {},
  bytes: new TextEncoder().encode(text),
  fetched_at: '2021-01-14T06:00:00.000Z',
});
const parse = (subject: string, lines: readonly string[]) =>
  yahooCsv.parsers[0].parse(payload(lines.join('\n')), subject);

const download = 'Date,Open,High,Low,Close,Adj Close,Volume';
const naspers = '2021-01-12,322500.000000,322953.000000,318513.000000,319441.000000,319441.000000,1358507';
const history = 'Date,Open,High,Low,Close,Adj Close,Volume,Dividends,Stock Splits';

test('a download of a JSE share is in cents, each day at the opening of Johannesburg', () => {
  expect(parse('NPN.JO', [download, naspers]).rows.bar).toEqual([
    {
      instrument_id: 'XJSE:NPN',
      interval: '1d',
      time: '2021-01-12T07:00:00.000Z',
      session_date: '2021-01-12',
      open: '322500.000000',
      high: '322953.000000',
      low: '318513.000000',
      close: '319441.000000',
      volume: '1358507',
      turnover: null,
      trades: null,
      unit: 'ZAc',
      final: true,
    },
  ]);
});

test('the word null is an absence: a day of nothing but null is rejected as empty', () => {
  const { rows, rejected } = parse('NPN.JO', [download, naspers, '2021-01-13,null,null,null,null,null,null']);
  expect(rows.bar).toHaveLength(1);
  expect(rejected).toMatchObject([{ rule: 'empty_bar' }]);
});

test("yfinance's moments are days, its dividends and splits corporate actions, in the order of the file", () => {
  const { rows } = parse('MOB.ST', [
    history.replace('Date', 'Datetime'),
    '2023-05-25 00:00:00+02:00,21.57,22.89,20.0,21.16,21.16,35398,0.0,0.0',
    '2023-05-24 00:00:00+02:00,21.0,24.0,21.0,22.01,22.01,18306,0.25,0.1',
  ]);
  expect(rows.bar?.map(({ session_date, time }) => [session_date, time])).toEqual([
    ['2023-05-25', '2023-05-25T07:00:00.000Z'],
    ['2023-05-24', '2023-05-24T07:00:00.000Z'],
  ]);
  expect(rows.corporate_action).toMatchObject([
    { kind: 'dividend', ex_date: '2023-05-24', amount: '0.25', unit: 'SEK' },
    { kind: 'split', ex_date: '2023-05-24', ratio: '0.1', unit: null },
  ]);
});

test("the three lines of header that yfinance's download writes are one", () => {
  const [price, ticker] = [
    'Price,Adj Close,Close,High,Low,Open,Volume',
    'Ticker,NPN.JO,NPN.JO,NPN.JO,NPN.JO,NPN.JO,NPN.JO',
  ];
  const line = '2021-01-12,319441.0,319441.0,322953.0,318513.0,322500.0,1358507';
  expect(parse('NPN.JO', [price, ticker, 'Date,,,,,,', line]).rows.bar).toMatchObject([
    { open: '322500.0', close: '319441.0' },
  ]);
  expect(() => parse('SOL.JO', [price, ticker, 'Date,,,,,,', line])).toThrow('holds NPN.JO, not SOL.JO');
});

test('a repaired file says its unit in the subject, where a factor of a hundred is in question', () => {
  const repaired = [
    `${history},Repaired?`,
    '2020-05-03 00:00:00+02:00,39.75,40.98,39.68,40.95,40.95,14657028,1.2,0,False',
  ];
  expect(() => parse('SSW.JO', repaired)).toThrow(/may be in ZAc or in ZAR/);
  expect(parse('SSW.JO:ZAR', repaired).rows).toMatchObject({
    bar: [{ unit: 'ZAR' }],
    corporate_action: [{ unit: 'ZAR' }],
  });
  expect(parse('4063.T', repaired).rows.bar).toMatchObject([{ unit: 'JPY' }]);
  expect(() => parse('SSW.JO:USD', repaired)).toThrow('is not quoted in USD');
});

test.each([
  ['no adjusted close', ['Date,Open,High,Low,Close,Volume', '2021-01-12,1,1,1,1,1'], /adjusted for dividends/],
  [
    'another vendor',
    ['Epoch,Open,High,Low,Close,Volume', '2020-08-03 04:00:00,432.8,446,431,435,77'],
    /no file of daily/,
  ],
  ['minutes', [download, '2021-01-12 09:05:00+02:00,1,1,1,1,1,1'], /no record of the known shape/],
  ['weeks', [download, ...['01', '08', '15'].map((day) => `2020-06-${day},1,1,1,1,1,1`)], /weeks or months/],
  [
    'weeks that end with the running day',
    [download, ...['01', '08', '15', '18'].map((day) => `2020-06-${day},1,1,1,1,1,1`)],
    /weeks or months/,
  ],
  ['no volume', ['Date,Open,High,Low,Close,Adj Close', '2021-01-12,1,1,1,1,1'], /no "Volume"/],
  ['no splits', [`${download},Dividends`, '2021-01-12,1,1,1,1,1,1,0'], /without the other/],
])('%s is reported as a changed source', (_what, lines, said) => {
  expect(() => parse('NPN.JO', lines)).toThrow(said);
  expect(() => parse('NPN.JO', lines)).toThrow(expect.objectContaining({ code: 'source_changed' }));
});

test.each([
  ['NPN.JO', { instrument_id: 'XJSE:NPN', unit: 'ZAc' }],
  ['OCDO.L', { instrument_id: 'XLON:OCDO', unit: 'GBp' }],
  ['KEN.TA', { instrument_id: 'XTAE:KEN', unit: 'ILA' }],
  ['4063.T', { instrument_id: 'XTKS:4063', unit: 'JPY' }],
  ['BABA', { instrument_id: 'XNYS:BABA', unit: 'USD' }],
  ['ZZZZ', { instrument_id: 'US:ZZZZ', unit: 'USD' }],
  ['BRK-B', { instrument_id: 'US:BRK-B', unit: 'USD' }],
  ['^J200.JO', { instrument_id: 'INDEX:J200', unit: 'points' }],
  ['ZAR=X', { instrument_id: 'FX:USD-ZAR', unit: 'ZAR' }],
  ['BTC-USD', { instrument_id: 'CCC:BTC-USD', unit: 'USD', sessions: false }],
  ['SAN.MC', { instrument_id: 'XMAD:SAN', unit: 'EUR', timezone: 'Europe/Madrid' }],
  ['BBCA.JK', { instrument_id: 'XIDX:BBCA', unit: 'IDR' }],
  ['005930.KS', { instrument_id: 'XKRX:005930', unit: 'KRW' }],
  ['^GSPC', { instrument_id: 'INDEX:GSPC', unit: 'points', timezone: 'America/New_York' }],
  ['^FTSE', { instrument_id: 'INDEX:FTSE', unit: 'points', timezone: 'Europe/London', opens: '08:00' }],
  ['GC=F', { instrument_id: 'XCEC:GC', unit: 'USD', timezone: 'America/New_York', opens: '00:00' }],
])('%s is %j', (symbol, listing) => {
  expect(yahooListing(symbol)).toMatchObject(listing);
});

test.each(['NPN.XX', '^N225', 'ZC=F', ''])('%s is of no exchange that is known by its symbol', (symbol) => {
  expect(yahooListing(symbol)).toBeNull();
});

test.each([
  ['MUV2.DE', 'GER', 'Europe/Berlin', '2017-11-27T08:00:00.000Z'],
  ['OCDO.L', 'LSE', 'Europe/London', '2020-01-02T08:00:00.000Z'],
  ['AZT.OL', 'OSL', 'Europe/Oslo', '2020-01-02T08:00:00.000Z'],
  ['MSFT', 'NMS', 'America/New_York', '2021-02-01T14:30:00.000Z'],
  ['EURUSD=X', 'CCY', 'Europe/London', '2020-01-01T00:00:00.000Z'],
  // As the chart of GC=F was recorded.
  ['GC=F', 'CMX', 'America/New_York', '2020-01-02T05:00:00.000Z'],
])('a day of %s has the same key in a file and in a chart', (symbol, exchangeName, exchangeTimezoneName, opened) => {
  const timestamp = Date.parse(opened) / 1000;
  const quote = { open: [1], high: [1], low: [1], close: [1], volume: [1] };
  const instrumentType = { X: 'CURRENCY', F: 'FUTURE' }[symbol.split('=')[1] ?? ''] ?? 'EQUITY';
  const meta = { currency: 'USD', symbol, exchangeName, instrumentType, exchangeTimezoneName, dataGranularity: '1d' };
  const chart = { result: [{ meta, timestamp: [timestamp], indicators: { quote: [quote] } }], error: null };
  const [charted] = yahooChart.parsers[0].parse(payload(JSON.stringify({ chart })), symbol).rows.bar ?? [];
  const [filed] = parse(symbol, [download, `${opened.slice(0, 10)},1,1,1,1,1,1`]).rows.bar ?? [];
  const key = [charted?.instrument_id, charted?.interval, charted?.time, charted?.session_date];
  expect([filed?.instrument_id, filed?.interval, filed?.time, filed?.session_date]).toEqual(key);
});

test('a symbol of which no exchange is known says what the subject must be', () => {
  const error = { code: 'source_changed', message: expect.stringContaining('must be a symbol of Yahoo') };
  expect(() => parse('NPN.XX', [download, naspers])).toThrow(expect.objectContaining(error));
});

test('every suffix has an exchange of the charts, so that a file and a chart name a share alike', () => {
  const charted = new Set(Object.values(micOfExchange));
  for (const mic of Object.values(micOfSuffix)) {
    expect(charted).toContain(mic);
    expect(exchangeOf(mic)?.mic).toBe(mic);
  }
});

test('a header alone is a window without a session', () => {
  expect(parse('NPN.JO', [download, '']).rows).toEqual({ bar: [], corporate_action: [] });
  expect(() => parse('NPN.JO', [''])).toThrow('is no file of daily prices');
});
