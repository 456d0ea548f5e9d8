import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listSeries } from './migrated-database.ts';
import { type Answer, first, knownAt, type ReadApi, startReadApi } from './read-api.ts';

let read: ReadApi;

beforeAll(async () => {
  read = await startReadApi();
  const { owner } = read;
  const provenance = [true, first, knownAt[0]];
  // Absa was Barclays Africa until 2018-07-10, by the codes BGA and then ABG.
  for (const [id, scheme, alias, from, to] of [
    ['XJSE:ABG', 'ticker', 'BGA', '2013-08-02', '2018-07-10'],
    ['XJSE:ABG', 'yahoo', 'ABG.JO', null, null],
    ['XJSE:NPN', 'isin', 'ZAE000015889', null, '2023-09-17'],
  ]) {
    await owner.query('INSERT INTO alias VALUES ($4, $5, $6, $7, $8, $9, $1, $2, $3)', [
      ...provenance,
      ...[id, 'jse', scheme, alias, from, to],
    ]);
  }
  for (const [period, start, end, value] of [
    ['2020-01-01', '2020-02-28', '2020-03-31', '1.1'],
    ['2020-01-01', '2020-04-01', null, '1.2'],
    ['2020-04-01', '2020-05-28', null, null],
  ]) {
    await owner.query(`INSERT INTO vintage VALUES ('FRED:GDP.USA', 'fred', $4, $5, $6, $7, $1, $2, $3)`, [
      ...provenance,
      ...[period, start, end, value],
    ]);
  }
  await owner.query(
    `INSERT INTO quote VALUES ('BINANCE:BTC-USDT', 'binance', '2021-01-13T12:00:00Z', 34512.1, NULL, NULL, NULL, NULL,
       'USDT', $1, $2, $3)`,
    provenance,
  );
  await listSeries(owner);
  for (const [feed, id, at, title, mentions] of [
    ['NEWS:ONE', 'a', '2026-02-05T08:00:00Z', 'Naspers buys back', [{ instrument_id: 'XJSE:NPN', text: 'Naspers' }]],
    ['NEWS:TWO', 'b', '2026-02-05T09:00:00Z', 'Naspers buys back', [{ instrument_id: 'XJSE:NPN', text: 'Naspers' }]],
    ['NEWS:TWO', 'c', '2026-02-05T10:00:00Z', 'Rand firms', []],
  ] as const) {
    const spans = mentions.map((one) => ({ ...one, field: 'title', start: 0, end: one.text.length }));
    await owner.query(
      `INSERT INTO news VALUES ($4, 'feed', $5, $6, 'article', $7, $6, NULL, NULL, NULL, 'A paper', 'en-ZA', NULL, NULL,
         NULL, NULL, $8, $1, $2, $3)`,
      [...provenance, feed, id, title, at, JSON.stringify(spans)],
    );
  }
});
afterAll(() => read.stop());

const ids = ({ data }: Answer) => data.map(({ instrument_id }: { instrument_id: string }) => instrument_id);

describe('a name', () => {
  const resolve = (query: string) => read.get(`/v1/resolve?symbol=${query}`, 'resolveSymbol');

  test('names what it named on the day', async () => {
    expect(ids(await resolve('BGA&date=2018-07-10'))).toEqual(['XJSE:ABG']);
    const later = await read.api.request('/v1/resolve?symbol=BGA&date=2018-07-11', { key: 'admin' });
    expect(later.status).toBe(404);
  });

  test('may be an id, a ticker, an ISIN or what a vendor says, in any case', async () => {
    for (const name of ['XJSE:NPN', 'NPN', 'zae000015889&date=2020-01-01']) {
      expect(ids(await resolve(name)), name).toEqual(['XJSE:NPN']);
    }
    expect((await resolve('abg.jo')).data).toMatchObject([{ matched_by: 'yahoo' }]);
  });

  test('is listed with the days on which it was in force', async () => {
    const { data } = await read.get('/v1/instruments/XJSE:ABG/aliases', 'listAliases');
    expect(data.map(({ alias, valid_to }: Record<string, string>) => [alias, valid_to])).toEqual([
      ['BGA', '2018-07-10'],
      ['ABG.JO', null],
    ]);
  });
});

