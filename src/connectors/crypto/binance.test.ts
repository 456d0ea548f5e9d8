import { expect, test } from 'vitest';
import type { RawPayload } from '../../model/payload.ts';
import type { Fetcher } from '../fetcher.ts';
import { binance } from './binance.ts';

const opened = 1633910400000;
const kline = (openTime: number, close = '54631.19000000') => [
  openTime,
  '54659.01000000',
  '54670.00000000',
  '54596.63000000',
  close,
  '68.54042000',
  openTime + 59_999,
  '3744747.38481630',
  1980,
  '28.46837000',
  '1555449.06743630',
  '0',
];

function payload(document: unknown, fetched_at = '2021-10-11T00:10:00.000Z'): RawPayload {
  const text = typeof document === 'string' ? document : JSON.stringify(document);
  const bytes = new TextEncoder().encode(text);
  return { url: 'https://api.binance.com/api/v3/klines', status: 200, headers: {}, bytes, fetched_at };
}
const parse = (document: unknown, fetchedAt?: string, subject = 'BTCUSDT:1m') =>
  binance.parsers[0].parse(payload(document, fetchedAt), subject);

test('a kline is a bar with its trailing zeros, quoted in the quote asset', () => {
  const { rows } = parse([kline(opened)]);
  expect(rows.bar).toEqual([
    {
      instrument_id: 'BINANCE:BTC-USDT',
      interval: '1m',
      time: '2021-10-11T00:00:00.000Z',
      session_date: null,
      open: '54659.01000000',
      high: '54670.00000000',
      low: '54596.63000000',
      close: '54631.19000000',
      volume: '68.54042000',
      turnover: '3744747.38481630',
      trades: 1980,
      unit: 'USDT',
      final: true,
    },
  ]);
  expect(rows.instrument).toMatchObject([{ ticker: 'BTCUSDT', name: 'BTC/USDT', currency: 'USDT', kind: 'crypto' }]);
});

test('a kline is final from the millisecond after its close time', () => {
  expect(parse([kline(opened)], '2021-10-11T00:00:59.999Z').rows.bar?.[0]?.final).toBe(false);
  expect(parse([kline(opened)], '2021-10-11T00:01:00.000Z').rows.bar?.[0]?.final).toBe(true);
});

test('a kline that is amiss is rejected and its neighbours go through', () => {
  const broken = [kline(opened + 60_000, 'NaN'), kline(opened + 120_000).slice(1), null];
  const { rows, rejected } = parse([kline(opened), ...broken]);
  expect(rows.bar).toHaveLength(1);
  expect(rejected.map(({ rule }) => rule)).toEqual(['decimal', 'schema', 'schema']);
});

test.each([
  ['an error', { code: -1121, msg: 'Invalid symbol.' }],
  ['an order book', { lastUpdateId: 281916627, bids: [['0.00006547', '100.00000000']], asks: [] }],
  ['klines without a field', [kline(opened).toSpliced(6, 1), kline(opened + 60_000).toSpliced(6, 1)]],
  ['times in nanoseconds', [kline(opened * 1_000_000)]],
  ['rows of other columns', 'open_time,open,high,low\n1633046400000,43820.01,44059,43661.63\n'],
])('%s is reported as a changed source', (_what, document) => {
  expect(() => parse(document)).toThrow(expect.objectContaining({ code: 'source_changed' }));
});

test('an archive reads like the API, without turnover and count of trades', () => {
  const csv =
    'open_time,open,high,low,close,volume,close_time\n1633046400000,43820.01,44059,43661.63,43694.48,2001.56071,1633049999999\n';
  expect(parse(csv, undefined, 'BTCUSDT:1h').rows.bar).toMatchObject([
    {
      interval: '1h',
      time: '2021-10-01T00:00:00.000Z',
      close: '43694.48',
      volume: '2001.56071',
      turnover: null,
      trades: null,
    },
  ]);
});

test.each(['quote_volume', 'quote_asset_volume'])('%s of an archive is the turnover', (name) => {
  const header = `open_time,open,high,low,close,volume,close_time,${name},count`;
  const csv = `${header}\n${kline(opened).slice(0, 9).join(',')}\n`;
  expect(parse(csv)).toEqual(parse([kline(opened)]));
});

test('a quote volume that is no number is no bar, one that is not told is null', () => {
  const klines = ['n/a', ''].map((told, at) => kline(opened + at * 60_000).with(7, told));
  expect(parse(klines)).toMatchObject({ rows: { bar: [{ turnover: null }] }, rejected: [{ rule: 'decimal' }] });
});

test.each([
  ['milliseconds', ''],
  ['microseconds', '999'],
])('an archive without a header reads like the API, with times in %s', (_unit, more) => {
  const closes = `${opened + 59_999}${more}`;
  const line = kline(opened)
    .with(0, `${opened}${more.replaceAll('9', '0')}`)
    .with(6, closes)
    .join(',');
  expect(parse(`${line}\n${line.slice(1)}\n`)).toMatchObject({
    rows: { bar: parse([kline(opened)]).rows.bar },
    rejected: [{ rule: 'schema' }],
  });
});

