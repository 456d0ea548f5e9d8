import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Bar } from '../../src/model/records.ts';
import { store } from '../../src/storage/store.ts';
import { RangeBucket } from '../support/range-bucket.ts';
import { freeze } from './cold-bars.ts';
import { type Answer, type ReadApi, startReadApi } from './read-api.ts';

let read: ReadApi;

const fetched = { split: 'fetch_01740c3f0000', after: 'fetch_0175b5000000', quote: 'fetch_0175b5000001' };
const known = { split: '2020-08-29T00:00:00.000Z', after: '2020-11-10T00:00:00.000Z' };

/** Apple as it was traded on 2020-08-28 and 2020-09-01 (ICE); Standard Bank on 2021-01-13 in cents (Yahoo). */
const apple = (session_date: string, close: string): Bar => ({
  ...{ instrument_id: 'XNAS:AAPL', interval: '1d', time: `${session_date}T13:30:00.000Z`, session_date },
  ...{ open: null, high: null, low: null, close, volume: null, turnover: null, trades: null, unit: 'USD', final: true },
});
const bank: Bar = {
  ...{ instrument_id: 'XJSE:SBK', interval: '1d', time: '2021-01-13T07:00:00.000Z', session_date: '2021-01-13' },
  ...{ open: null, high: null, low: null, close: '12846', volume: null, turnover: null, trades: null, unit: 'ZAc' },
  final: true,
};

beforeAll(async () => {
  read = await startReadApi();
  const from = (source: string, fetch_id: string, recorded_at: string) => ({
    ...{ source, fetch_id, recorded_at, is_sample: true },
  });
  const { owner } = read;
  await store(owner, { bar: [apple('2020-08-28', '499.23')] }, from('ice', fetched.split, known.split));
  await store(owner, { bar: [apple('2020-09-01', '134.18'), bank] }, from('ice', fetched.after, known.after));
  await store(
    owner,
    {
      quote: [
        {
          ...{ instrument_id: 'LUNO:BTC-ZAR', time: '2020-11-09T00:00:00.000Z', price: '237790', bid: null, ask: null },
          ...{ volume: null, market_cap: null, unit: 'ZAR' },
        },
      ],
    },
    from('luno', fetched.quote, known.after),
  );
  // As Twelve Data announced it, before anybody sent a price.
  await owner.query(
    `INSERT INTO corporate_action (instrument_id, source, kind, ex_date, amount, unit, is_sample, fetch_id, recorded_at)
     VALUES ('XNAS:CMCSA', 'twelvedata', 'dividend', '2025-10-01', 0.33, 'USD', true, $1, $2)`,
    [fetched.after, known.after],
  );
  await owner.query(
    `INSERT INTO news VALUES ('NEWS:ONE', 'feed', 'a', 's', 'article', '2026-02-05T08:00:00Z', 'MOB rises', NULL, NULL,
       NULL, 'A paper', 'en', NULL, NULL, NULL, NULL, '[{"instrument_id": "XSTO:MOB", "field": "title", "start": 0,
       "end": 3, "text": "MOB"}]', true, $1, $2)`,
    [fetched.after, known.after],
  );
});
afterAll(() => read.stop());

const one = async (id: string, query = '') => (await read.get(`/v1/instruments/${id}${query}`, 'getInstrument')).data;
const list = (query: string) => read.get(`/v1/instruments?${query}`, 'listInstruments');
const resolve = (query: string) => read.get(`/v1/resolve?symbol=${query}`, 'resolveSymbol');
const ids = ({ data }: Answer) => data.map(({ instrument_id }: { instrument_id: string }) => instrument_id);
const nobodySays = { kind: null, name: null, isin: null, timezone: null, sector: null, industry: null, country: null };

