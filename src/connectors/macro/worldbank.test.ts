import { expect, test } from 'vitest';
import type { RawPayload } from '../../model/payload.ts';
import { absentObservationFacts } from '../absent.ts';
import type { Fetcher } from '../fetcher.ts';
import { worldbank } from './worldbank.ts';
import { topicOf, unitOf, worldbankIndicators } from './worldbank-facts.ts';

const envelope = { page: 1, pages: 1, per_page: 1000, total: 1, sourceid: '2', lastupdated: '2024-03-28' };
const gdp = {
  indicator: { id: 'NY.GDP.MKTP.CD', value: 'GDP (current US$)' },
  country: { id: 'BW', value: 'Botswana' },
  countryiso3code: 'BWA',
  date: '2022',
  value: 20355541962.8512,
  unit: '',
  obs_status: '',
  decimal: 0,
};

function payload(document: unknown): RawPayload {
  const text = typeof document === 'string' ? document : JSON.stringify(document);
  const bytes = new TextEncoder().encode(text);
  return {
    url: 'https://api.worldbank.org/v2/x',
    status: 200,
    headers: {},
    bytes,
    fetched_at: '2024-04-10T00:00:00.000Z',
  };
}
const parse = (document: unknown) => worldbank.parsers[0].parse(payload(document), 'NY.GDP.MKTP.CD');

test('an observation belongs to the series of its indicator and entity', () => {
  expect(parse([envelope, [gdp]]).rows).toEqual({
    series: [
      {
        series_id: 'WB:NY.GDP.MKTP.CD.BWA',
        name: 'GDP (current US$)',
        indicator: 'NY.GDP.MKTP.CD',
        entity: 'BWA',
        entity_name: 'Botswana',
        unit: 'current US$',
        interval: '1y',
        topic: 'macro',
      },
    ],
    observation: [
      {
        ...absentObservationFacts,
        series_id: 'WB:NY.GDP.MKTP.CD.BWA',
        period: '2022-01-01',
        value: '20355541962.8512',
      },
    ],
  });
});

test('digits are kept, exponents written out, null is no value', () => {
  const text = JSON.stringify([envelope, [gdp, { ...gdp, date: '2021' }, { ...gdp, date: '2020', value: null }]]);
  const values = parse(
    text.replace('20355541962.8512', '61729512123777.80').replace('20355541962.8512', '1.5E-3'),
  ).rows;
  expect(values.observation?.map(({ value }) => value)).toEqual(['61729512123777.80', '0.0015', null]);
});

test('aggregates without a three-letter code go by their two letters', () => {
  const income = { ...gdp, country: { id: 'XD', value: 'High income' }, countryiso3code: '' };
  expect(parse([envelope, [income]]).rows.observation?.[0]?.series_id).toBe('WB:NY.GDP.MKTP.CD.XD');
});

test.each([
  ['2020', '2020-01-01', '1y'],
  ['2020Q1', '2020-01-01', '1q'],
  ['2020Q4', '2020-10-01', '1q'],
  ['2020M01', '2020-01-01', '1M'],
  ['2020M12', '2020-12-01', '1M'],
])('the period %s begins on %s', (date, period, interval) => {
  const { rows } = parse([envelope, [{ ...gdp, date }]]);
  expect(rows.observation?.[0]?.period).toBe(period);
  expect(rows.series?.[0]?.interval).toBe(interval);
});

test('a record that is amiss is rejected and its neighbours go through', () => {
  const { rows, rejected } = parse([
    envelope,
    [
      gdp,
      { ...gdp, date: '2020Q5' },
      { ...gdp, value: '..' },
      { ...gdp, country: null },
      { ...gdp, countryiso3code: 'B W' },
    ],
  ]);
  expect(rows.observation).toHaveLength(1);
  expect(rejected.map(({ rule }) => rule)).toEqual(['schema', 'decimal', 'schema', 'schema']);
});

test('nothing found is an empty answer', () => {
  const none = { page: 0, pages: 0, per_page: 0, total: 0, sourceid: null, lastupdated: null };
  expect(parse([none, null])).toEqual({ rows: { series: [], observation: [] }, rejected: [] });
});

test('a refusal with status 200 is reported in the words of the World Bank', () => {
  const refusal = [
    { message: [{ id: '120', key: 'Invalid value', value: 'The provided parameter value is not valid' }] },
  ];
  expect(() => parse(refusal)).toThrow('api.worldbank.org refused: The provided parameter value is not valid');
  expect(() => parse(refusal)).toThrow(expect.objectContaining({ code: 'source_changed' }));
});