test.each([null, ''])('a count of trades that is %j is none', (count) => {
  expect(parse([kline(opened).with(8, count as string)]).rows.bar).toMatchObject([{ trades: null }]);
});

test('pairs against Eurite are split behind their coin', () => {
  expect(parse([kline(opened)], undefined, 'BTCEURI:1m').rows.bar).toMatchObject([
    { instrument_id: 'BINANCE:BTC-EURI' },
  ]);
});

test.each(['BTCUSDT', 'BTCUSDT:7m', 'BTCXYZ:1m', 'live'])('what was handed in under %s cannot be read', (subject) => {
  expect(() => parse([kline(opened)], undefined, subject)).toThrow(expect.objectContaining({ code: 'source_changed' }));
});

test.each(['BTCUSDT', 'BTCUSDT:7m'])('%s is no subject', (subject) => {
  const never = { collected_to: null, asked_at: null };
  const window = () => binance.window(never, '2026-11-24T06:00:00.000Z', binance.defaults, subject);
  expect(window).toThrow(expect.objectContaining({ code: 'config_invalid' }));
});

/** Answers the pages in turn and remembers from where each was asked. */
async function collect(pages: unknown[], to: string) {
  const asked: (string | null)[] = [];
  const fetcher: Fetcher = {
    async get(url) {
      asked.push(new URL(url).searchParams.get('startTime'));
      return pages.length === 0 ? null : payload(pages.shift());
    },
  };
  const given: RawPayload[] = [];
  const context = { subject: 'BTCUSDT:1m', settings: binance.defaults, fetcher };
  const work = (async () => {
    for await (const page of binance.fetch(context, { from: '2021-10-11T00:00:00.000Z', to })) given.push(page);
  })();
  return {
    asked,
    given,
    error: await work.then(
      () => null,
      (caught: unknown) => caught,
    ),
  };
}

const fullPage = Array.from({ length: 1000 }, (_, minute) => kline(opened + minute * 60_000));

test('a full page is followed by the next, a short one is the last', async () => {
  const { asked, given } = await collect([fullPage, [kline(opened + 60_000_000)]], '2021-10-11T20:00:00.000Z');
  expect(asked).toEqual([String(opened), String(opened + 999 * 60_000 + 1)]);
  expect(given).toHaveLength(2);
});

test('a page that ends with a broken kline is followed from the last whole one', async () => {
  const { asked, error } = await collect([fullPage.with(999, null as never), []], '2021-10-11T20:00:00.000Z');
  expect(asked).toEqual([String(opened), String(opened + 998 * 60_000 + 1)]);
  expect(error).toBeNull();
});

test('no page is asked for after the end of the window', async () => {
  const { asked } = await collect([fullPage], '2021-10-11T16:39:00.000Z');
  expect(asked).toHaveLength(1);
});

test('a page that cannot be followed is given before it is reported', async () => {
  const stuck = [...fullPage.slice(1), kline(0)];
  const { given, error } = await collect([stuck], '2021-10-11T20:00:00.000Z');
  expect(given).toHaveLength(1);
  expect(error).toMatchObject({ code: 'source_changed' });
});

test('minutes are asked for each minute, days each hour, both two intervals back', () => {
  const at = '2026-11-24T06:00:00.000Z';
  const cursor = { collected_to: at, asked_at: at };
  const window = (now: string, subject: string) => binance.window(cursor, now, binance.defaults, subject);
  expect(window('2026-11-24T06:01:00.000Z', 'BTCUSDT:1m')?.from).toBe('2026-11-24T05:58:00.000Z');
  expect(window('2026-11-24T06:59:00.000Z', 'BTCUSDT:1d')).toBeNull();
  expect(window('2026-11-24T07:00:00.000Z', 'BTCUSDT:1d')?.from).toBe('2026-11-22T06:00:00.000Z');
});

test('the first window of minutes is a week, of days the whole history', () => {
  const never = { collected_to: null, asked_at: null };
  const from = (subject: string) => binance.window(never, '2026-11-24T06:00:00.000Z', binance.defaults, subject)?.from;
  expect(from('BTCUSDT:1m')).toBe('2026-11-17T07:20:00.000Z');
  expect(from('BTCUSDT:1d')).toBe('2017-08-17T00:00:00.000Z');
});

const klineFile =
  'open_time,open,high,low,close,volume,close_time\n1633046400000,43820.01,44059,43661.63,43694.48,2001.56071,1633049999999\n';

test('a line of an archive that has not a cell for each name is rejected whole', () => {
  const { rows, rejected } = parse(
    `${klineFile}1633050000000,43,694.48,1,1,1,1,1633053599999\n`,
    undefined,
    'BTCUSDT:1h',
  );
  expect(rows.bar).toHaveLength(1);
  expect(rejected).toMatchObject([{ rule: 'schema', reason: 'has 8 cells under 7 names' }]);
});

test.each([
  ['a cut line', klineFile.slice(0, -3), /breaks off/],
  ['a quote that is not closed', klineFile.replace('43820.01', '"43820.01'), /quotes are not balanced/],
])('%s of an archive is a source that changed', (_what, text, said) => {
  expect(() => parse(text, undefined, 'BTCUSDT:1h')).toThrow(said);
});
