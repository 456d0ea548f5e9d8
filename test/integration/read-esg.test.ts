import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startEsgApi } from './esg-stand.ts';
import { type Answer, knownAt, type ReadApi } from './read-api.ts';

let read: ReadApi;
beforeAll(async () => {
  read = await startEsgApi();
});
afterAll(() => read.stop());

type Fields = Readonly<Record<string, unknown>>;
const named = ({ data }: Answer, ...fields: string[]) =>
  (data as Fields[]).map((row) => fields.map((field) => row[field]));
const then = `as_of=${knownAt[0]}`;

describe('a ranking', () => {
  test('is of the newest year that two peers have a value of, in one trip', async () => {
    const answer = await read.get(`/v1/esg/scores?peers=002&${then}`, 'listEsgScores');
    expect(answer.meta).toMatchObject({
      ...{ method: 'countries@1', period: 2018, peers: '002', peers_name: 'Africa', members: 54, scored: 7 },
      ...{ is_sample: true, next_cursor: null, as_of: knownAt[0] },
    });
    // Of carbon dioxide Kenya has (6 + 1/2) / 7 and Ghana (5 + 1/2) / 7, of work Ghana (2 + 1/2) / 3.
    expect(named(answer, 'rank', 'entity', 'name', 'environment', 'social')).toEqual([
      [1, 'KEN', 'Kenya', '92.857142857', null],
      [2, 'GHA', 'Ghana', '78.571428571', '83.333333333'],
      [3, 'NGA', 'Nigeria', '64.285714286', null],
      [4, 'NAM', 'Namibia', '50', null],
      [5, 'BWA', 'Botswana', '21.428571429', '50'],
      [5, 'EGY', 'Egypt', '35.714285714', null],
      [7, 'ZAF', 'South Africa', '7.142857143', '16.666666667'],
    ]);
  });

  test('comes page by page, by pillar, by coverage and by name', async () => {
    const whole = await read.get('/v1/esg/scores?peers=002', 'listEsgScores');
    const one = await read.get('/v1/esg/scores?peers=002&limit=4', 'listEsgScores');
    const two = await read.get(`/v1/esg/scores?peers=002&limit=4&cursor=${one.meta.next_cursor}`, 'listEsgScores');
    expect([...one.data, ...two.data]).toEqual(whole.data);
    expect(two.meta.next_cursor).toBeNull();
    const social = await read.get('/v1/esg/scores?peers=002&pillar=social', 'listEsgScores');
    expect(named(social, 'rank', 'entity')).toEqual([
      [1, 'GHA'],
      [2, 'BWA'],
      [3, 'ZAF'],
    ]);
    const byName = await read.get('/v1/esg/scores?peers=002&sort=name&order=desc', 'listEsgScores');
    expect(named(byName, 'entity').flat()).toEqual(['ZAF', 'NGA', 'NAM', 'KEN', 'GHA', 'EGY', 'BWA']);
    const covered = await read.get('/v1/esg/scores?peers=002&sort=coverage&min_coverage=3', 'listEsgScores');
    expect(named(covered, 'entity').flat()).toEqual(['BWA', 'GHA', 'ZAF']);
  });

  test('knows nothing of what came later', async () => {
    const [before, after] = [
      await read.get(`/v1/esg/scores?peers=002&${then}`, 'listEsgScores'),
      await read.get('/v1/esg/scores?peers=002', 'listEsgScores'),
    ];
    const ofSouthAfrica = ({ data }: Answer) => (data as Fields[]).find(({ entity }) => entity === 'ZAF')?.environment;
    expect([ofSouthAfrica(before), ofSouthAfrica(after)]).toEqual(['7.142857143', '92.857142857']);
    const nothing = await read.get('/v1/esg/scores?peers=002&as_of=2020-01-01', 'listEsgScores');
    expect([nothing.data, nothing.meta.period, nothing.meta.scored]).toEqual([[], null, 0]);
  });

  test('is among an income group, and of regions by their countries', async () => {
    const rich = await read.get('/v1/esg/scores?peers=income:HIC', 'listEsgScores');
    expect(named(rich, 'rank', 'entity')).toEqual([
      [1, 'DEU'],
      [1, 'FRA'],
    ]);
    const regions = await read.get(`/v1/esg/scores?kind=region&${then}`, 'listEsgScores');
    const europe = (regions.data as Fields[]).find(({ entity }) => entity === '155');
    expect(europe).toMatchObject({ kind: 'region', name: 'Western Europe' });
    expect(named(regions, 'entity').flat()).not.toContain('142');
  });

  test('is by the weights of the caller, of which only the ratios matter', async () => {
    const work = await read.get('/v1/esg/scores?peers=002&weights=S:1', 'listEsgScores');
    expect(named(work, 'entity', 'score', 'coverage_percent')).toEqual([
      ['GHA', '83.333333333', '8.695652173'],
      ['BWA', '50', '8.695652173'],
      ['ZAF', '16.666666667', '8.695652173'],
    ]);
    const one = await read.get('/v1/esg/scores?peers=002&weights=E:0.5,S:0.3,G:0.2', 'listEsgScores');
    const ten = await read.get('/v1/esg/scores?peers=002&weights=E:5,S:3,G:2', 'listEsgScores');
    const without = ({ explain: _, ...row }: Fields): Fields => row;
    expect(ten.data.map(without)).toEqual(one.data.map(without));
    for (const query of [
      'weights=X:1',
      'weights=E:0',
      'weights=E:1,E:2',
      'weights=E:-1',
      'peers=ZAF',
      'peers=XJSE',
      'method=countries@9',
      'method=companies@1',
      'period=soon',
    ]) {
      expect((await read.api.request(`/v1/esg/scores?${query}`, { key: 'admin' })).status, query).toBe(400);
    }
  });
});