describe('an instrument of which there are bars and no description', () => {
  test('is what its id and its newest bar say, and null is what nobody has said', async () => {
    expect(await one('XNAS:AAPL')).toMatchObject({
      ...nobodySays,
      ...{ instrument_id: 'XNAS:AAPL', mic: 'XNAS', ticker: 'AAPL', unit: 'USD', currency: 'USD', minor_exponent: 0 },
      ...{ source: 'ice', sources: ['ice'], filled_from: {}, fetch_id: fetched.after, recorded_at: known.after },
    });
    expect(await one('XJSE:SBK')).toMatchObject({ unit: 'ZAc', currency: 'ZAR', minor_exponent: -2 });
  });

  test('as of a past moment is what was known then', async () => {
    expect(await one('XNAS:AAPL', '?as_of=2020-09-30')).toMatchObject({ fetch_id: fetched.split });
    expect(ids(await list('as_of=2020-09-30'))).toEqual(['XNAS:AAPL']);
    const before = await read.api.request('/v1/instruments/XNAS:AAPL?as_of=2020-08-28', { key: 'admin' });
    expect(before.status).toBe(404);
  });

  test('is found by its id, code, market and currency, beside those that are described', async () => {
    expect(ids(await list(''))).toEqual([
      ...['BINANCE:BTC-USDT', 'LUNO:BTC-ZAR', 'XJSE:NPN', 'XJSE:SBK', 'XNAS:AAPL', 'XNAS:CMCSA'],
    ]);
    expect(ids(await list('q=aapl'))).toEqual(['XNAS:AAPL']);
    expect(ids(await list('mic=XJSE'))).toEqual(['XJSE:NPN', 'XJSE:SBK']);
    expect(ids(await list('currency=ZAR&mic=XJSE'))).toEqual(['XJSE:NPN', 'XJSE:SBK']);
    expect(ids(await list('currency=USD'))).toEqual(['XNAS:AAPL']);
    expect(ids(await list('kind=equity'))).toEqual(['XJSE:NPN']);
  });

  test('comes in pages like any other', async () => {
    const first = await list('limit=3');
    const rest = await list(`limit=3&cursor=${first.meta.next_cursor}`);
    expect([...ids(first), ...ids(rest)]).toEqual(ids(await list('')));
  });

  test('is what its id or code names', async () => {
    for (const [text, by] of [
      ['xnas:aapl', 'id'],
      ['aapl', 'ticker'],
    ]) {
      expect((await resolve(`${text}`)).data).toMatchObject([
        { instrument_id: 'XNAS:AAPL', matched_by: by, name: null, source: 'ice', fetch_id: fetched.after },
      ]);
    }
  });

  test('is what a source says as soon as one describes it', async () => {
    await read.owner.query(
      `INSERT INTO instrument VALUES ('XJSE:SBK', 'jse', 'equity', 'Standard Bank Group', 'XJSE', 'SBK', 'ZAR', 'ZAc', NULL,
         'Africa/Johannesburg', true, $1, '2021-02-01')`,
      [fetched.quote],
    );
    expect(await one('XJSE:SBK', '?as_of=2022-01-01')).toMatchObject({ name: 'Standard Bank Group', sources: ['jse'] });
    expect(await one('XJSE:SBK', '?as_of=2021-01-31')).toMatchObject({ name: null, sources: ['ice'] });
    expect(ids(await list('q=SBK'))).toEqual(['XJSE:SBK']);
  });
});

test('its bars are read like any others, and a span without any is empty', async () => {
  const bars = async (query: string) => (await read.get(`/v1/bars/XNAS:AAPL?${query}`, 'listBars')).data;
  expect(await bars('')).toHaveLength(2);
  expect(await bars('to=2019-12-31')).toEqual([]);
  expect((await read.get('/v1/quotes/LUNO:BTC-ZAR?to=2019-12-31', 'listQuotes')).data).toEqual([]);
});

test('of quotes alone an instrument is known, by a venue that is no market of ISO 10383', async () => {
  expect(await one('LUNO:BTC-ZAR')).toMatchObject({
    ...nobodySays,
    ...{ mic: null, ticker: 'BTC-ZAR', unit: 'ZAR', currency: 'ZAR', source: 'luno', fetch_id: fetched.quote },
  });
});

test('of a corporate action alone an instrument is known, though not in what its prices are', async () => {
  expect(await one('XNAS:CMCSA')).toMatchObject({
    ...nobodySays,
    ...{ mic: 'XNAS', ticker: 'CMCSA', unit: null, currency: null, source: 'twelvedata', fetch_id: fetched.after },
  });
});

test('one that only an article names is known by its id, without a unit', async () => {
  const nothing = { unit: null, currency: null, minor_exponent: null };
  expect(await one('XSTO:MOB')).toMatchObject({ ...nobodySays, ...nothing, mic: 'XSTO', source: 'feed' });
  expect(ids(await resolve('XSTO:MOB'))).toEqual(['XSTO:MOB']);
});

