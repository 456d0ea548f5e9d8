import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { endpoints } from '../../src/api/endpoints/index.ts';
import { listSeries } from './migrated-database.ts';
import { first, knownAt, type ReadApi, startReadApi } from './read-api.ts';
import { type UdfClient, udfClient } from './udf-client.ts';

let read: ReadApi;
let client: UdfClient;
const known = [true, first, knownAt[0]];
const midnight = (day: string): number => Date.parse(day) / 1000;
/** The stand-in's now: 2026-11-24T12:00Z. */
const now = midnight('2026-11-24') + 43_200;

beforeAll(async () => {
  read = await startReadApi();
  const { owner } = read;
  const bar = (values: readonly unknown[]) =>
    owner.query(
      `INSERT INTO bar VALUES ($4, $5, $6, $7, $8, NULL, NULL, NULL, $9, $10, NULL, NULL, $11, true, $1, $2, $3)`,
      [...known, ...values],
    );
  await owner.query(
    `INSERT INTO alias VALUES ('XJSE:NPN', 'jse', 'isin', 'ZAE000015889', NULL, NULL, $1, $2, $3)`,
    known,
  );
  // Minutes of Binance, and days of it that another source has too, for a year longer and less believed.
  await bar(['BINANCE:BTC-USDT', '1m', 'binance', '2021-01-12T23:59:00Z', null, '34051.24', '61.35', 'USDT']);
  await bar(['BINANCE:BTC-USDT', '1m', 'binance', '2021-01-13T00:00:00Z', null, '34049.10', null, 'USDT']);
  await bar(['BINANCE:BTC-USDT', '1d', 'binance', '2021-01-12T00:00:00Z', null, '34049.15', null, 'USDT']);
  await bar(['BINANCE:BTC-USDT', '1d', 'zz-other', '2020-01-12T00:00:00Z', null, '8184.98', null, 'USDT']);
  await owner.query(
    `INSERT INTO corporate_action VALUES
      ('XJSE:NPN', 'yahoo', 'dividend', '2020-08-26', 580, NULL, 'ZAc', $1, $2, $3),
      ('XJSE:NPN', 'zz-other', 'dividend', '2020-08-26', 5.8, NULL, 'ZAR', $1, $2, $3)`,
    known,
  );
  await listSeries(owner);
  client = udfClient((path) => read.api.request(path));
});
afterAll(() => read.stop());

test.each(
  endpoints.filter(({ protocol, cache }) => protocol === 'udf' && cache !== 'none').map((one) => one.example.path),
)('%s asks the database once', async (path) => {
  expect(await read.tripsOf(path.replace('XNAS:NVDA', 'XJSE:NPN'))).toBe(1);
});

