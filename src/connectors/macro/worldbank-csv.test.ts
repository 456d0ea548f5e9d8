import { expect, test } from 'vitest';
import { absentObservationFacts } from '../absent.ts';
import { parserFor } from '../connector.ts';
import { worldbank } from './worldbank.ts';

const parse = (text: string) => {
  const payload = {
    url: 'https://api.worldbank.org/v2/en/indicator/EG.ELC.ACCS.ZS?downloadformat=csv',
    status: 200,
    headers: { 'content-type': 'text/csv' },
    bytes: new TextEncoder().encode(text),
    fetched_at: '2023-03-02T00:00:00.000Z',
  };
  return parserFor(worldbank, payload.fetched_at).parse(payload, 'EG.ELC.ACCS.ZS');
};

/** South Africa and Aruba of the bulk file of 2020-05-28, cut to three years. */
const bulk = `\ufeff"Data Source","World Development Indicators",

"Last Updated Date","2020-05-28",

"Country Name","Country Code","Indicator Name","Indicator Code","1995","2010","2018",
"Aruba","ABW","Access to electricity (% of population)","EG.ELC.ACCS.ZS","","93.3562921509542","100",
"South Africa","ZAF","Access to electricity (% of population)","EG.ELC.ACCS.ZS","","82.9","91.2298736572266",
`;

/** The world of an export of DataBank, cut to one year and one indicator, beside one that it would mark as missing. */
const databank = `Country Name,Country Code,Time,Time Code,CO2 emissions (metric tons per capita) [EN.ATM.CO2E.PC],Forest area (% of land area) [AG.LND.FRST.ZS],,,
World,WLD,2005,YR2005,4.329790027,..,,,
,,,,,,,,
Data from database: Environment Social and Governance (ESG) Data,,,,,,,,
`;

test('a bulk file gives a row a year that has a value, in the digits of the file', () => {
  const { rows, rejected } = parse(bulk);
  expect(rejected).toEqual([]);
  const values = rows.observation?.map(({ series_id, period, value }) => `${series_id} ${period} ${value}`);
  expect(values?.slice(-2)).toEqual([
    'WB:EG.ELC.ACCS.ZS.ZAF 2010-01-01 82.9',
    'WB:EG.ELC.ACCS.ZS.ZAF 2018-01-01 91.2298736572266',
  ]);
  expect(values).toHaveLength(4);
  expect(rows.series).toMatchObject([{ entity: 'ABW' }, { entity: 'ZAF', unit: '% of population', interval: '1y' }]);
});

test('an export of DataBank names its indicators in the header and ends with notes', () => {
  const { rows, rejected } = parse(databank);
  expect(rejected).toEqual([]);
  expect(rows.observation).toEqual([
    {
      ...absentObservationFacts,
      series_id: 'WB:EN.ATM.CO2E.PC.WLD',
      period: '2005-01-01',
      value: '4.329790027',
    },
  ]);
});

const columns = ['Country Name,Country Code', 'World,WLD'] as const;
const series = ['Series Name,Series Code', 'CO2 emissions (metric tons per capita),EN.ATM.CO2E.PC'] as const;
const time = ['Time,Time Code', '2005,YR2005'] as const;
const wide = [
  ['2005 [YR2005]', columns, series],
  ['2005 [YR2005]', series, columns],
  ['2005.0', columns, series],
  ['CO2 emissions (metric tons per capita) [EN.ATM.CO2E.PC]', time, columns],
  ['CO2 emissions (metric tons per capita) [en.atm.co2e.pc]', columns, time],
  ['World [WLD]', series, time],
] as const;

test.each(wide)(
  'an export of DataBank may have %s for a column, and the rest in front in any order',
  (title, one, other) => {
    const { rows, rejected } = parse(`${one[0]},${other[0]},${title}\n${one[1]},${other[1]},4.329790027\n`);
    expect(rejected).toEqual([]);
    expect(rows.series).toMatchObject([
      { entity_name: 'World', name: 'CO2 emissions (metric tons per capita)', unit: 'metric tons per capita' },
    ]);
    expect(rows.observation).toMatchObject([
      { series_id: 'WB:EN.ATM.CO2E.PC.WLD', period: '2005-01-01', value: '4.329790027' },
    ]);
  },
);

test('a column without a code is rejected value by value', () => {
  const { rows, rejected } = parse(databank.replace(' [EN.ATM.CO2E.PC]', '').replace(',..,', ',31.1,'));
  expect(rows.observation).toHaveLength(1);
  expect(rejected).toMatchObject([{ rule: 'unknown_column', record: { date: '2005', value: '4.329790027' } }]);
});

test('a cell that is no number is rejected, and its neighbours go through', () => {
  const { rows, rejected } = parse(bulk.replace('"82.9"', '"82,9"'));
  expect(rows.observation).toHaveLength(3);
  expect(rejected).toMatchObject([{ rule: 'decimal', record: { entity: 'ZAF', date: '2010', value: '82,9' } }]);
});

test('another document is a source that changed', () => {
  expect(() => parse('Country,Year,Value\nSouth Africa,2017,84.4\n')).toThrow(
    expect.objectContaining({ code: 'source_changed' }),
  );
});

test('a line that has not a cell for each heading is rejected whole', () => {
  const line = bulk.split('\n').at(-2) ?? '';
  const [more, fewer] = [line.replace('"82.9"', '"82","9"'), line.replace('"82.9",', '')];
  const { rows, rejected } = parse(bulk.replace(line, `<html>\n${line}\n${fewer}\n${more}`));
  expect(rows.observation).toHaveLength(4);
  expect(rejected.map(({ rule, reason }) => `${rule}: ${reason}`)).toEqual([
    'schema: has 1 cells under 8 names',
    'schema: has 7 cells under 8 names',
    'schema: has 9 cells under 8 names',
  ]);
});

test.each([
  [
    'a quote that is not closed',
    bulk.replace('"South Africa","ZAF"', '"South Africa,"ZAF"'),
    /quotes are not balanced/,
  ],
  [
    'a last number that is cut',
    databank
      .split('\n')
      .slice(0, 2)
      .join('\n')
      .replace(/27,\.\..*$/, ''),
    /breaks off/,
  ],
])('%s is a source that changed', (_what, text, said) => {
  expect(() => parse(text)).toThrow(expect.objectContaining({ code: 'source_changed' }));
  expect(() => parse(text)).toThrow(said);
});
