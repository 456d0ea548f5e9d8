import { expect, test } from 'vitest';
import type { RawPayload } from '../../model/payload.ts';
import type { Fetcher } from '../fetcher.ts';
import { climateTrace } from './climate-trace.ts';

const payloadOf = (text: string): RawPayload => ({
  url: 'https://api.climatetrace.org/v7/sources/emissions?year=2024&gas=co2e_20yr&gadmId=AFG',
  status: 200,
  headers: { 'content-type': 'application/json' },
  bytes: new TextEncoder().encode(text),
  fetched_at: '2026-04-15T00:00:00.000Z',
});
const parse = (document: unknown) => climateTrace.parsers[0].parse(payloadOf(JSON.stringify(document)), 'AFG');

/** Afghanistan 2024, CO2e over 20 years. */
const gas = 'co2e_20yr';
const cement = { sector: 'manufacturing', subsector: 'cement', gas };
const months = (count: number, of: object, emissionsQuantity: number | null) =>
  Array.from({ length: count }, (_, at) => ({ year: 2024, month: at + 1, ...of, emissionsQuantity }));
const nothing = { summaries: null, timeseries: null };
const place = (parts: object, location: object = { name: 'Afghanistan', gadmId: 'AFG', country: 'AFG' }) => ({
  location,
  totals: nothing,
  sectors: nothing,
  subsectors: nothing,
  ...parts,
});

test('a sum belongs to the year of its months, and months are a series of their own', () => {
  const subsectors = {
    summaries: [{ ...cement, emissionsQuantity: 508080.95267000014, percentage: 1 }],
    timeseries: months(12, cement, 42340.079),
  };
  const { rows, rejected } = parse(place({ subsectors }));
  expect(rejected).toEqual([]);
  expect(rows.observation).toHaveLength(13);
  expect(rows.observation?.[11]).toMatchObject({
    series_id: 'CT:CO2E_20YR_M.MANUFACTURING.CEMENT.AFG',
    period: '2024-12-01',
  });
  expect(rows.observation?.[12]).toMatchObject({
    series_id: 'CT:CO2E_20YR.MANUFACTURING.CEMENT.AFG',
    period: '2024-01-01',
    value: '508080.95267000014',
    status: null,
  });
  expect(rows.series?.map(({ interval, unit, entity_name }) => [interval, unit, entity_name])).toEqual([
    ['1M', 'tCO2e_20yr', 'Afghanistan'],
    ['1y', 'tCO2e_20yr', 'Afghanistan'],
  ]);
});

test('only CO2e over 100 years is tCO2e', () => {
  const unitOf = (name: string) => {
    const of = { gas: name };
    return parse(place({ totals: { summaries: null, timeseries: months(1, of, 1) } })).rows.series?.[0]?.unit;
  };
  expect(['co2e_100yr', 'co2e_20yr', 'co2', 'ch4'].map(unitOf)).toEqual(['tCO2e', 'tCO2e_20yr', 'tCO2', 'tCH4']);
});

test('a year without figures is an absence, a sector that emits nothing is a zero', () => {
  const empty = { summaries: [{ gas, emissionsQuantity: 0, percentage: 100 }], timeseries: null };
  expect(parse(place({ totals: empty }))).toEqual({ rows: { series: [], observation: [] }, rejected: [] });
  const iron = { sector: 'mineral-extraction', subsector: 'iron-mining', gas };
  const mined = { summaries: [{ ...iron, emissionsQuantity: 0 }], timeseries: months(12, iron, 0) };
  expect(parse(place({ subsectors: mined })).rows.observation?.map(({ value }) => value)).toEqual(Array(13).fill('0'));
});

test('null is no quantity', () => {
  const totals = { summaries: [{ gas, emissionsQuantity: null }], timeseries: months(2, { gas }, null) };
  expect(parse(place({ totals })).rows.observation).toEqual([]);
});

test('the sum of a year that has not ended says so', () => {
  const totals = { summaries: [{ gas, emissionsQuantity: 83678105.3 }], timeseries: months(11, { gas }, 7606992.4) };
  expect(parse(place({ totals })).rows.observation?.at(-1)).toMatchObject({
    value: '83678105.3',
    status: 'incomplete',
  });
});

test('a sector and a subsector of the same name are two series', () => {
  const sector = { sector: 'fluorinated-gases', gas };
  const { rows } = parse(
    place({
      sectors: { summaries: null, timeseries: months(1, sector, 1) },
      subsectors: { summaries: null, timeseries: months(1, { ...sector, subsector: 'fluorinated-gases' }, 1) },
    }),
  );
  expect(rows.series?.map(({ series_id }) => series_id)).toEqual([
    'CT:CO2E_20YR_M.FLUORINATED-GASES.AFG',
    'CT:CO2E_20YR_M.FLUORINATED-GASES.FLUORINATED-GASES.AFG',
  ]);
});

