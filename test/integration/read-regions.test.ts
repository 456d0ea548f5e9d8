import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { first, knownAt, type ReadApi, second, startReadApi } from './read-api.ts';

let read: ReadApi;
const known = [true, first, knownAt[0]];

beforeAll(async () => {
  read = await startReadApi();
  const { owner } = read;
  // Carbon dioxide per person (Our World in Data), and a province by the code that Climate TRACE has for it.
  for (const [id, source, indicator, entity, name, topic] of [
    ['OWID:CO2_PER_CAPITA.ZAF', 'owid', 'CO2_PER_CAPITA', 'ZAF', 'South Africa', 'environment'],
    ['CT:CO2E_100YR.ZAF-9_1', 'climate-trace', 'CO2E_100YR', 'ZAF-9_1', 'Western Cape', 'environment'],
    ['OWID:CO2_PER_CAPITA.WLD', 'owid', 'CO2_PER_CAPITA', 'WLD', 'World', 'environment'],
  ]) {
    await owner.query(`INSERT INTO series VALUES ($4, $5, $6, $6, $7, $8, 'tCO2e_per_person', '1y', $9, $1, $2, $3)`, [
      ...known,
      ...[id, source, indicator, entity, name, topic],
    ]);
  }
  await owner.query(
    `UPDATE observation SET value = 4.4, fetch_id = $1, recorded_at = $2, rev = 2 WHERE period = '2024-01-01'`,
    [second, knownAt[1]],
  );
});
afterAll(() => read.stop());

describe('regions', () => {
  test('are a tree down to the provinces that a source tells of', async () => {
    const { data } = await read.get('/v1/regions?within=018', 'listRegions');
    const rows = data.map((one: Record<string, unknown>) => [one.id, one.kind, one.parent, one.has_series]);
    expect(rows).toEqual([
      ['018', 'region', '202', false],
      ['BWA', 'country', '018', false],
      ['SWZ', 'country', '018', false],
      ['LSO', 'country', '018', false],
      ['NAM', 'country', '018', false],
      ['ZAF', 'country', '018', true],
      ['ZAF-9_1', 'province', 'ZAF', true],
    ]);
    const all = await read.get('/v1/regions', 'listRegions');
    expect(all.data[0]).toMatchObject({ id: '001', name: 'World', parent: null, has_series: true });
    expect(await read.tripsOf('/v1/regions?within=ZAF')).toBe(1);
    expect((await read.api.request('/v1/regions?within=QQQ', { key: 'admin' })).status).toBe(404);
  });

  test('have the newest published value of each of their series', async () => {
    const { data, meta } = await read.get('/v1/regions/ZAF', 'getRegion');
    expect(data.path.map(({ id }: { id: string }) => id)).toEqual(['001', '002', '202', '018']);
    expect(data.facts).toMatchObject([
      { series_id: 'OWID:CO2_PER_CAPITA.ZAF', value: null, period: null, fetch_id: null },
      { series_id: 'WB:FP.CPI.TOTL.ZG.ZAF', value: '4.4', period: '2024-01-01', unit: '%', fetch_id: second, rev: 2 },
    ]);
    expect(meta).toMatchObject({ is_sample: true, next_cursor: null });
    const then = await read.get(`/v1/regions/ZAF?topic=macro&as_of=${knownAt[0]}`, 'getRegion');
    expect(then.data.facts).toMatchObject([{ value: '4.36115246518962', rev: 1 }]);
    expect((await read.get('/v1/regions/ZAF?as_of=2020-01-01', 'getRegion')).data.facts).toEqual([]);
  });

  test('page by page tell each series once', async () => {
    const one = await read.get('/v1/regions/ZAF?limit=1', 'getRegion');
    const next = await read.get(`/v1/regions/ZAF?limit=1&cursor=${one.meta.next_cursor}`, 'getRegion');
    expect([one, next].map(({ data }) => data.facts[0].series_id)).toEqual([
      ...['OWID:CO2_PER_CAPITA.ZAF', 'WB:FP.CPI.TOTL.ZG.ZAF'],
    ]);
    expect(next.meta.next_cursor).toBeNull();
  });

  test('of a source are told under its name, the world under its own', async () => {
    const { data } = await read.get('/v1/regions/ZAF-9_1', 'getRegion');
    expect(data).toMatchObject({ kind: 'province', name: 'Western Cape', parent: 'ZAF' });
    expect((await read.get('/v1/regions/001', 'getRegion')).data.facts).toMatchObject([{ source: 'owid' }]);
    expect((await read.get('/v1/regions/002', 'getRegion')).data).toMatchObject({ name: 'Africa', facts: [] });
    for (const id of ['ZAF-8_1', 'QQQ', '999']) {
      expect((await read.api.request(`/v1/regions/${id}`, { key: 'admin' })).status, id).toBe(404);
    }
  });
});
