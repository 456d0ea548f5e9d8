import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addDecimals } from '../../src/core/decimal.ts';
import { startEsgApi } from './esg-stand.ts';
import { first, knownAt, type ReadApi } from './read-api.ts';

let read: ReadApi;
beforeAll(async () => {
  read = await startEsgApi();
});
afterAll(() => read.stop());

type Fields = Readonly<Record<string, unknown>>;
const sum = (rows: readonly Fields[], field: string): string =>
  rows.reduce((total, row) => addDecimals(total, String(row[field])), '0');
const then = `as_of=${knownAt[0]}`;

describe('an explanation', () => {
  test('adds up exactly, and each value leads to its observation and to its fetch', async () => {
    const { data } = await read.get(`/v1/esg/scores/GHA/explain?peers=002&${then}`, 'explainEsgScore');
    expect(sum(data.indicators, 'contribution')).toBe(data.score);
    expect(sum(data.pillars, 'contribution')).toBe(data.score);
    expect(
      data.indicators.map((one: Fields) => [one.indicator_id, one.worse, one.same, one.valued, one.percentile]),
    ).toEqual([
      ['co2_per_person', 5, 1, 7, '78.571428571'],
      ['unemployment', 2, 1, 3, '83.333333333'],
    ]);
    expect(data.missing.length + data.indicators.length).toBe(55);
    for (const { links, value, series_id, fetch_id } of data.indicators) {
      const {
        data: [row],
      } = await read.get(links.observations, 'listObservations');
      expect(row).toMatchObject({ series_id, value, fetch_id });
      expect((await read.get(links.provenance, 'getProvenance')).data).toMatchObject({ fetch_id });
    }
    const again = await read.get(data.links.peers, 'listEsgScores');
    expect((again.data as Fields[]).find(({ entity }) => entity === 'GHA')?.score).toBe(data.score);
  });

  test('of a region is by its countries, which lead to theirs', async () => {
    const { data } = await read.get(`/v1/esg/scores/018/explain?peers=002&${then}`, 'explainEsgScore');
    expect(data.members.map(({ entity }: Fields) => entity)).toEqual(['BWA', 'LSO', 'NAM', 'SWZ', 'ZAF']);
    expect(
      sum(
        data.members.filter(({ contribution }: Fields) => contribution !== null),
        'contribution',
      ),
    ).toBe(data.score);
    const botswana = await read.get(data.members[0].explain, 'explainEsgScore');
    expect(botswana.data.score).toBe(data.members[0].score);
  });

  test('keeps the moment and the weights in its links', async () => {
    const { data } = await read.get(`/v1/esg/scores/ZAF/explain?peers=002&weights=E:1&${then}`, 'explainEsgScore');
    expect(data.indicators).toMatchObject([{ value: '8.09', fetch_id: first, rev: 1, contribution: data.score }]);
    const again = await read.get(data.links.explain, 'explainEsgScore');
    expect(again.data).toEqual(data);
  });
});

test('countries are compared indicator by indicator among the same peers', async () => {
  const { data } = await read.get(`/v1/esg/compare?entities=ZAF,NGA&peers=002&${then}`, 'compareEsg');
  expect(data.entities.map(({ entity, rank }: Fields) => [entity, rank])).toEqual([
    ['ZAF', 7],
    ['NGA', 3],
  ]);
  expect(
    data.indicators.map(({ indicator_id, values }: { indicator_id: string; values: (Fields | null)[] }) => [
      indicator_id,
      ...values.map((one) => one?.value ?? null),
    ]),
  ).toEqual([
    ['co2_per_person', '8.09', '0.65'],
    ['unemployment', '27.0709991455078', null],
  ]);
  const mixed = await read.api.request('/v1/esg/compare?entities=ZAF,XJSE:PIK', { key: 'admin' });
  expect(mixed.status).toBe(400);
});

test('a share has its country and its company beside its returns', async () => {
  await read.owner.query(`UPDATE instrument SET country = 'ZA' WHERE source = 'zz-other'`);
  // Closes of Naspers in cents on the last days of 2019 and 2020, as the sample has them.
  for (const [year, close] of [
    [2019, '229079'],
    [2020, '301935'],
  ]) {
    await read.owner.query(
      `INSERT INTO bar (instrument_id, "interval", source, time, close, unit, final, is_sample, fetch_id, recorded_at)
       VALUES ('XJSE:NPN', '1M', 'derived', make_timestamptz($1, 12, 1, 0, 0, 0, 'UTC'), $2, 'ZAc', true, true, $3, $4)`,
      [year, close, first, knownAt[0]],
    );
  }
  await read.owner.query(`INSERT INTO bar_series VALUES ('XJSE:NPN', '1M', 'derived') ON CONFLICT DO NOTHING`);
  const path = '/v1/esg/stocks/XJSE:NPN?peers=002&years=4&period=2020';
  const { data } = await read.get(path, 'getEsgOfStock');
  expect(data.prices.years.map((one: Fields) => [one.year, one.return_percent, one.reason])).toEqual([
    [2020, '31.8038755189', null],
    [2019, null, 'no_year_before'],
  ]);
  const [country, company] = data.views;
  expect(country).toMatchObject({ of: 'country', entity: 'ZAF', name: 'South Africa', reason: null });
  expect(country.years.map((one: Fields) => [one.year, one.return_percent])).toEqual([
    [2020, '31.8038755189'],
    [2019, null],
    [2018, null],
    [2017, null],
  ]);
  expect(country.correlation).toEqual({ n: 1, r: null, lower: null, upper: null, reason: 'too_few_years' });
  expect(company).toMatchObject({ entity: null, reason: 'no_disclosure', years: [], explain: null });
  expect((await read.api.request('/v1/esg/stocks/XJSE:NOBODY', { key: 'admin' })).status).toBe(404);
});
