import papaparse from 'papaparse';
import { describe, expect, test } from 'vitest';
import { corpusText, hasCorpus, parseDigits } from './corpus.ts';
import { worldbank } from './worldbank.ts';

type Observation = { countryiso3code: string; date: string; value: string | null };
type Answer = [Record<string, unknown>, Observation[] | null];

const upstream = worldbank();

function ask(countries: string, indicator: string, query = ''): Answer {
  const path = `/v2/country/${countries}/indicator/${indicator}`;
  return parseDigits<Answer>(upstream.answer(path, new URLSearchParams(`format=json&${query}`)).text);
}

test('an observation names its indicator and country and keeps the published digits', () => {
  expect(ask('ZAF', 'NY.GDP.MKTP.CD', 'date=2023')).toEqual([
    { page: '1', pages: '1', per_page: '50', total: '1', sourceid: '2', lastupdated: '2026-02-24' },
    [
      {
        indicator: { id: 'NY.GDP.MKTP.CD', value: 'GDP (current US$)' },
        country: { id: 'ZA', value: 'South Africa' },
        countryiso3code: 'ZAF',
        date: '2023',
        value: '377781600985.8731',
        unit: '',
        obs_status: '',
        decimal: '0',
      },
    ],
  ]);
});

test('countries come in the order of their names, each newest year first', () => {
  const [, rows] = ask('ZAF;KEN', 'SP.POP.TOTL', 'date=2022:2023');
  expect(rows?.map(({ countryiso3code, date }) => `${countryiso3code} ${date}`)).toEqual([
    'KEN 2023',
    'KEN 2022',
    'ZAF 2023',
    'ZAF 2022',
  ]);
});

test('a long answer comes in pages that together are the whole', () => {
  const whole = ask('all', 'SP.POP.TOTL', 'per_page=20000')[1] ?? [];
  const [envelope] = ask('all', 'SP.POP.TOTL', 'per_page=100');
  expect(envelope).toMatchObject({ page: '1', pages: '3', per_page: '100', total: String(whole.length) });
  expect([1, 2, 3].flatMap((page) => ask('all', 'SP.POP.TOTL', `per_page=100&page=${page}`)[1])).toEqual(whole);
});

test('a year without a value is a row with null', () => {
  expect(ask('ZAF', 'EN.ATM.CO2E.PC', 'date=2021')[1]).toMatchObject([{ date: '2021', value: null }]);
});

test('an unknown indicator is refused with status 200', () => {
  const { status, text } = upstream.answer('/v2/country/ZAF/indicator/NOPE', new URLSearchParams('format=json'));
  expect(status).toBe(200);
  expect(JSON.parse(text)).toEqual([
    { message: [{ id: '120', key: 'Invalid value', value: 'The provided parameter value is not valid' }] },
  ]);
});

test('a window without observations has an empty envelope and null', () => {
  expect(ask('ZAF', 'SP.POP.TOTL', 'date=2040:2050')).toMatchObject([{ page: '0', total: '0', sourceid: null }, null]);
});

describe.skipIf(!hasCorpus)('against the recorded answers', () => {
  test('an observation has the fields of a recorded one', () => {
    const recorded = JSON.parse(corpusText('worldbank_v2_json/NY.GDP.MKTP.CD.json.gz')) as [object, object[]];
    const served = JSON.parse(
      upstream.answer('/v2/country/all/indicator/NY.GDP.MKTP.CD', new URLSearchParams('format=json')).text,
    ) as typeof recorded;
    const shape = (one: object = {}) => Object.entries(one).map(([field, value]) => [field, typeof value]);
    expect(shape(served[0])).toEqual(shape(recorded[0]));
    expect(shape(served[1].at(1))).toEqual(shape(recorded[1].at(1)));
  });

  test('access to water is the recorded answer, row for row', () => {
    const recorded = parseDigits<Answer>(corpusText('worldbank_v2_json/SH.H2O.BASW.ZS_ZAF_slice.json'))[1] ?? [];
    const served = ask('ZAF', 'SH.H2O.BASW.ZS', 'per_page=100')[1];
    expect(served).toEqual(recorded.filter(({ date }) => date >= '1990'));
  });

  test.each([
    ['SL.UEM.TOTL.ZS', 'API_SL.UEM.TOTL.ZS_DS2_en_csv_v2_1120897.csv.gz'],
    ['EG.ELC.ACCS.ZS', 'API_EG.ELC.ACCS.ZS_DS2_en_csv_v2_1121956.csv'],
    ['EN.ATM.CO2E.PC', 'API_EN.ATM.CO2E.PC_DS2_en_csv_v2_5358914.csv.gz'],
  ])('%s stands in the digits of the bulk file', (indicator, file) => {
    const lines = papaparse.parse<string[]>(corpusText(`worldbank_csv/${file}`)).data;
    const years = lines.find(([first]) => first === 'Country Name') ?? [];
    const served = ask('all', indicator, 'per_page=1000')[1] ?? [];
    expect(new Set(served.map(({ countryiso3code }) => countryiso3code)).size).toBe(28);
    for (const { countryiso3code, date, value } of served) {
      const row = lines.find(([, iso3]) => iso3 === countryiso3code);
      expect(value).toBe(row?.[years.indexOf(date)] || null);
    }
  });

  test.each(['AG.LND.FRST.ZS', 'EN.POP.DNST', 'EG.FEC.RNEW.ZS'])('%s stands in the digits of DataBank', (indicator) => {
    const [header = [], ...lines] = papaparse.parse<string[]>(corpusText('worldbank_databank/ESGData_world.csv')).data;
    const column = header.findIndex((title) => title.endsWith(`[${indicator}]`));
    const served = ask('WLD', indicator, 'per_page=100&date=2005:2020')[1] ?? [];
    expect(served.map(({ date, value }) => [date, value])).toEqual(
      lines.flatMap((line) => (line[1] === 'WLD' ? [[line[2], line[column]]] : [])).reverse(),
    );
  });
});