describe('vintages', () => {
  const vintages = (query: string) => read.get(`/v1/series/FRED:GDP.USA/vintages?${query}`, 'listVintages');
  const values = ({ data }: Answer) => data.map(({ value }: { value: string }) => value);

  test('are what the source said of each period, oldest first', async () => {
    expect(values(await vintages(''))).toEqual(['1.1', '1.2', null]);
  });

  test('of a day are what it said on that day', async () => {
    expect(values(await vintages('realtime=2020-03-31'))).toEqual(['1.1']);
    expect(values(await vintages('realtime=2020-04-01'))).toEqual(['1.2']);
  });

  test('page by page are all of them once', async () => {
    const seen: string[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page: Answer = await vintages(`limit=1${cursor && `&cursor=${cursor}`}`);
      seen.push(...values(page));
      cursor = page.meta.next_cursor;
    }
    expect(seen).toEqual(['1.1', '1.2', null]);
  });
});

describe('news', () => {
  const news = (query: string) => read.get(`/v1/news?${query}`, 'listNews');
  const titles = ({ data }: Answer) => data.map(({ title, feed_id }: Record<string, string>) => [feed_id, title]);

  test('comes newest first, a story once and from who told it first', async () => {
    expect(titles(await news(''))).toEqual([
      ['NEWS:TWO', 'Rand firms'],
      ['NEWS:ONE', 'Naspers buys back'],
    ]);
    expect((await news('repeats=true')).data).toHaveLength(3);
  });

  test('of an instrument is what names it, with the very characters', async () => {
    const { data } = await news('instrument=XJSE:NPN');
    expect(data).toHaveLength(1);
    const [{ title, mentions }] = data;
    expect(title.slice(mentions[0].start, mentions[0].end)).toBe(mentions[0].text);
  });

  test('of a language is of its regions too', async () => {
    expect((await news('language=en')).data).toHaveLength(2);
    expect((await news('language=af')).data).toEqual([]);
  });
});

test('the newest quote comes without asking for more', async () => {
  const { data, meta } = await read.get('/v1/quotes/BINANCE:BTC-USDT', 'listQuotes');
  expect([data, meta.unit]).toMatchObject([[{ price: '34512.1', bid: null }], 'USDT']);
});

describe('observations in another unit', () => {
  const inflation = (query: string) =>
    read.get(
      `/v1/series/WB:FP.CPI.TOTL.ZG.ZAF/observations?from=2022-01-01&to=2022-12-31&${query}`,
      'listObservations',
    );

  test('are the very same amount', async () => {
    const { data, meta } = await inflation('unit=basis_points');
    expect([data[0].value, meta.unit]).toEqual(['703.987272546482', 'basis_points']);
    expect((await inflation('unit=basis_points&format=columns')).data.value).toEqual(['703.987272546482']);
    expect((await inflation('')).data[0].value).toBe('7.03987272546482');
  });

  test('are refused where the unit measures something else', async () => {
    const path = '/v1/series/WB:FP.CPI.TOTL.ZG.ZAF/observations?unit=tCO2e';
    const response = await read.api.request(path, { key: 'admin' });
    expect(response.status).toBe(400);
    expect(JSON.stringify(await response.json())).toMatch(/cannot be shown in tCO2e; ask for .*basis_points/);
  });
});