describe('a score', () => {
  test('has its pillars, its interval and the years before', async () => {
    const { data } = await read.get(`/v1/esg/scores/ZAF?peers=002&years=3&${then}`, 'getEsgScore');
    expect(data).toMatchObject({ entity: 'ZAF', kind: 'country', period: 2018, rank: 7, score: '11.904761904' });
    expect(data.pillars.map((one: Fields) => [one.pillar, one.score, one.contribution])).toEqual([
      ['environment', '7.142857143', '3.571428571'],
      ['social', '16.666666667', '8.333333333'],
      ['governance', null, '0'],
      ['infrastructure', null, '0'],
    ]);
    expect(data.history.map((one: Fields) => [one.period, one.rank, one.score])).toEqual([
      [2018, 7, data.score],
      // Botswana, Namibia and South Africa have a value of 2017; the only one of work ranks nobody.
      [2017, 3, '16.666666667'],
      [2016, null, null],
    ]);
    expect(Number(data.upper) - Number(data.lower) + Number(data.coverage_percent)).toBeCloseTo(100, 6);
  });

  test('of a country without values is null, of what is no country unknown', async () => {
    const { data } = await read.get('/v1/esg/scores/VUT', 'getEsgScore');
    expect(data).toMatchObject({ score: null, rank: null, lower: '0', upper: '100', coverage_percent: '0' });
    for (const path of ['QQQ', '999', 'XJSE:NOBODY', 'ZAF?peers=150', 'ATA', '002?peers=150']) {
      expect((await read.api.request(`/v1/esg/scores/${path}`, { key: 'admin' })).status, path).toBe(404);
    }
  });

  test('of a company is among those that disclose the same', async () => {
    const { data, meta } = await read.get('/v1/esg/scores/XJSE:PIK', 'getEsgScore');
    expect(data).toMatchObject({
      kind: 'company',
      rank: 1,
      score: '75',
      period: 2022,
      coverage_percent: '11.11111111',
    });
    expect(meta).toMatchObject({ method: 'companies@1', peers: 'XJSE', members: 2, scored: 2 });
    const ranked = await read.get('/v1/esg/scores?kind=company', 'listEsgScores');
    expect(named(ranked, 'rank', 'entity')).toEqual([
      [1, 'XJSE:PIK'],
      [2, 'XJSE:ABG'],
    ]);
  });
});

test.each([
  'scores?peers=018',
  'scores/NAM?peers=018',
  'scores/NAM/explain?peers=018',
  'compare?entities=NAM,BWA&peers=018',
  'stocks/XJSE:NPN?peers=018',
])('/v1/esg/%s is one trip', async (path) => {
  expect(await read.tripsOf(`/v1/esg/${path}`)).toBe(1);
});
