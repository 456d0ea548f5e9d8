import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { coinBar } from '../../src/cleaning/examples.ts';
import { divideDecimals } from '../../src/core/decimal.ts';
import { readChanges } from '../../src/storage/outbox.ts';
import { store } from '../../src/storage/store.ts';
import { listSeries } from './migrated-database.ts';
import { first, knownAt, type ReadApi, second, startReadApi } from './read-api.ts';

let read: ReadApi;
let api: ReadApi['api'];
let owner: ReadApi['owner'];
let get: ReadApi['get'];

beforeAll(async () => {
  read = await startReadApi();
  ({ api, owner, get } = read);
});
afterAll(() => read.stop());

describe('bars', () => {
  const path = '/v1/bars/XJSE:NPN';

  test('come as published, the latest in the order of time', async () => {
    const { data, meta } = await get(path, 'listBars');
    expect(data.map(({ close }: { close: string }) => close)).toEqual(['319441', '319878']);
    expect(data[1]).toEqual({
      instrument_id: 'XJSE:NPN',
      interval: '1d',
      source: 'yahoo',
      time: '2021-01-13T07:00:00.000Z',
      session_date: '2021-01-13',
      open: '322000',
      high: '325585',
      low: '318912',
      close: '319878',
      volume: '1256331',
      turnover: null,
      trades: null,
      unit: 'ZAc',
      final: true,
      is_sample: true,
      fetch_id: first,
      recorded_at: knownAt[0],
      rev: 1,
    });
    expect(meta).toEqual({
      as_of: null,
      source: 'yahoo',
      is_sample: true,
      unit: 'ZAc',
      limit: 500,
      next_cursor: null,
      behind: false,
      provenance: '/v1/provenance/{fetch_id}',
    });
  });

  test('a row reads as the stream announces it', async () => {
    const known = { source: 'binance', is_sample: true, fetch_id: first, recorded_at: knownAt[0] ?? '' };
    const { changes } = await store(owner, { bar: [coinBar] }, known);
    const [change] = await readChanges(
      owner,
      changes.map(({ outboxId }) => outboxId),
    );
    const { data } = await get(`/v1/bars/${coinBar.instrument_id}?interval=1m`, 'listBars');
    expect(data).toEqual(change?.rows);
  });

  test('come from who published them before they come computed', async () => {
    await owner.query(`INSERT INTO bar SELECT instrument_id, interval, 'derived', time, session_date, open, high, low, 1,
      volume, turnover, trades, unit, final, is_sample, fetch_id, recorded_at, rev FROM bar`);
    await owner.query(`INSERT INTO bar SELECT instrument_id, '1w', 'derived', time, session_date, open, high, low, close,
      volume, turnover, trades, unit, final, is_sample, fetch_id, recorded_at, rev FROM bar WHERE source = 'yahoo'`);
    await listSeries(owner);
    expect((await get(`${path}?limit=2`, 'listBars')).meta.source).toBe('yahoo');
    expect((await get(`${path}?limit=2&source=derived`, 'listBars')).data[0].close).toBe('1');
    expect((await get(`${path}?interval=1w`, 'listBars')).meta.source).toBe('derived');
    await owner.query(`DELETE FROM bar WHERE source = 'derived'`);
  });

  test.each([
    ['', ['319878', '319441']],
    ['&order=asc', ['319441', '319878']],
    ['&order=desc', ['319878', '319441']],
  ])('pages with %j walk all rows once', async (order, closes) => {
    const one = await get(`${path}?limit=1${order}`, 'listBars');
    const two = await get(`${path}?limit=1${order}&cursor=${one.meta.next_cursor}`, 'listBars');
    expect([one.data[0].close, two.data[0].close]).toEqual(closes);
    expect(two.meta.next_cursor).toBeNull();
  });

  test('pages go on with the source of the first one, although a better one speaks meanwhile', async () => {
    const first = await get(`${path}?limit=1&order=asc`, 'listBars');
    await owner.query(`INSERT INTO bar SELECT instrument_id, interval, 'aa-better', time + interval '1 day', session_date + 1,
      open, high, low, 2, volume, turnover, trades, unit, final, is_sample, fetch_id, recorded_at, rev FROM bar WHERE source = 'yahoo'`);
    await listSeries(owner);
    const second = await get(`${path}?limit=1&order=asc&cursor=${first.meta.next_cursor}`, 'listBars');
    expect([second.meta.source, second.data[0].close]).toEqual(['yahoo', '319878']);
    const other = await api.request(`${path}?cursor=${first.meta.next_cursor}&source=aa-better`, { key: 'admin' });
    expect([other.status, ((await other.json()) as { detail: string }).detail]).toEqual([
      400,
      'cursor: it goes on with rows of yahoo; ask for source=yahoo',
    ]);
    await owner.query(`DELETE FROM bar WHERE source = 'aa-better'`);
    await owner.query(`DELETE FROM bar_series WHERE source = 'aa-better'`);
  });

  test('a day as end is inside, an instant is not', async () => {
    expect((await get(`${path}?from=2021-01-13&to=2021-01-13`, 'listBars')).data).toHaveLength(1);
    expect((await get(`${path}?to=2021-01-13T07:00:00Z`, 'listBars')).data).toHaveLength(1);
    expect((await get(`${path}?from=2021-01-13T09:00:00%2B02:00`, 'listBars')).data).toHaveLength(1);
  });

  test('in rand they are exactly a hundredth', async () => {
    const { data, meta } = await get(`${path}?limit=1&unit=ZAR`, 'listBars');
    expect(data[0]).toMatchObject({ open: '3220', high: '3255.85', close: '3198.78', volume: '1256331', unit: 'ZAR' });
    expect(meta.unit).toBe('ZAR');
    expect((await api.request(`${path}?unit=USD`)).status).toBe(400);
  });

  test('columns are the rows, turned', async () => {
    const rows = (await get(path, 'listBars')).data as Record<string, unknown>[];
    const columns = (await get(`${path}?format=columns`, 'listBars')).data as Record<string, unknown[]>;
    for (const [name, values] of Object.entries(columns)) {
      if (Array.isArray(values)) expect(values, name).toEqual(rows.map((row) => row[name]));
    }
    expect((await get(`${path}?format=columns&interval=1m`, 'listBars')).data.close).toEqual([]);
  });

  test('as of a past moment a correction is not known yet', async () => {
    await owner.query(
      `UPDATE bar SET close = '319880', fetch_id = $1, recorded_at = $2, rev = 2 WHERE session_date = '2021-01-13'`,
      [second, knownAt[1]],
    );
    await api.deps.cache.purge(['bar.1d:XJSE:NPN']);
    const close = async (asOf: string) => (await get(`${path}?limit=1&as_of=${asOf}`, 'listBars')).data[0]?.close;
    expect((await get(`${path}?limit=1`, 'listBars')).data[0]).toMatchObject({ close: '319880', rev: 2 });
    expect(await close('2023-01-03T12:00:00Z')).toBe('319878');
    expect(await close('2023-01-03')).toBe('319878');
    expect(await close('2023-01-04T05:00:00Z')).toBe('319880');
    expect(await close('2023-01-03T04:59:59Z')).toBeUndefined();
  });

  test('of an unknown instrument there are none', async () => {
    expect((await api.request('/v1/bars/XJSE:XXX')).status).toBe(404);
  });
});