describe('an instrument', () => {
  const naspers = async (query = '') => (await read.get(`/v1/instruments/XJSE:NPN${query}`, 'getInstrument')).data;

  test('says in what its prices are, and how that becomes money', async () => {
    expect(await naspers()).toMatchObject({ unit: 'ZAc', currency: 'ZAR', minor_exponent: -2 });
  });

  test('is what the best-ranked source says, and where that is silent what the next one says', async () => {
    await read.owner.query(
      `INSERT INTO instrument (instrument_id, source, kind, name, mic, ticker, currency, unit, isin, timezone, sector,
         is_sample, fetch_id, recorded_at)
       VALUES ('XJSE:NPN', 'worldbank', 'equity', 'Naspers', 'XJSE', 'NPN', 'ZAR', 'ZAc', NULL, 'UTC', NULL, true, $1, $2),
         ('XJSE:NPN', 'zzz', 'equity', 'Naspers N', 'XJSE', 'NPN', 'ZAR', 'ZAc', 'ZAE000015889', 'UTC', 'Technology', true,
          $1, $2)`,
      [first, knownAt[1]],
    );
    expect(await naspers('?as_of=2023-02-01')).toMatchObject({
      source: 'worldbank',
      name: 'Naspers',
      sector: 'Technology',
    });
    expect(await naspers('?as_of=2023-02-01')).toMatchObject({
      isin: 'ZAE000015889',
      sources: ['worldbank', 'yahoo', 'zz-other', 'zzz'],
      filled_from: { isin: { source: 'zzz', fetch_id: first }, sector: { source: 'zzz', fetch_id: first } },
    });
  });

  test('as of a past moment is what was known then', async () => {
    expect(await naspers(`?as_of=${knownAt[0]}`)).toMatchObject({ isin: null, sources: ['yahoo', 'zz-other'] });
  });
});

describe('revisions of a bar', () => {
  const revisions = (query = '') => read.get(`/v1/bars/XJSE:SOL/revisions?source=yahoo${query}`, 'listBarRevisions');
  const told = ({ data }: Answer) =>
    data.map(({ close, rev, changed, superseded_at }: Record<string, unknown>) => [close, rev, changed, superseded_at]);

  beforeAll(async () => {
    const { owner } = read;
    await owner.query(
      `INSERT INTO bar SELECT 'XJSE:SOL', '1d', 'yahoo', time, session_date, NULL, NULL, NULL, 100, 5, NULL, NULL, 'ZAc', true,
         true, fetch_id, recorded_at, 1 FROM bar WHERE instrument_id = 'XJSE:NPN' AND source = 'yahoo'`,
    );
    await listSeries(owner);
    const correct = (change: string) =>
      owner.query(
        `UPDATE bar SET ${change}, rev = rev + 1, fetch_id = $1, recorded_at = recorded_at + interval '1 day'
         WHERE instrument_id = 'XJSE:SOL' AND session_date = '2021-01-13'`,
        [first],
      );
    await correct('close = 101');
    await correct('close = 102, volume = NULL');
  });

  test('tell what changed, when, and which version stands', async () => {
    const at = (days: number) => new Date(Date.parse(knownAt[0] ?? '') + days * 86_400_000).toISOString();
    expect(told(await revisions())).toEqual([
      ['102', 3, ['close', 'volume'], null],
      ['101', 2, ['close'], at(2)],
      ['100', 1, [], at(1)],
    ]);
  });

  test('come page by page, each version once', async () => {
    const seen: unknown[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page: Answer = await revisions(`&limit=1${cursor && `&cursor=${cursor}`}`);
      seen.push(...page.data.map(({ rev, changed }: Record<string, unknown>) => [rev, changed]));
      cursor = page.meta.next_cursor;
    }
    expect(seen).toEqual([
      [3, ['close', 'volume']],
      [2, ['close']],
      [1, []],
    ]);
  });

  test('of bars that were never corrected there are none', async () => {
    expect((await read.get('/v1/bars/XJSE:NPN/revisions', 'listBarRevisions')).data).toEqual([]);
  });
});

test('a code that an instrument has had since a day names nothing of it before', async () => {
  await read.owner.query(
    `INSERT INTO alias VALUES ('XJSE:NPN', 'jse', 'ticker', 'NPN', '1994-09-12', NULL, true, $1, $2)`,
    [first, knownAt[0]],
  );
  const on = async (date: string) =>
    (await read.api.request(`/v1/resolve?symbol=npn&date=${date}`, { key: 'admin' })).status;
  expect([await on('1994-09-11'), await on('1994-09-12')]).toEqual([404, 200]);
  expect(ids(await read.get('/v1/resolve?symbol=naspers+limited', 'resolveSymbol'))).toEqual(['XJSE:NPN']);
});
