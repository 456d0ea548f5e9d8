import { expect, test } from 'vitest';
import { owid } from './owid.ts';

const parse = (text: string, subject = 'ZAF') => {
  const payload = {
    url: 'https://raw.githubusercontent.com/owid/co2-data/master/owid-co2-data.csv#ZAF',
    status: 200,
    headers: { 'content-type': 'text/plain' },
    bytes: new TextEncoder().encode(text),
    fetched_at: '2021-02-08T04:32:15.000Z',
  };
  return owid.parsers[0].parse(payload, subject);
};

/** Lines of the file of 2021-02-08, cut to four columns. */
const file = `iso_code,country,year,co2,trade_co2,total_ghg,population
OWID_WRL,World,2016,35452.459,,,7464021934.0
ZAF,South Africa,2016,474.981,-131.429,497.39,56208000.0
ZAF,South Africa,2018,467.562,,,57793000.0
,Asia (excl. China & India),2018,7370.842,,,
`;
const values = (text: string, subject?: string) =>
  parse(text, subject).rows.observation?.map(({ series_id, period, value }) => `${series_id} ${period} ${value}`);

test('the lines of the subject are read, an empty cell is an absence', () => {
  expect(values(file)).toEqual([
    'OWID:CO2.ZAF 2016-01-01 474.981',
    'OWID:TRADE_CO2.ZAF 2016-01-01 -131.429',
    'OWID:TOTAL_GHG.ZAF 2016-01-01 497.39',
    'OWID:POPULATION.ZAF 2016-01-01 56208000.0',
    'OWID:CO2.ZAF 2018-01-01 467.562',
    'OWID:POPULATION.ZAF 2018-01-01 57793000.0',
  ]);
});

test('carbon dioxide is counted in CO2, greenhouse gases in CO2e', () => {
  const units = parse(file).rows.series?.map(({ indicator, unit, topic }) => [indicator, unit, topic]);
  expect(units).toEqual([
    ['CO2', 'MtCO2', 'environment'],
    ['TRADE_CO2', 'MtCO2', 'environment'],
    ['TOTAL_GHG', 'MtCO2e', 'environment'],
    ['POPULATION', 'persons', 'social'],
  ]);
});

test('an aggregate without a code goes by its name', () => {
  expect(values(file, 'ASIA-EXCL-CHINA-INDIA')).toEqual(['OWID:CO2.ASIA-EXCL-CHINA-INDIA 2018-01-01 7370.842']);
  expect(values(file, 'OWID_WRL')?.[0]).toBe('OWID:CO2.OWID_WRL 2016-01-01 35452.459');
});

test('columns are found by name: another order, a byte order mark, quotes and Windows line ends change nothing', () => {
  const other = '\ufeff"year","co2","country","iso_code"\r\n"2018","467.562","South Africa","ZAF"\r\n';
  expect(values(other)).toEqual(['OWID:CO2.ZAF 2018-01-01 467.562']);
});

test('a column without a known unit is rejected value by value', () => {
  const text = file.replace('trade_co2', 'co2_of_clouds').replace('467.562,,', '467.562,3,');
  const { rows, rejected } = parse(text);
  expect(rows.observation).toHaveLength(5);
  const reason = 'the unit of the column "co2_of_clouds" is not known here';
  expect(rejected.map((rejection) => [rejection.rule, rejection.reason, rejection.record])).toEqual([
    ['unknown_column', reason, expect.objectContaining({ year: '2016', value: '-131.429' })],
    ['unknown_column', reason, expect.objectContaining({ year: '2018', value: '3' })],
  ]);
});

test('a cell that is no number is rejected and its neighbours go through', () => {
  const { rows, rejected } = parse(file.replace('474.981', '474 981'));
  expect(rows.observation).toHaveLength(5);
  expect(rejected.map(({ rule }) => rule)).toEqual(['decimal']);
});

test.each([
  ['another header', 'code,country,year,co2\nZAF,South Africa,2018,467.562\n', 'ZAF', /begins with "code,country/],
  ['a last line that breaks off', `${file}ZAF,South Afr`, 'ZAF', /breaks off/],
  ['unknown columns alone', 'iso_code,country,year,clouds\nZAF,South Africa,2018,4\n', 'ZAF', /no record of the known/],
  ['no line of the subject', file, 'KEN', /without any figure of KEN/],
] as const)('%s is reported as a changed source', (_what, text, subject, said) => {
  expect(() => parse(text, subject)).toThrow(said);
  expect(() => parse(text, subject)).toThrow(expect.objectContaining({ code: 'source_changed' }));
});

test('a line that has not a cell for each column is rejected whole', () => {
  const { rows, rejected } = parse(
    `${file.replace('467.562,,,', '467,562,,,').replace('7370.842,', '7370,842,')}<html>\n`,
  );
  expect(rows.observation).toHaveLength(4);
  expect(rejected.map(({ rule, reason }) => `${rule}: ${reason}`)).toEqual([
    'schema: has 8 cells under 7 names',
    'schema: has 1 cells under 7 names',
  ]);
});

test.each([
  ['a last number that is cut', file.split('\n').slice(0, 4).join('\n').slice(0, -2), /breaks off/],
  ['a quote that is not closed', file.replace('World', '"World'), /quotes are not balanced/],
])('%s is reported as a changed source', (_what, text, said) => {
  expect(() => parse(text)).toThrow(said);
});
