import { expect, test } from 'vitest';
import type { RawPayload } from '../../model/payload.ts';
import type { FetchOptions } from '../fetcher.ts';
import { alphavantage } from './alphavantage.ts';
import { alphavantageSubject } from './alphavantage-subject.ts';

const payload = (content: string | object): RawPayload => ({
  url: 'https://www.alphavantage.co/query?function=TIME_SERIES_DAILY&symbol=IBM',
  status: 200,
  headers: {},
  bytes: new TextEncoder().encode(typeof content === 'string' ? content : JSON.stringify(content)),
  fetched_at: '2026-05-17T17:15:00.000Z',
});
const parse = (subject: string, content: string | object) => alphavantage.parsers[0].parse(payload(content), subject);

/** Two days of IBM, the second with a dividend; columns as Alpha Vantage orders them. */
const adjusted = [
  'timestamp,open,high,low,close,adjusted_close,volume,dividend_amount,split_coefficient',
  '2026-05-11,228.66,230.23,223.4,223.58,223.58,5572700,0.0000,1.0',
  '2026-05-08,229.73,230.705,224.83,229.76,229.76,5332800,1.6900,1.0',
];

test('CSV and the JSON form with numbered names bring the same rows', () => {
  const [, ...lines] = adjusted;
  const days = lines.map((line) => {
    const [day = '', open, high, low, close, adjustedClose, volume, dividend, split] = line.split(',');
    const fields = { '1. open': open, '2. high': high, '3. low': low, '4. close': close };
    const more = { '5. adjusted close': adjustedClose, '6. volume': volume };
    return [day, { ...fields, ...more, '7. dividend amount': dividend, '8. split coefficient': split }];
  });
  const json = { 'Meta Data': { '2. Symbol': 'IBM' }, 'Time Series (Daily)': Object.fromEntries(days) };
  const fromCsv = parse('IBM:daily_adjusted', `${adjusted.join('\r\n')}\r\n`);
  expect(fromCsv.rows.bar).toHaveLength(2);
  expect(fromCsv.rows.corporate_action).toEqual([
    expect.objectContaining({ instrument_id: 'XNYS:IBM', kind: 'dividend', ex_date: '2026-05-08', amount: '1.6900' }),
  ]);
  expect(parse('IBM:daily_adjusted', json)).toEqual(fromCsv);
});

test('columns may come in another order and with others beside them', () => {
  const csv = 'close,extra,timestamp,volume,low,high,open\n219.3000,x,2026-05-15,6154450,217.6150,220.9100,218.2000\n';
  expect(parse('IBM:daily', csv).rows.bar).toMatchObject([{ open: '218.2000', close: '219.3000', volume: '6154450' }]);
});

test('a split of the adjusted form is a corporate action', () => {
  const csv = [adjusted[0], '1999-05-27,116.0,117.0,110.0,116.0,50.1,10000000,0.0000,2.0', ''].join('\n');
  expect(parse('IBM:daily_adjusted', csv).rows.corporate_action).toMatchObject([
    { kind: 'split', ex_date: '1999-05-27', ratio: '2.0', amount: null },
  ]);
});

test('times within a day are of New York, in summer and in winter', () => {
  const line = (time: string) => `${time},219.03,219.03,219.00,219.00,158`;
  const csv = ['timestamp,open,high,low,close,volume', line('2026-05-15 19:55:00'), line('2026-01-15 09:30:00'), ''];
  expect(parse('IBM:intraday_5min', csv.join('\n')).rows.bar).toMatchObject([
    { interval: '5m', time: '2026-05-15T23:55:00.000Z', session_date: '2026-05-15' },
    { interval: '5m', time: '2026-01-15T14:30:00.000Z', session_date: '2026-01-15' },
  ]);
});

test('dividends have their dates, None is an absence, and a spin-off is a split of 1.0460', () => {
  const dividends = [
    'ex_dividend_date,declaration_date,record_date,payment_date,amount',
    '2026-05-08,2026-04-22,2026-05-08,2026-06-10,1.69',
    '1999-02-08,None,None,None,0.22',
    '',
  ];
  expect(parse('IBM:dividends', dividends.join('\n')).rows.corporate_action).toMatchObject([
    { declared_on: '2026-04-22', record_date: '2026-05-08', payment_date: '2026-06-10', amount: '1.69', unit: 'USD' },
    { declared_on: null, record_date: null, payment_date: null, amount: '0.22' },
  ]);
  expect(parse('IBM:dividends', { symbol: 'IBM', data: [] }).rows.corporate_action).toEqual([]);
  const splits = 'effective_date,split_factor\n2021-11-04,1.0460\n';
  expect(parse('IBM:splits', splits).rows.corporate_action).toMatchObject([{ kind: 'split', ratio: '1.0460' }]);
});