test('an overload with status 200 passes', () => {
  const busy = [{ message: [{ id: '105', key: 'Service currently unavailable', value: 'Please try again later.' }] }];
  expect(() => parse(busy)).toThrow(expect.objectContaining({ code: 'source_unavailable' }));
  const inWords = { ...payload(null), bytes: new TextEncoder().encode('The service is currently unavailable.') };
  const read = () => worldbank.parsers[0].parse(inWords, 'NY.GDP.MKTP.CD');
  expect(read).toThrow(expect.objectContaining({ code: 'source_unavailable' }));
});

test.each([
  ['countries', [envelope, [{ id: 'ABW', iso2Code: 'AW', name: 'Aruba' }]]],
  ['an envelope without pages', [{ page: 1, total: 1 }, [gdp]]],
  ['an object', { gdp }],
])('%s are no observations: the source changed', (_what, document) => {
  expect(() => parse(document)).toThrow(expect.objectContaining({ code: 'source_changed' }));
});

async function collect(pages: (unknown | null)[]) {
  const asked: (string | null)[] = [];
  const fetcher: Fetcher = {
    async get(url) {
      asked.push(new URL(url).searchParams.get('page'));
      const page = pages.shift();
      return page === null ? null : payload(page);
    },
  };
  const context = { subject: 'NY.GDP.MKTP.CD', settings: worldbank.defaults, fetcher };
  const window = { from: '1990-01-01T00:00:00.000Z', to: '2024-04-10T00:00:00.000Z' };
  const given: RawPayload[] = [];
  const work = (async () => {
    for await (const page of worldbank.fetch(context, window)) given.push(page);
  })();
  return {
    asked,
    given,
    error: await work.then(
      () => null,
      (caught: unknown) => caught,
    ),
  };
}

const page = (number: number) => [{ ...envelope, page: number, pages: 3 }, [gdp]];

test('every page is asked for', async () => {
  const { asked, given } = await collect([page(1), page(2), page(3)]);
  expect(asked).toEqual(['1', '2', '3']);
  expect(given).toHaveLength(3);
});

test('an unchanged first page ends the fetch, an unchanged later one does not', async () => {
  expect((await collect([null])).asked).toEqual(['1']);
  expect((await collect([page(1), null, page(3)])).given).toHaveLength(2);
});

test('a page that cannot be followed is given before it is reported', async () => {
  const { given, error } = await collect(['[{"page":1,"pag']);
  expect(given).toHaveLength(1);
  expect(error).toMatchObject({ code: 'source_changed' });
});

test('every window reaches back to the first year, because any year may be restated', () => {
  const cursor = { collected_to: '2026-11-20T00:00:00.000Z', asked_at: '2026-11-20T00:00:00.000Z' };
  const window = worldbank.window(cursor, '2026-11-24T00:00:00.000Z', worldbank.defaults, 'SP.POP.TOTL');
  expect(window).toEqual({ from: '1990-01-01T00:00:00.000Z', to: '2026-11-24T00:00:00.000Z' });
});

test.each([
  ['SP.POP.TOTL', 'Population, total', 'persons'],
  ['CC.EST', 'Control of Corruption: Estimate', 'standard deviations'],
  ['IP.PAT.RESD', 'Patent applications, residents', null],
  ['FP.CPI.TOTL.ZG', 'Inflation, consumer prices (annual %)', 'annual %'],
  ['SL.UEM.TOTL.ZS', 'Unemployment, total (% of total labor force) (modeled ILO estimate)', '% of total labor force'],
  [
    'EN.GHG.CO2.PC.CE.AR5',
    'Carbon dioxide (CO2) emissions excluding LULUCF per capita (t CO2e/capita)',
    't CO2e/capita',
  ],
])('%s, "%s", is counted in %s', (indicator, name, unit) => {
  expect(unitOf(indicator, name)).toBe(unit);
});

test.each([
  ['NY.GDP.MKTP.CD', 'macro'],
  ['NY.ADJ.DRES.GN.ZS', 'environment'],
  ['EN.ATM.CO2E.PC', 'environment'],
  ['EG.FEC.RNEW.ZS', 'environment'],
  ['EG.ELC.ACCS.RU.ZS', 'infrastructure'],
  ['SH.H2O.SMDW.ZS', 'infrastructure'],
  ['SH.STA.SMSS.ZS', 'infrastructure'],
  ['SH.STA.MMRT', 'social'],
  ['SL.UEM.TOTL.ZS', 'social'],
  ['RL.EST', 'governance'],
  ['GB.XPD.RSDV.GD.ZS', 'governance'],
  ['GC.TAX.TOTL.GD.ZS', 'macro'],
])('%s is about %s', (indicator, topic) => {
  expect(topicOf(indicator)).toBe(topic);
});

test('no indicator stands twice among the subjects', () => {
  expect(new Set(worldbankIndicators).size).toBe(worldbankIndicators.length);
});