test.each([
  [{ name: 'Badakhshan Province', gadmId: 'AFG.1_1', country: 'AFG' }, 'AFG-1_1'],
  [{ name: 'Chaman Urban Area', cityId: 'ghs-fua_1988', country: 'AFG' }, 'GHS-FUA_1988'],
])('a province and a city are places too', (location, entity) => {
  const totals = { summaries: null, timeseries: months(1, { gas }, 370557.8258748729) };
  expect(parse(place({ totals }, location)).rows.observation?.[0]?.series_id).toBe(`CT:CO2E_20YR_M.${entity}`);
});

test('what cannot be dated or measured is rejected and its neighbours go through', () => {
  const twoYears = [...months(1, { gas }, 1), { year: 2023, month: 1, gas, emissionsQuantity: 1 }];
  const broken = [...twoYears, { year: 2024, month: 13, gas, emissionsQuantity: 1 }, ...months(1, { gas: 'xe' }, 1)];
  const { rows, rejected } = parse(
    place({ totals: { summaries: [{ gas, emissionsQuantity: 2 }], timeseries: broken } }),
  );
  expect(rows.observation).toHaveLength(2);
  expect(rejected.map(({ rule }) => rule)).toEqual(['schema', 'unit', 'undated']);
});

test('an emission of a subsector that is not named never passes for its sector', () => {
  const nameless = { sector: 'manufacturing', gas };
  const { rows, rejected } = parse(
    place({
      sectors: { summaries: null, timeseries: months(1, nameless, 2) },
      subsectors: {
        summaries: [{ ...nameless, emissionsQuantity: 1 }],
        timeseries: [...months(1, nameless, 1), ...months(1, { ...cement, sector: '' }, 1)],
      },
    }),
  );
  expect(rows.observation?.map(({ value }) => value)).toEqual(['2']);
  expect(rejected.map(({ rule }) => rule)).toEqual(['schema', 'schema', 'schema']);
});

test.each([[{ month: 13 }], [{ gas: null }]])('a month broken by %j does not make its year shorter', (broken) => {
  const timeseries = months(12, { gas }, 1).map((one, at) => (at === 4 ? { ...one, ...broken } : one));
  const { rows, rejected } = parse(place({ totals: { summaries: [{ gas, emissionsQuantity: 12 }], timeseries } }));
  expect(rows.observation?.at(-1)).toMatchObject({ value: '12', status: null });
  expect(rejected).toHaveLength(1);
});

test('a city may say that it is no place of GADM', () => {
  const totals = { summaries: null, timeseries: months(1, { gas }, 1) };
  const location = { name: 'Chaman Urban Area', gadmId: null, cityId: 'ghs-fua_1988' };
  expect(parse(place({ totals }, location)).rows.series?.[0]?.entity).toBe('GHS-FUA_1988');
});

test.each([{}, { gadmId: '' }, { gadmId: null, cityId: null }])('a place known by %j is none', (known) => {
  const totals = { summaries: null, timeseries: months(1, { gas }, 1) };
  const read = () => parse(place({ totals }, { name: 'Nowhere', ...known }));
  expect(read).toThrow(expect.objectContaining({ code: 'source_changed' }));
});

const plant = {
  id: 42547337,
  name: 'Jabal Saraj Cement Plant',
  sector: 'manufacturing',
  subsector: 'cement',
  country: 'AFG',
  sourceType: 'point-source',
  gas,
  emissionsQuantity: 254040.47639,
  year: 2024,
};

test('a list of sources gives a series a source', () => {
  const { rows, rejected } = parse([
    plant,
    { ...plant, id: 1, emissionsQuantity: null },
    { ...plant, id: 2, year: null },
  ]);
  expect(rows.observation).toMatchObject([
    { series_id: 'CT:CO2E_20YR.ASSET.42547337', period: '2024-01-01', value: '254040.47639' },
  ]);
  expect(rows.series).toMatchObject([{ entity_name: 'Jabal Saraj Cement Plant (AFG)' }]);
  expect(rejected).toHaveLength(1);
});

test('an empty list is the word null', () => {
  expect(parse(null)).toEqual({ rows: { series: [], observation: [] }, rejected: [] });
});

test.each([
  ['subdivisions', [{ id: 'AFG.1_1', name: 'Badakhshan Province', level: 1 }]],
  ['a place without sectors', { location: { name: 'Afghanistan', gadmId: 'AFG' }, totals: nothing }],
])('%s are reported as a changed source', (_what, document) => {
  expect(() => parse(document)).toThrow(expect.objectContaining({ code: 'source_changed' }));
});

test('a list is asked for page by page until one is not full', async () => {
  const asked: string[] = [];
  const pages = [JSON.stringify(Array(1000).fill(plant)), 'null'];
  const fetcher: Fetcher = {
    async get(url) {
      asked.push(new URL(url).search);
      return payloadOf(pages.shift() ?? '');
    },
  };
  const window = { from: '2024-01-01T00:00:00.000Z', to: '2024-12-31T00:00:00.000Z' };
  const context = { subject: 'ZAF/power:ch4', settings: climateTrace.defaults, fetcher };
  const given = await Array.fromAsync(climateTrace.fetch(context, window));
  const query = '?sectors=power&year=2024&gas=ch4&gadmId=ZAF&limit=1000';
  expect(asked).toEqual([`${query}&offset=0`, `${query}&offset=1000`]);
  expect(given).toHaveLength(2);
});