test('a value that was not published is null, one that is no number is rejected', () => {
  const { rows, rejected } = parse('CPI', 'timestamp,value\n2025-11-01,324.122\n2025-10-01,.\n2025-09-01,n/a\n');
  expect(rows.series).toMatchObject([{ series_id: 'AV:CPI.USA', unit: 'index', interval: '1M' }]);
  expect(rows.observation).toMatchObject([{ period: '2025-11-01' }, { period: '2025-10-01', value: null }]);
  expect(rejected).toMatchObject([{ dataset: 'observation', rule: 'decimal' }]);
});

test("a share's quote is the bar of its day; a rate has a time, a bid and an ask", () => {
  const quote =
    'symbol,open,high,low,price,volume,latestDay\nIBM,218.2000,220.9100,217.6150,219.3000,6154450,2026-05-15\n';
  const { rows } = parse('IBM:quote', quote);
  expect(rows.bar).toMatchObject([{ interval: '1d', session_date: '2026-05-15', close: '219.3000', final: true }]);
  expect(rows.quote).toBeUndefined();
  const rate = {
    '1. From_Currency Code': 'USD',
    '3. To_Currency Code': 'JPY',
    '5. Exchange Rate': '158.73166867',
    '6. Last Refreshed': '2026-05-17 17:12:44',
    '7. Time Zone': 'UTC',
    '8. Bid Price': '158.72838292',
    '9. Ask Price': '158.73495442',
  };
  expect(parse('USD-JPY:fx_rate', { 'Realtime Currency Exchange Rate': rate }).rows.quote).toMatchObject([
    { instrument_id: 'FX:USD-JPY', time: '2026-05-17T17:12:44.000Z', price: '158.73166867', bid: '158.72838292' },
  ]);
});

const dayMs = 86_400_000;
const untilMidnight = dayMs - (Date.parse('2026-05-17T17:15:00.000Z') % dayMs);

test.each([
  ['Information', 'Please consider spreading out your free API requests more sparingly (25 requests per day)', 60_000],
  ['Note', 'Our standard API call frequency is 5 calls per minute and 500 calls per day.', 60_000],
  [
    'Information',
    'We have detected your API key as QWERTY and our standard API rate limit is 25 requests per day.',
    untilMidnight,
  ],
])('a limit in %s is waited for: %s', (name, said, retry_after_ms) => {
  expect(() => parse('IBM:daily', { [name]: said })).toThrow(
    expect.objectContaining({ code: 'source_unavailable', retry: true, detail: { retry_after_ms } }),
  );
});

test.each([
  ['source_denied', 'Error Message', 'the parameter apikey is invalid or missing. Please claim your free API key'],
  ['source_denied', 'Information', 'Thank you for using Alpha Vantage! This is a premium endpoint.'],
  ['source_denied', 'Information', 'The **demo** API key is for demo purposes only.'],
  [
    'source_changed',
    'Error Message',
    'Invalid API call. Please retry or visit the documentation for TIME_SERIES_DAILY.',
  ],
])('%s is raised by %s: %s', (code, name, said) => {
  expect(() => parse('IBM:daily', { [name]: said })).toThrow(expect.objectContaining({ code }));
});

test('a refusal that quotes the key is neither yielded nor repeated', async () => {
  const quoting = {
    Information: 'We have detected your API key as QWERTY and our standard API rate limit is 25 requests per day.',
  };
  const asked: (FetchOptions | undefined)[] = [];
  const fetcher = {
    get: (_url: string, options?: FetchOptions) => {
      asked.push(options);
      return Promise.resolve(payload(quoting));
    },
  };
  const settings = { ...alphavantage.defaults, api_key: 'QWERTY' };
  const window = { from: '2026-05-01T00:00:00.000Z', to: '2026-05-17T17:15:00.000Z' };
  const yielded: RawPayload[] = [];
  const collect = async () => {
    const payloads = alphavantage.fetch({ subject: 'IBM:daily', settings, fetcher }, window);
    for await (const each of payloads) yielded.push(each);
  };
  await expect(collect()).rejects.toThrow(/^(?!.*QWERTY)/);
  expect(yielded).toEqual([]);
  expect(asked).toEqual([{ secretQuery: { apikey: 'QWERTY' } }]);
});