describe('an instrument whose bars all lie in files', () => {
  const absa: Bar = {
    ...bank,
    instrument_id: 'XJSE:ABG',
    time: '2014-01-13T07:00:00.000Z',
    session_date: '2014-01-13',
  };
  const inFiles = {
    ...nobodySays,
    unit: null,
    currency: null,
    minor_exponent: null,
    fetch_id: null,
    recorded_at: null,
  };

  beforeAll(async () => {
    const from = { source: 'ice', fetch_id: fetched.after, recorded_at: known.after, is_sample: true };
    await store(read.owner, { bar: [absa] }, from);
    await freeze(read.owner, new RangeBucket(), 'daily', '2014');
  });

  test('is known by its id, with who brought the bars', async () => {
    expect(await one('XJSE:ABG')).toMatchObject({
      ...inFiles,
      ...{ mic: 'XJSE', ticker: 'ABG', rev: null, source: 'ice', sources: ['ice'] },
    });
    expect(await one('XJSE:ABG', '?as_of=2020-12-01')).toMatchObject(inFiles);
    expect(ids(await list('q=ABG'))).toEqual(['XJSE:ABG']);
    expect((await resolve('abg')).data).toMatchObject([{ instrument_id: 'XJSE:ABG', source: 'ice', fetch_id: null }]);
  });

  test('was not known before there were any', async () => {
    const before = await read.api.request('/v1/instruments/XJSE:ABG?as_of=2013-12-31', { key: 'admin' });
    expect(before.status).toBe(404);
  });

  test('has the unit of a quote, where there is one', async () => {
    const figures = { price: '12846', bid: null, ask: null, volume: null, market_cap: null, unit: 'ZAc' };
    const quote = { instrument_id: 'XJSE:ABG', time: '2021-01-13T07:00:00.000Z', ...figures };
    const from = { source: 'sharenet', fetch_id: fetched.quote, recorded_at: known.after, is_sample: true };
    await store(read.owner, { quote: [quote] }, from);
    expect(await one('XJSE:ABG', '?as_of=2021-01-14')).toMatchObject({ unit: 'ZAc', fetch_id: fetched.quote });
    expect((await list('q=ABG&currency=ZAR')).data).toMatchObject([{ unit: 'ZAc', fetch_id: fetched.quote }]);
    await read.owner.query("DELETE FROM quote WHERE instrument_id = 'XJSE:ABG'");
    await read.owner.query("DELETE FROM bar_series WHERE instrument_id = 'XJSE:ABG'");
    await read.owner.query("DELETE FROM tick_series WHERE id = 'XJSE:ABG'");
  });
});

test('what has neither rows nor a description is not known', async () => {
  expect((await read.api.request('/v1/instruments/XNAS:MSFT', { key: 'admin' })).status).toBe(404);
  expect((await read.api.request('/v1/resolve?symbol=MSFT', { key: 'admin' })).status).toBe(404);
});

describe('a code that was given up', () => {
  beforeAll(async () => {
    const { owner } = read;
    const from = [fetched.after, known.after];
    for (const [id, name] of [
      ['XJSE:AMS', 'Anglo American Platinum Limited'],
      ['XJSE:VAL', 'Valterra Platinum Limited'],
    ]) {
      await owner.query(
        `INSERT INTO instrument VALUES ($3, 'jse', 'equity', $4, 'XJSE', split_part($3, ':', 2), 'ZAR', 'ZAc', NULL,
           'Africa/Johannesburg', true, $1, $2)`,
        [...from, id, name],
      );
    }
    await owner.query(
      `INSERT INTO alias VALUES ('XJSE:VAL', 'jse-reference', 'ticker', 'AMS', NULL, '2025-05-27', true, $1, '2025-05-01'),
         ('XJSE:VAL', 'jse-reference', 'ticker', 'VAL', '2025-05-28', NULL, true, $1, '2025-05-01')`,
      [fetched.after],
    );
  });

  test('leads to who goes on under another one, with the fetch that says so', async () => {
    const successor = { instrument_id: 'XJSE:VAL', until: '2025-05-27', source: 'jse-reference' };
    expect(await one('XJSE:AMS')).toMatchObject({ succeeded_by: { ...successor, fetch_id: fetched.after } });
    expect(await one('XJSE:VAL')).toMatchObject({ succeeded_by: null });
    expect((await resolve('AMS')).data).toMatchObject([{ instrument_id: 'XJSE:AMS', succeeded_by: 'XJSE:VAL' }]);
    expect(ids(await resolve('AMS&date=2025-05-27')).sort()).toEqual(['XJSE:AMS', 'XJSE:VAL']);
  });

  test('leads nowhere before that was known', async () => {
    expect(await one('XJSE:AMS', '?as_of=2025-04-01')).toMatchObject({ succeeded_by: null });
    expect(await one('XJSE:AMS', '?as_of=2025-06-01')).toMatchObject({ succeeded_by: { instrument_id: 'XJSE:VAL' } });
  });

  test('leads nowhere once another instrument has taken it', async () => {
    await read.owner.query(
      `INSERT INTO alias VALUES ('XJSE:AMS', 'jse-reference', 'ticker', 'AMS', '2026-01-05', NULL, true, $1, '2026-01-05')`,
      [fetched.after],
    );
    expect(await one('XJSE:AMS', '?as_of=2026-02-01')).toMatchObject({ succeeded_by: null });
  });
});
