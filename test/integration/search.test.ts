import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Answer, first, knownAt, type ReadApi, startReadApi } from './read-api.ts';

let read: ReadApi;
const known = [true, first, knownAt[0]];

/** Shares of the JSE by the names that the exchange lists them under. */
const shares = [
  ['SBK', 'Standard Bank Group Limited'],
  ['CPI', 'Capitec Bank Holdings Limited'],
  ['SOL', 'Sasol Limited'],
  ['MTN', 'MTN Group Limited'],
  ['PRX', 'Prosus N.V.'],
  ['NED', 'Nedbank Group Limited'],
  ['ABG', 'Absa Group Limited'],
];

beforeAll(async () => {
  read = await startReadApi();
  const { owner } = read;
  for (const [code, name] of shares) {
    await owner.query(
      `INSERT INTO instrument VALUES ('XJSE:' || $4, 'jse', 'equity', $5, 'XJSE', $4, 'ZAR', 'ZAc', NULL,
         'Africa/Johannesburg', $1, $2, $3)`,
      [...known, code, name],
    );
  }
  for (const [id, scheme, alias, from, to] of [
    ['XJSE:ABG', 'name', 'Barclays Africa Group Limited', '2013-08-02', '2018-07-10'],
    ['XJSE:ABG', 'ticker', 'BGA', '2013-08-02', '2018-07-10'],
    ['XJSE:SOL', 'isin', 'ZAE000006896', null, null],
  ]) {
    await owner.query('INSERT INTO alias VALUES ($4, $5, $6, $7, $8, $9, $1, $2, $3)', [
      ...known,
      ...[id, 'jse', scheme, alias, from, to],
    ]);
  }
  for (const [id, name, entity] of [
    ['WB:FP.CPI.TOTL.ZG.BWA', 'Inflation, consumer prices (annual %)', 'Botswana'],
    ['WB:NY.GDP.MKTP.CD.ZAF', 'GDP (current US$)', 'South Africa'],
  ]) {
    await owner.query(
      `INSERT INTO series VALUES ($4, 'worldbank', $5, split_part($4, ':', 2), right($4, 3), $6, NULL, '1y', 'macro', $1, $2, $3)`,
      [...known, id, name, entity],
    );
  }
  for (const [feed, id, at] of [
    ['NEWS:TWO', 'b', '2026-02-05T09:00:00Z'],
    ['NEWS:ONE', 'a', '2026-02-05T08:00:00Z'],
  ]) {
    await owner.query(
      `INSERT INTO news VALUES ($4, 'feed', $5, 'story', 'article', $6, 'Naspers buys back', NULL, NULL, NULL, 'A paper',
         'en-ZA', NULL, NULL, NULL, NULL, '[]', $1, $2, $3)`,
      [...known, feed, id, at],
    );
  }
});
afterAll(() => read.stop());

const find = (query: string) => read.get(`/v1/search?q=${query}`, 'search');
const ids = ({ data }: Answer) => data.map(({ id }: { id: string }) => id);

describe('a search', () => {
  test.each([
    ['napsers', 'XJSE:NPN'],
    ['nasper', 'XJSE:NPN'],
    ['standrd bank', 'XJSE:SBK'],
    ['Stanard Bnk', 'XJSE:SBK'],
    ['capitek', 'XJSE:CPI'],
    ['sassol', 'XJSE:SOL'],
    ['nedbnk', 'XJSE:NED'],
    ['barclays afrika', 'XJSE:ABG'],
  ])('finds what "%s" means', async (typed, id) => {
    const { data } = await find(`${encodeURIComponent(typed)}&kinds=instrument`);
    expect(data[0]).toMatchObject({ id, matched_by: 'name_like' });
    expect(data[0].score).toBeLessThan(1);
  });

  test.each([
    ['npn', 'XJSE:NPN', 'ticker'],
    ['xjse:sol', 'XJSE:SOL', 'id'],
    ['ZAE000006896', 'XJSE:SOL', 'isin'],
    ['mtn', 'XJSE:MTN', 'ticker'],
    ['sasol limited', 'XJSE:SOL', 'name'],
  ])('takes "%s" for what it is', async (typed, id, matched_by) => {
    expect((await find(typed)).data[0]).toMatchObject({ id, matched_by, score: 1 });
  });

  test('finds what a code meant once, and does not take it for one that is in force', async () => {
    const { data } = await find('BGA&kinds=instrument');
    expect(data).toMatchObject([{ id: 'XJSE:ABG', matched_by: 'name_like', title: 'Absa Group Limited' }]);
    expect(data[0].score).toBeLessThan(1);
  });

  test('ranks what has more of the words first', async () => {
    const [best, ...others] = ids(await find('inflation south africa&kinds=series'));
    expect(best).toBe('WB:FP.CPI.TOTL.ZG.ZAF');
    expect(others).toContain('WB:FP.CPI.TOTL.ZG.BWA');
    expect(ids(await find('naspers'))).toEqual(['XJSE:NPN', 'NEWS:ONE/a']);
  });

  test('keeps to its kinds, its limit and the moment', async () => {
    expect(ids(await find('naspers&kinds=news,series'))).toEqual(['NEWS:ONE/a']);
    expect(ids(await find('naspers&limit=1'))).toEqual(['XJSE:NPN']);
    expect(ids(await find('naspers&as_of=2022-01-01'))).toEqual([]);
    expect(ids(await find('qwertzuiop'))).toEqual([]);
    for (const wrong of ['a', 'naspers&kinds=people', 'naspers&limit=51', 'x'.repeat(81)]) {
      expect((await read.api.request(`/v1/search?q=${wrong}`, { key: 'admin' })).status, wrong).toBe(400);
    }
  });

  test('asks the database once', async () => {
    expect(await read.tripsOf('/v1/search?q=naspers%20limited')).toBe(1);
  });
});