describe('rates', () => {
  test('are echoed where published', async () => {
    const { data, meta } = await get('/v1/rates/EUR-ZAR?date=2021-01-13', 'getRates');
    expect(data).toMatchObject([{ value: '18.6329', method: 'direct', fetch_id: first, rev: 1 }]);
    expect(data[0].path).toMatchObject([{ base: 'EUR', quote: 'ZAR', value: '18.6329', inverted: false }]);
    expect(meta).toMatchObject({ unit: 'ZAR', source: 'ecb', limit: 1 });
  });

  test('are inverted and crossed as the core divides', async () => {
    const inverse = await get('/v1/rates/ZAR-EUR?date=2021-01-13', 'getRates');
    expect(inverse.data[0]).toMatchObject({ value: divideDecimals('1', '18.6329'), method: 'inverse', fetch_id: null });
    const cross = await get('/v1/rates/USD-ZAR?date=2021-01-13', 'getRates');
    expect(cross.data[0]).toMatchObject({ value: '15.3155515371', method: 'cross' });
    expect(cross.data[0].value).toBe(divideDecimals('18.6329', '1.2166'));
    expect(cross.data[0].path.map(({ quote, fetch_id }: Record<string, string>) => [quote, fetch_id])).toEqual([
      ['USD', first],
      ['ZAR', first],
    ]);
    const small = await get('/v1/rates/JPY-USD?date=2021-01-13', 'getRates');
    expect(small.data[0].value).toBe(divideDecimals('1.2166', '126.44'));
  });

  test('without a day are the latest, on a weekend those of the Friday', async () => {
    expect((await get('/v1/rates/EUR-ZAR', 'getRates')).data[0].date).toBe('2022-12-30');
    expect((await get('/v1/rates/EUR-ZAR?date=2021-01-16', 'getRates')).data[0].date).toBe('2021-01-13');
    expect((await api.request('/v1/rates/EUR-ZAR?date=2021-02-16')).status).toBe(404);
  });

  test('of a span come in pages', async () => {
    const one = await get('/v1/rates/USD-ZAR?from=2021-01-01&limit=1', 'getRates');
    const two = await get(`/v1/rates/USD-ZAR?from=2021-01-01&limit=1&cursor=${one.meta.next_cursor}`, 'getRates');
    expect([one.data[0].date, two.data[0].date, two.meta.next_cursor]).toEqual(['2021-01-13', '2022-12-30', null]);
  });

  test('as of a moment before they were known there are none', async () => {
    expect((await api.request('/v1/rates/USD-ZAR?as_of=2023-01-02')).status).toBe(404);
  });
});