describe('a charting client', () => {
  test('finds out what there is', async () => {
    const config = await client.send<Record<string, unknown>>('config');
    expect(config).toMatchObject({ supports_search: true, supports_group_request: false });
    expect(config.exchanges).toMatchObject([{ value: '' }, { value: 'BINANCE' }, { value: 'XJSE' }]);
    expect(await client.send('time')).toBe(now);
  });

  test.each([
    [{ query: 'NPN', type: '', exchange: '', limit: 30 }, ['XJSE:NPN']],
    [{ query: 'NP', type: '', exchange: '', limit: 30 }, ['XJSE:NPN']],
    [{ query: 'NAPSERS', type: '', exchange: '', limit: 30 }, ['XJSE:NPN']],
    [{ query: 'NPN', type: 'crypto', exchange: '', limit: 30 }, []],
    [{ query: 'BITCOIN', type: 'crypto', exchange: 'BINANCE', limit: 30 }, ['BINANCE:BTC-USDT']],
    [{ query: 'BITCOIN', type: '', exchange: 'XJSE', limit: 30 }, []],
    [{ query: '', type: '', exchange: '', limit: 30 }, ['BINANCE:BTC-USDT', 'XJSE:NPN']],
    [{ query: '', type: 'stock', exchange: '', limit: 30 }, ['XJSE:NPN']],
    [{ query: '', type: '', exchange: '', limit: 1 }, ['BINANCE:BTC-USDT']],
  ])('searches with %j', async (asked, found) => {
    const results = await client.send<{ ticker: string; full_name: string }[]>('search', asked);
    expect(results.map(({ ticker }) => ticker)).toEqual(found);
  });

  test.each(['XJSE:NPN', 'NPN', 'npn', 'ZAE000015889'])('knows %s', async (symbol) => {
    const found = await client.send<Record<string, unknown>>('symbols', { symbol });
    expect(found).not.toHaveProperty('s');
    expect(found).toMatchObject({
      ...{ name: 'NPN', ticker: 'XJSE:NPN', exchange: 'XJSE', description: 'Naspers Limited', type: 'stock' },
      ...{ session: '0900-1700', timezone: 'Africa/Johannesburg', currency_code: 'ZAc', pricescale: 1 },
      ...{ has_intraday: false, has_daily: true, supported_resolutions: ['1D', '1W', '1M'], data_status: 'endofday' },
      ...{ is_sample: true, source: 'yahoo', fetch_id: first },
    });
  });

  test('knows a market of minutes', async () => {
    expect(await client.send('symbols', { symbol: 'BINANCE:BTC-USDT' })).toMatchObject({
      ...{ session: '24x7', timezone: 'Etc/UTC', currency_code: 'USDT', pricescale: 100 },
      ...{ has_intraday: true, intraday_multipliers: ['1'], supported_resolutions: ['1', '1D', '1W', '1M'] },
    });
  });

  test('goes back until there is nothing left', async () => {
    const { ticker, currency_code } = await client.send<{ ticker: string; currency_code: string }>('symbols', {
      symbol: 'NPN',
    });
    const asked = { symbol: ticker, resolution: '1D', from: now - 86_400, countback: 1, currencyCode: currency_code };
    const closes: number[] = [];
    for (let to = now; ; ) {
      const { bars, noData } = await client.history({ ...asked, to });
      if (noData) break;
      closes.unshift(...bars.map(({ close }) => close));
      to = Number(bars[0]?.timeMs) / 1000;
    }
    expect(closes).toEqual([319441, 319878]);
  });

  test('has its bars at midnight of their session date, in cents, or exactly in rand', async () => {
    const asked = { symbol: 'XJSE:NPN', resolution: 'D', from: 0, to: now };
    const { bars } = await client.history(asked);
    expect(bars[1]).toEqual({ timeMs: Date.UTC(2021, 0, 13), open: 322000, close: 319878, volume: 1256331 });
    const rand = await client.history({ ...asked, currencyCode: 'ZAR' });
    expect(rand.bars.map(({ close }) => close)).toEqual([3194.41, 3198.78]);
    await expect(client.history({ ...asked, currencyCode: 'USD' })).rejects.toThrow('ask for ZAc or ZAR');
  });

  test('is told of the bar before an empty span, and nothing where there is none', async () => {
    const span = { symbol: 'XJSE:NPN', resolution: '1D', from: midnight('2021-01-16'), to: midnight('2021-01-18') };
    expect(await client.send('history', span)).toMatchObject({ s: 'no_data', nextTime: midnight('2021-01-13') });
    const before = { ...span, from: midnight('2019-01-01'), to: midnight('2020-01-01') };
    const said = await client.send<object>('history', before);
    expect(said).toMatchObject({ s: 'no_data' });
    expect(said).not.toHaveProperty('nextTime');
  });

  test('has minutes where they begin', async () => {
    const asked = { symbol: 'BINANCE:BTC-USDT', resolution: '1', from: 0, to: midnight('2021-01-13'), countback: 2 };
    const { bars } = await client.history(asked);
    expect(bars.map(({ timeMs, close }) => [timeMs, close])).toEqual([[Date.UTC(2021, 0, 12, 23, 59), 34051.24]]);
  });

  test('never goes on with the bars of another source', async () => {
    const asked = { symbol: 'BINANCE:BTC-USDT', resolution: '1D', from: 0, countback: 10 };
    expect((await client.history({ ...asked, to: now })).bars).toHaveLength(1);
    expect((await client.history({ ...asked, to: midnight('2021-01-12') })).noData).toBe(true);
  });

  test('is shown as much of the past as its plan shows', async () => {
    const asked = { symbol: 'XJSE:NPN', resolution: '1D', from: 0, to: now, countback: 10 };
    await read.owner.query(`UPDATE bar SET time = '2014-01-13T07:00:00Z', session_date = '2014-01-13'
      WHERE instrument_id = 'XJSE:NPN' AND session_date = '2021-01-12'`);
    const { bars } = await client.history(asked);
    expect(bars.map(({ timeMs }) => timeMs)).toEqual([Date.UTC(2021, 0, 13)]);
    const whole = udfClient((path) => read.api.request(path, { key: 'admin' }));
    expect((await whole.history(asked)).bars).toHaveLength(2);
  });

  test('marks what sources say of a day once', async () => {
    const span = { symbol: 'XJSE:NPN', from: midnight('2020-01-01'), to: now, resolution: '1D' };
    expect(await client.send('timescale_marks', span)).toEqual([
      {
        ...{ id: 'dividend 2020-08-26', time: midnight('2020-08-26'), label: 'D', color: 'green', is_sample: true },
        tooltip: ['Dividend, 5.8 ZAR (zz-other)', 'Dividend, 580 ZAc (yahoo)'],
      },
    ]);
    expect(await client.send('timescale_marks', { ...span, from: midnight('2020-08-27') })).toEqual([]);
  });

  test('watches prices, and one that there is none of fails alone', async () => {
    const { d } = await client.send<{ d: object[] }>('quotes', { symbols: 'XJSE:NPN,XJSE:NONE' });
    expect(d).toMatchObject([
      { s: 'ok', n: 'XJSE:NPN', v: { lp: 319878, lp_time: 1610521200, short_name: 'NPN', currency_code: 'ZAc' } },
      { s: 'error', n: 'XJSE:NONE', v: {} },
    ]);
  });

  test.each([
    ['symbols', { symbol: 'XJSE:NONE' }, 'not_found'],
    ['history', { symbol: 'XJSE:NONE', resolution: '1D', from: 0, to: 1 }, 'not_found'],
    ['history', { symbol: 'XJSE:NPN', resolution: '7', from: 0, to: 1 }, 'invalid_request'],
    ['search', { query: 'x', colour: 'red' }, 'invalid_request'],
    ['nothing', {}, 'not_found'],
  ])('hears that %s of %j is wrong without looking at the status', async (name, asked, code) => {
    const said = await client.send<{ detail: string }>(name, asked);
    expect(said).toMatchObject({ s: 'error', code, errmsg: said.detail });
  });
});
