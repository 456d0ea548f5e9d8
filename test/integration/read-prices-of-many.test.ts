import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listSeries } from './migrated-database.ts';
import { first, knownAt, type ReadApi, second, startReadApi } from './read-api.ts';

let read: ReadApi;
const known = [true, first, knownAt[0]];

beforeAll(async () => {
  read = await startReadApi();
  const { owner } = read;
  const bar = (values: readonly unknown[]) =>
    owner.query(
      `INSERT INTO bar VALUES ($4, '1d', $5, $6, $7, NULL, NULL, NULL, $8, NULL, NULL, NULL, $9, true, $1, $2, $3)`,
      [...known, ...values],
    );
  await owner.query(
    `INSERT INTO alias VALUES ('XJSE:NPN', 'jse', 'isin', 'ZAE000015889', NULL, '2023-09-17', $1, $2, $3)`,
    known,
  );
  // Nvidia as traded, around its split of four for one on 2021-07-20.
  await bar(['XNAS:NVDA', 'eodhd', '2021-07-19T13:30:00Z', '2021-07-19', '751.19', 'USD']);
  await bar(['XNAS:NVDA', 'eodhd', '2021-07-20T13:30:00Z', '2021-07-20', '186.12', 'USD']);
  await owner.query(
    `INSERT INTO corporate_action VALUES ('XNAS:NVDA', 'eodhd', 'split', '2021-07-20', NULL, 4, NULL, $1, $2, $3)`,
    known,
  );
  // Bitcoin in the middle of a day that Binance has closed since, and as CoinGecko saw it later.
  await owner.query(
    `INSERT INTO trade VALUES ('BINANCE:BTC-USDT', 'binance', '1', '2021-01-13T12:00:00Z', 34512.1, 0.1, 'buy', 'USDT', $1, $2, $3)`,
    known,
  );
  await owner.query(
    `INSERT INTO quote VALUES ('COINGECKO:BTC-USD', 'coingecko', '2021-05-15T15:59:43.867Z', 49053, NULL, NULL, NULL,
       917825524991, 'USD', $1, $2, $3)`,
    known,
  );
  await bar(['COINGECKO:BTC-USD', 'derived', '2021-05-14T00:00:00Z', null, '49913.26314398822', 'USD']);
  await bar(['BINANCE:BTC-USDT', 'binance', '2021-01-12T00:00:00Z', null, '34049.15', 'USDT']);
  await bar(['BINANCE:BTC-USDT', 'binance', '2021-01-13T00:00:00Z', null, '37371.38', 'USDT']);
  // The figure of a moment later replaces the one before.
  await owner.query(
    `UPDATE bar SET close = 319900, fetch_id = $1, recorded_at = $2, rev = 2
     WHERE instrument_id = 'XJSE:NPN' AND session_date = '2021-01-13'`,
    [second, knownAt[1]],
  );
  await listSeries(owner);
});
afterAll(() => read.stop());

const latest = (query: string) => read.get(`/v1/quotes/latest?ids=${query}`, 'getLatestQuotes');