const days = {
  '2026-05-15': { '1. open': '1.16700', '2. high': '1.16730', '3. low': '1.16160', '4. close': '1.16250' },
};
const oilMonths = [{ date: '2026-04-01', value: '100.32' }];

test.each([
  ['GFI:daily', 'sent symbol IBM, not GFI', { 'Meta Data': { '2. Symbol': 'IBM' }, 'Time Series (Daily)': days }],
  ['EUR-USD:fx_daily', 'sent symbol IBM', { 'Meta Data': { '2. Symbol': 'IBM' }, 'Time Series (Daily)': days }],
  ['EUR-USD:fx_daily', 'sent from_symbol USD, not EUR', { 'Meta Data': { '2. From Symbol': 'USD' }, Series: days }],
  [
    'WTI:daily',
    'sent interval monthly, not daily',
    { name: 'Crude Oil Prices WTI', interval: 'monthly', data: oilMonths },
  ],
])('an answer to another question than %s is none: %s', (subject, said, content) => {
  expect(() => parse(subject, content)).toThrow(said);
});

test.each([
  ['an unknown symbol', 'IBM:quote', { 'Global Quote': {} }],
  ['an empty overview', 'IBM:overview', {}],
  ['an indicator', 'IBM:daily', 'time,RSI\n2026-05-15,37.7164\n'],
  ['nothing but broken lines', 'IBM:daily', 'timestamp,open,high,low,close\nyesterday,1,1,1,1\n'],
])('%s is reported as a changed source', (_what, subject, content) => {
  expect(() => parse(subject, content)).toThrow(expect.objectContaining({ code: 'source_changed' }));
});

test.each([
  ['IBM:weekly', 'XNYS:IBM', { function: 'TIME_SERIES_WEEKLY', symbol: 'IBM' }],
  ['BRK.B:daily', 'US:BRK-B', { function: 'TIME_SERIES_DAILY', symbol: 'BRK.B', outputsize: 'compact' }],
  ['TSCO.LON:monthly', 'XLON:TSCO', { function: 'TIME_SERIES_MONTHLY', symbol: 'TSCO.LON' }],
  ['IBM:splits', 'XNYS:IBM', { function: 'SPLITS', symbol: 'IBM' }],
])('%s is %s', (subject, instrument_id, query) => {
  expect(alphavantageSubject(subject)).toMatchObject({ of: { instrument_id }, query });
});

test.each([
  ['TREASURY_YIELD:10year', 'AV:TREASURY_YIELD.10YEAR.USA', '1M', { interval: 'monthly', maturity: '10year' }],
  ['TREASURY_YIELD:2year:daily', 'AV:TREASURY_YIELD.2YEAR.DAILY.USA', '1d', { interval: 'daily', maturity: '2year' }],
  ['REAL_GDP', 'AV:REAL_GDP.USA', '1y', { interval: 'annual' }],
  ['REAL_GDP:quarterly', 'AV:REAL_GDP.QUARTERLY.USA', '1q', { interval: 'quarterly' }],
  ['WTI', 'AV:WTI.WLD', '1M', { interval: 'monthly' }],
])('%s is the series %s', (subject, series_id, interval, query) => {
  expect(alphavantageSubject(subject)).toMatchObject({ series: { series: { series_id, interval } }, query });
});

test.each([
  'IBM',
  'IBM:hourly',
  'NPN.JO:daily',
  'TREASURY_YIELD',
  'TREASURY_YIELD:4year',
  'CPI:weekly',
  'EUR-USD:daily',
])('%s is no subject', (subject) => {
  expect(() => alphavantageSubject(subject)).toThrow(expect.objectContaining({ code: 'config_invalid' }));
});

test('its own subjects are subjects, and fewer than a free key may ask for in a day', () => {
  for (const subject of alphavantage.subjects) expect(alphavantageSubject(subject)).toBeDefined();
  expect(alphavantage.subjects.length).toBeLessThan(alphavantage.source.politeness.per_day ?? 0);
});
