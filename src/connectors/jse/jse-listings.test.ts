import { expect, test } from 'vitest';
import type { RawPayload } from '../../model/payload.ts';
import { jseListings } from './jse-listings.ts';

const payload = (text: string): RawPayload => ({
  url: 'https://raw.githubusercontent.com/JerBouma/FinanceDatabase/main/database/equities/JNB.csv',
  status: 200,
  headers: {},
  bytes: new TextEncoder().encode(text),
  fetched_at: '2026-11-24T00:00:00.000Z',
});
const parse = (text: string) => jseListings.parsers[0].parse(payload(text), 'JNB');

const header = 'symbol,name,summary,currency,sector,industry,exchange,country,isin,figi,delisted';
const shoprite =
  'SHP.JO,Shoprite Holdings Limited,,ZAC,Consumer Staples,Food & Staples Retailing,JNB,South Africa,ZAE000012084,BBG000BFNXZ7,False';
const listed = (...lines: string[]) => parse([header, ...lines, ''].join('\n'));

test('an instrument is priced in cents, whoever writes them ZAC, and its country is a code', () => {
  expect(listed(shoprite).rows.instrument).toEqual([
    {
      instrument_id: 'XJSE:SHP',
      kind: 'equity',
      name: 'Shoprite Holdings Limited',
      mic: 'XJSE',
      ticker: 'SHP',
      currency: 'ZAR',
      unit: 'ZAc',
      isin: 'ZAE000012084',
      timezone: 'Africa/Johannesburg',
      sector: 'Consumer Staples',
      industry: 'Food & Staples Retailing',
      country: 'ZA',
    },
  ]);
});

test('what the list calls an instrument are its aliases, since when is not said', () => {
  const open = { instrument_id: 'XJSE:SHP', valid_from: null, valid_to: null };
  expect(listed(shoprite).rows.alias).toEqual([
    { ...open, scheme: 'yahoo', alias: 'SHP.JO' },
    { ...open, scheme: 'isin', alias: 'ZAE000012084' },
    { ...open, scheme: 'figi', alias: 'BBG000BFNXZ7' },
  ]);
});

test('what the list leaves out is null, and the price in the cents of the exchange', () => {
  const { rows } = listed('VAL.JO,Valterra Platinum,,,,,JNB,Atlantis,,,False');
  expect(rows.instrument).toMatchObject([
    {
      name: 'Valterra Platinum',
      unit: 'ZAc',
      currency: 'ZAR',
      isin: null,
      sector: null,
      industry: null,
      country: null,
    },
  ]);
  expect(rows.alias?.map(({ scheme }) => scheme)).toEqual(['yahoo']);
});

test('a wrong check digit costs the alias, never the instrument', () => {
  const { rows, rejected } = listed(shoprite.replace('ZAE000012084', 'ZAE000012085'));
  expect(rejected.map(({ dataset, rule }) => [dataset, rule])).toEqual([['alias', 'isin']]);
  expect(rows.instrument).toMatchObject([{ instrument_id: 'XJSE:SHP', isin: null }]);
  expect(rows.alias?.map(({ scheme }) => scheme)).toEqual(['yahoo', 'figi']);
});

test('a number of the United States for an issuer from elsewhere is that of its depositary receipt', () => {
  const { rows, rejected } = listed('NPN.JO,Naspers Limited,,ZAC,,,JNB,South Africa,US6315122092,BBG000CTYB91,False');
  expect(rejected.map(({ rule }) => rule)).toEqual(['depositary_receipt']);
  expect(rows.instrument).toMatchObject([{ instrument_id: 'XJSE:NPN', isin: null }]);
  expect(listed('XYZ.JO,x,,ZAC,,,JNB,United States,US6315122092,,False').rejected).toEqual([]);
});

test('a number that several lines claim is of the one that is still listed, or of none', () => {
  const platinum = (symbol: string, delisted: string) => `${symbol},x,,ZAC,,,JNB,,,BBG000BTXNT5,${delisted}`;
  const renamed = listed(platinum('AMS.JO', 'True'), platinum('VAL.JO', 'False'));
  expect(renamed.rejected).toMatchObject([
    {
      rule: 'shared_number',
      reason: 'BBG000BTXNT5 is given to XJSE:VAL as well',
      record: { instrument_id: 'XJSE:AMS' },
    },
  ]);
  expect(renamed.rows.alias?.filter(({ scheme }) => scheme === 'figi')).toMatchObject([{ instrument_id: 'XJSE:VAL' }]);
  const investec = (symbol: string) => `${symbol},Investec plc,,ZAC,,,JNB,South Africa,GB00B17BBQ50,,False`;
  expect(listed(investec('INL.JO'), investec('INP.JO')).rejected.map(({ rule }) => rule)).toEqual([
    'shared_number',
    'shared_number',
  ]);
});

test('columns in another order, new ones, CRLF, a byte order mark and summaries of several lines change nothing', () => {
  const [columns, cells] = [header.split(','), shoprite.split(',')];
  const order = columns.map((_, place) => place).reverse();
  const reordered = (parts: readonly string[]) => order.map((place) => parts[place]);
  const heading = ['wkn', ...reordered(columns)].join(',');
  const line = ['A0', ...reordered(cells)].join(',').replace(',ZAC,,', ',ZAC,"Sells food,\r\nand more.",');
  expect(parse(`\ufeff${heading}\r\n${line}\r\n`)).toEqual(listed(shoprite));
});

test('a line of another exchange is rejected and its neighbours go through', () => {
  const { rows, rejected } = listed('MSFT,Microsoft,,USD,,,NMS,United States,,,False', shoprite, ',,,,,,JNB,,,,');
  expect(rejected.map(({ dataset, rule }) => [dataset, rule])).toEqual([
    ['instrument', 'schema'],
    ['instrument', 'schema'],
  ]);
  expect(rows.instrument).toHaveLength(1);
});

test.each([
  ['renamed columns', `${header.replace('symbol', 'ticker')}\n${shoprite}\n`, 'begins with "ticker,name'],
  ['a header alone', `${header}\n`, 'without any instrument'],
  ['another exchange', `${header}\nMSFT,Microsoft,,USD,,,NMS,,,,\n`, 'no record of the known shape'],
  ['a cut line', `${header}\n${shoprite}\nABG.JO,Absa Group Li`, 'breaks off'],
  ['a cut summary', `${header}\n${shoprite}\nABG.JO,Absa,"Absa Group Limited, together`, 'quotes are not balanced'],
  ['a web page', '<!doctype html><html></html>', 'web page'],
])('%s: a changed source', (_what, text, said) => {
  expect(() => parse(text)).toThrow(expect.objectContaining({ code: 'source_changed' }));
  expect(() => parse(text)).toThrow(said);
});

test('a line that has not a cell for each heading is rejected whole', () => {
  const { rows, rejected } = listed(shoprite, shoprite.replace('SHP.JO,', 'SHP.JO,Shoprite,'), '<html>');
  expect(rows.instrument).toHaveLength(1);
  const width = header.split(',').length;
  expect(rejected.map(({ rule, reason }) => `${rule}: ${reason}`)).toEqual([
    `schema: has ${width + 1} cells under ${width} names`,
    `schema: has 1 cells under ${width} names`,
  ]);
});