describe('the newest price', () => {
  test('is the close of a bar where nothing is newer, against the session before', async () => {
    const { data, meta } = await latest('XJSE:NPN');
    expect(data).toMatchObject([
      {
        ...{ asked: 'XJSE:NPN', matched_by: 'id', kind: 'bar', session_date: '2021-01-13', price: '319900' },
        ...{ unit: 'ZAc', currency: 'ZAR', previous_close: '319441', previous_session: '2021-01-12' },
        ...{ change: '459', change_percent: '0.143688505859', change_unknown: null, fetch_id: second },
      },
    ]);
    const age = (Date.parse('2026-11-24T12:00:00Z') - Date.parse('2021-01-13T07:00:00Z')) / 1000;
    expect(data[0].age_seconds).toBe(age);
    expect(meta).toMatchObject({ missing: [], is_sample: true, at: '2026-11-24T12:00:00.000Z' });
  });

  test('is what was known at a moment', async () => {
    const { data } = await latest(`XJSE:NPN&as_of=${knownAt[0]}`);
    expect(data).toMatchObject([{ price: '319878', change: '437', fetch_id: first }]);
  });

  test('is a quote, compared with the close before of its own source and no other', async () => {
    const quoted = { kind: 'quote', source: 'coingecko', price: '49053', market_cap: '917825524991' };
    const { data } = await latest('COINGECKO:BTC-USD');
    expect(data).toMatchObject([{ ...quoted, change: null, change_unknown: 'no_previous_close' }]);
    await read.owner.query(`UPDATE bar SET source = 'coingecko' WHERE instrument_id = 'COINGECKO:BTC-USD'`);
    const { data: now } = await latest('COINGECKO:BTC-USD&date=2021-05-15');
    expect(now).toMatchObject([{ ...quoted, previous_session: '2021-05-14', change: '-860.26314398822' }]);
  });

  test('is a trade where that is newer than the bar of its day, compared with the day before', async () => {
    const { data } = await latest('BINANCE:BTC-USDT');
    expect(data).toMatchObject([
      { kind: 'trade', price: '34512.1', previous_close: '34049.15', previous_session: '2021-01-12', change: '462.95' },
    ]);
  });

  test('has no change across a split', async () => {
    const { data } = await latest('XNAS:NVDA');
    expect(data).toMatchObject([
      {
        price: '186.12',
        previous_close: '751.19',
        change: null,
        change_percent: null,
        change_unknown: 'split_between',
      },
    ]);
  });

  test('is found by any name on a day, in the order that was asked; what names nothing is said', async () => {
    const { data, meta } = await latest('nvda,ZAE000015889,NOBODY,npn&date=2023-09-17');
    expect(data.map((row: Record<string, string>) => [row.asked, row.instrument_id, row.matched_by])).toEqual([
      ['nvda', 'XNAS:NVDA', 'ticker'],
      ['ZAE000015889', 'XJSE:NPN', 'isin'],
      ['npn', 'XJSE:NPN', 'ticker'],
    ]);
    expect(meta.missing).toEqual(['NOBODY']);
    expect((await latest('ZAE000015889&date=2023-09-18')).meta.missing).toEqual(['ZAE000015889']);
  });

  test('names are at most fifty, and each once', async () => {
    for (const ids of ['', 'XJSE:NPN,XJSE:NPN', Array.from({ length: 51 }, (_, n) => `A${n}`).join(',')]) {
      const response = await read.api.request(`/v1/quotes/latest?ids=${ids}`, { key: 'admin' });
      expect(response.status, ids).toBe(400);
    }
  });
});

describe('bars of many', () => {
  const bars = (query: string) => read.get(`/v1/bars?ids=${query}`, 'listManyBars');
  const closes = ({ bars: rows }: { bars: { close: string }[] }) => rows.map(({ close }) => close);

  test('come in the order that is asked for, each in its own unit, what is unknown said apart, in one trip', async () => {
    const { data, meta } = await bars('XNAS:NVDA,XJSE:NONE,XJSE:NPN');
    expect(await read.tripsOf('/v1/bars?ids=XNAS:NVDA,XJSE:NPN')).toBe(1);
    expect(data.map((one: Record<string, string>) => [one.instrument_id, one.source, one.unit])).toEqual([
      ['XNAS:NVDA', 'eodhd', 'USD'],
      ['XJSE:NPN', 'yahoo', 'ZAc'],
    ]);
    expect(data.map(closes)).toEqual([
      ['751.19', '186.12'],
      ['319441', '319900'],
    ]);
    expect(meta).toMatchObject({ unit: null, source: null, missing: ['XJSE:NONE'], limit: 100 });
  });

  test('each goes on where it ended, at the endpoint of one', async () => {
    const { data } = await bars('XJSE:NPN,XNAS:NVDA&limit=1');
    const [{ next_cursor }] = data;
    expect(data.map(closes)).toEqual([['319900'], ['186.12']]);
    const rest = await read.get(`/v1/bars/XJSE:NPN?limit=1&cursor=${next_cursor}`, 'listBars');
    expect(rest.data).toMatchObject([{ close: '319441' }]);
  });

  test('are what was known, in columns, or in another unit where all have it', async () => {
    const { data, meta } = await bars(`XJSE:NPN&format=columns&unit=ZAR&as_of=${knownAt[0]}`);
    expect(data[0].bars).toMatchObject({ instrument_id: 'XJSE:NPN', close: ['3194.41', '3198.78'] });
    expect(meta).toMatchObject({ unit: 'ZAR', source: 'yahoo' });
    const mixed = await read.api.request('/v1/bars?ids=XJSE:NPN,XNAS:NVDA&unit=ZAR', { key: 'admin' });
    expect([mixed.status, await mixed.text()]).toEqual([400, expect.stringContaining('prices are in USD')]);
  });

  test('share the rows of the plan, and are not adjusted', async () => {
    const ids = Array.from({ length: 20 }, (_, n) => `XJSE:N${n}`).join(',');
    const response = await read.api.request(`/v1/bars?ids=${ids}&limit=1000`);
    expect(((await response.json()) as { meta: { limit: number } }).meta.limit).toBe(50);
    const adjusted = await read.api.request('/v1/bars?ids=XJSE:NPN&adjust=all', { key: 'admin' });
    expect([adjusted.status, await adjusted.text()]).toEqual([
      400,
      expect.stringContaining('ask /v1/bars/{id} for each'),
    ]);
  });
});
