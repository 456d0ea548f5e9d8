import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Answer, knownAt, type ReadApi } from './read-api.ts';
import { startVenueStand } from './venue-stand.ts';

let read: ReadApi;
beforeAll(async () => {
  read = await startVenueStand();
});
afterAll(() => read.stop());

describe('indices', () => {
  test('are listed with their level; their constituents are not known, and the answer says so', async () => {
    const { data } = await read.get('/v1/indices', 'listIndices');
    expect(data).toMatchObject([
      { instrument_id: 'INDEX:J150', price: null, change_unknown: 'no_price', is_sample: true },
      { instrument_id: 'INDEX:J203', price: '55721.8', unit: 'points', previous_close: '55844.9', change: '-123.1' },
    ]);
    expect((await read.get('/v1/indices/INDEX:J203', 'getIndex')).data).toEqual(data[1]);
    const made = await read.get('/v1/indices/INDEX:J203/constituents', 'listIndexConstituents');
    expect([made.data, made.meta.why]).toEqual([[], expect.stringContaining('None of the sources')]);
  });

  test('are what is described as one', async () => {
    for (const path of ['/v1/indices/XJSE:NPN', '/v1/indices/INDEX:NONE/constituents']) {
      expect((await read.api.request(path, { key: 'admin' })).status, path).toBe(404);
    }
  });
});

describe('actions of all instruments', () => {
  test('come by ex-date, of a venue or a span, and page by page are each once', async () => {
    const splits = (query: string) => read.get(`/v1/splits?${query}`, 'listSplits');
    expect((await splits('venue=XNAS')).data).toMatchObject([{ instrument_id: 'XNAS:NVDA', ratio: '4' }]);
    expect((await splits('venue=XJSE')).data).toEqual([]);
    const dividends = (query: string) => read.get(`/v1/dividends?${query}`, 'listDividends');
    const said = ({ data }: Answer) => data.map((one: Record<string, string>) => [one.ex_date, one.amount]);
    expect(said(await dividends('order=asc'))).toEqual([
      ['2021-02-17', '0.56'],
      ['2021-05-19', '0.56'],
    ]);
    expect(said(await dividends('to=2021-03-01'))).toEqual([['2021-02-17', '0.56']]);
    const page = await dividends('limit=1');
    expect(said(await dividends(`limit=1&cursor=${page.meta.next_cursor}`))).toEqual([['2021-02-17', '0.56']]);
    expect((await dividends('as_of=2020-01-01')).data).toEqual([]);
  });
});

describe('a comparison', () => {
  const compare = (query: string) => read.get(`/v1/compare?ids=${query}`, 'compare');
  const values = ({ data }: Answer) => data.members.map((one: { values: string[] }) => one.values);

  test('is on the days that all have, each on 100 on the first of them', async () => {
    const answer = await compare('XJSE:NPN,XJSE:ABG,XJSE:NONE');
    expect(answer.data.days).toEqual(['2021-01-12', '2021-01-13']);
    expect(values(answer)).toEqual([
      ['100', '100.136801475'],
      ['100', '99.8307952623'],
    ]);
    expect(answer.meta).toMatchObject({ unit: 'index', missing: ['XJSE:NONE'] });
    expect((await compare('XJSE:ABG,XJSE:AGL')).data.days).toEqual(['2021-01-13']);
    expect(await read.tripsOf('/v1/compare?ids=XJSE:NPN,XJSE:FSR')).toBe(1);
  });

  test('shows returns, or what is published where it is in one unit', async () => {
    expect(values(await compare('XJSE:NPN,XJSE:ABG&measure=return'))).toEqual([
      [null, '0.136801475077'],
      [null, '-0.169204737733'],
    ]);
    const published = await compare('XJSE:NPN,XJSE:ABG&measure=close');
    expect([values(published), published.meta.unit]).toEqual([
      [
        ['319441', '319878'],
        ['11820', '11800'],
      ],
      'ZAc',
    ]);
    const mixed = await read.api.request('/v1/compare?ids=XJSE:NPN,XNAS:NVDA&measure=close', { key: 'admin' });
    expect([mixed.status, await mixed.text()]).toEqual([400, expect.stringContaining('measure=rebased')]);
  });

  test('names splits, and is of what was known', async () => {
    const { data } = await compare('XNAS:NVDA&measure=return');
    expect(data.members).toMatchObject([{ splits: [{ ex_date: '2021-07-20', ratio: '4' }], values_in: 'percent' }]);
    expect(values(await compare(`XJSE:MTN&measure=close&as_of=${knownAt[0]}`))).toEqual([['5551', '57.790001']]);
  });

  test('takes series, too', async () => {
    const { data } = await compare('WB:FP.CPI.TOTL.ZG.ZAF&measure=close&to=2023-12-31');
    expect(data.days).toEqual(['2022-01-01', '2023-01-01']);
    expect(data.members).toMatchObject([
      { kind: 'series', unit: '%', values: ['7.03987272546482', '6.0752438457966'] },
    ]);
    expect((await read.api.request('/v1/compare?ids=XJSE:NONE', { key: 'admin' })).status).toBe(404);
  });
});
