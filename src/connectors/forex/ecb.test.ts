import { strToU8, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import type { RawPayload } from '../../model/payload.ts';
import { ecb } from './ecb.ts';

const payload = (content: string | Uint8Array): RawPayload => ({
  url: 'https://www.ecb.europa.eu/stats/eurofxref/file',
  status: 200,
  headers: {},
  bytes: typeof content === 'string' ? strToU8(content) : content,
  fetched_at: '2022-12-30T16:00:00.000Z',
});
const parse = (content: string | Uint8Array) => ecb.parsers[0].parse(payload(content), 'all');

const daily = 'Date, USD, GBP, ZAR, \n04 March 2022, 1.0929, 0.82485, 16.8044, \n';
const march = { base: 'EUR', date: '2022-03-04' };

test('the daily file gives one day, its written date as a calendar day', () => {
  expect(parse(daily).rows.rate).toEqual([
    { ...march, quote: 'USD', value: '1.0929' },
    { ...march, quote: 'GBP', value: '0.82485' },
    { ...march, quote: 'ZAR', value: '16.8044' },
  ]);
});

test('a zip archive reads as the file inside', () => {
  expect(parse(zipSync({ 'eurofxref.csv': strToU8(daily) }))).toEqual(parse(daily));
});

test('N/A is an absence: neither a row nor a rejection', () => {
  const { rows, rejected } = parse('Date,USD,RUB,ZAR,\n2022-12-30,1.0666,N/A,18.0986,\n');
  expect(rows.rate?.map(({ quote }) => quote)).toEqual(['USD', 'ZAR']);
  expect(rejected).toEqual([]);
});

test('a cell that is no number is rejected and its neighbours go through', () => {
  const { rows, rejected } = parse('Date,USD,JPY,ZAR,\n2022-12-30,1.0666,1 40.66,18.0986,\n');
  expect(rows.rate).toHaveLength(2);
  expect(rejected).toEqual([
    {
      dataset: 'rate',
      rule: 'decimal',
      reason: '"1 40.66" is no decimal number',
      record: { currency: 'JPY', date: '2022-12-30', rate: '1 40.66' },
    },
  ]);
});

test('a line with an impossible date is rejected cell by cell', () => {
  const { rows, rejected } = parse('Date,USD,ZAR,\n2022-12-30,1.0666,18.0986,\n2022-02-30,1.1,17.2,\n');
  expect(rows.rate).toHaveLength(2);
  expect(rejected.map(({ rule }) => rule)).toEqual(['schema', 'schema']);
});

test('attributes of the XML form come in either quotes', () => {
  const open = '<?xml version="1.0"?><gesmes:Envelope xmlns:gesmes="http://www.gesmes.org/xml/2002-08-01"><Cube>';
  const day = (quote: string) =>
    `<Cube time=${quote}2014-06-10${quote}><Cube currency=${quote}ZAR${quote} rate=${quote}14.5132${quote}/></Cube>`;
  for (const quote of ['"', "'"]) {
    const { rows } = parse(`${open}${day(quote)}</Cube></gesmes:Envelope>`);
    expect(rows.rate).toEqual([{ base: 'EUR', quote: 'ZAR', date: '2014-06-10', value: '14.5132' }]);
  }
  expect(() => parse(`${open}${day('"')}`)).toThrow(/no whole document/);
});

test('the data portal gives a line per currency and day; other frequencies are rejected, empty values absent', () => {
  const header = 'KEY,FREQ,CURRENCY,CURRENCY_DENOM,TIME_PERIOD,OBS_VALUE,TITLE';
  const { rows, rejected } = parse(
    `${header}\nK,D,ZAR,EUR,2026-03-18,19.4174,"South African rand, euro"\nK,D,ZAR,EUR,2026-03-19,,x\nK,M,ZAR,EUR,2026-03,19.3,x\n`,
  );
  expect(rows.rate).toEqual([{ base: 'EUR', quote: 'ZAR', date: '2026-03-18', value: '19.4174' }]);
  expect(rejected.map(({ reason }) => reason)).toEqual(['is no daily rate against the euro']);
});

test('the data portal’s other figures of a currency are no reference rates', () => {
  const header = 'KEY,FREQ,CURRENCY,CURRENCY_DENOM,EXR_TYPE,EXR_SUFFIX,TIME_PERIOD,OBS_VALUE';
  const lines = ['K,D,ZAR,EUR,SP00,A,2026-03-18,19.4174', 'K,D,ZAR,EUR,EN00,A,2026-03-18,88.5'];
  const { rows, rejected } = parse(`${header}\n${lines.join('\n')}\nK,D,ZAR,EUR,SP00,E,2026-03-18,19.5\n`);
  expect(rows.rate?.map(({ value }) => value)).toEqual(['19.4174']);
  expect(rejected.map(({ rule }) => rule)).toEqual(['schema', 'schema']);
});

test.each([
  ['another first column', 'TIME_PERIOD,USD,\n2022-12-30,1.0666,\n', /begins with "TIME_PERIOD,USD,"/],
  ['a header without days', 'Date,USD,ZAR,\n', /without any rate/],
  ['an archive without a CSV', zipSync({ 'readme.txt': strToU8('x') }), /without a CSV/],
  ['a damaged archive', zipSync({ 'eurofxref.csv': strToU8(daily) }).slice(0, 60), /damaged zip/],
  ['nothing but unknown columns', 'Date,us dollar,\n2022-12-30,1.0666,\n', /no record of the known shape/],
] as const)('%s is reported as a changed source', (_what, content, said) => {
  expect(() => parse(content)).toThrow(said);
  expect(() => parse(content)).toThrow(expect.objectContaining({ code: 'source_changed' }));
});

test.each([
  ['one cell lacks', '2022-12-29,1.0649,126.17,', 'has 4 cells under 5 names'],
  ['one cell was added', '2022-12-29,1.0649,1.9558,126.17,18.1,', 'has 6 cells under 5 names'],
  ['a page broke in', '<html>', 'has 1 cells under 5 names'],
])('a line in which %s is rejected whole', (_what, line, reason) => {
  const { rows, rejected } = parse(`Date,USD,BGN,JPY,\n2022-12-30,1.0666,1.9558,140.66,\n${line}\n`);
  expect(rows.rate).toHaveLength(3);
  expect(rejected).toEqual([{ dataset: 'rate', rule: 'schema', reason, record: line.split(',') }]);
});

test('the history ends with the comma of its last line; a file that ends within a number was cut', () => {
  const whole = 'Date,USD,ZAR,\n2022-12-30,1.0666,18.0986,';
  expect(parse(whole).rows.rate).toHaveLength(2);
  for (const cut of [whole.slice(0, -1), whole.slice(0, -9), whole.slice(0, -8)]) {
    expect(() => parse(cut)).toThrow(/breaks off/);
  }
  expect(() => parse('Date,USD,ZAR,\n2022-12-30,"1.0666,18.0986,\n2022-12-29,1,2,\n')).toThrow(
    /quotes are not balanced/,
  );
});

test('a line of the data portal that has not a cell for each name is rejected whole', () => {
  const { rows, rejected } = parse(
    'KEY,FREQ,CURRENCY,TIME_PERIOD,OBS_VALUE\nK,D,ZAR,2026-03-18,19.4174\nK,D,ZAR,2026-03-19,19,4174\n',
  );
  expect(rows.rate).toHaveLength(1);
  expect(rejected).toMatchObject([{ rule: 'schema', reason: 'has 6 cells under 5 names' }]);
});
