import { expect, test } from 'vitest';
import { icbSector } from './icb.ts';
import { jseListingsCodes } from './jse-listings-codes.ts';

function parse(text: string) {
  const bytes = new TextEncoder().encode(text);
  const payload = { url: 'intake://jse-listings-codes/list.csv', status: 200, headers: {}, bytes };
  return jseListingsCodes.parsers[0].parse({ ...payload, fetched_at: '2026-11-24T00:00:00.000Z' }, 'all');
}

test('a code is a share, its short name another name of it', () => {
  const { rows, rejected } = parse('Share Code,Short Name\nNPN,NASPERS-N\n4SI,4SIGHT\n');
  expect(rows.instrument?.map(({ instrument_id, name, unit }) => [instrument_id, name, unit])).toEqual([
    ['XJSE:NPN', 'NASPERS-N', 'ZAc'],
    ['XJSE:4SI', '4SIGHT', 'ZAc'],
  ]);
  expect(rows.alias?.[0]).toEqual({
    instrument_id: 'XJSE:NPN',
    scheme: 'name',
    alias: 'NASPERS-N',
    valid_from: null,
    valid_to: null,
  });
  expect(rejected).toEqual([]);
});

test('a code of the ICB is an industry in words, with the broad sector above it', () => {
  const { rows, rejected } = parse('ICB Code,Share Code\n8350,SBK\n530,SOL\n9999,NPN\n');
  expect(rows.instrument?.map(({ name, sector, industry }) => [name, sector, industry])).toEqual([
    ['SBK', 'Financials', 'Banks'],
    ['SOL', 'Oil & Gas', 'Oil & Gas Producers'],
    ['NPN', null, null],
  ]);
  expect(rejected).toMatchObject([{ dataset: 'instrument', rule: 'icb' }]);
});

test('a share that the list names twice is one instrument', () => {
  expect(parse('Share Code,Short Name\nBVT,BIDVEST\nBVT,BIDVEST\n').rows.instrument).toHaveLength(1);
});

test('sectors under the heading of share codes are no shares', () => {
  const said = '"Mining" is the ICB sector 1770, no code of a share';
  expect(() => parse('Share Code,ICB Code\nMining,1770\n')).toThrow(said);
  expect(parse('Share Code,ICB Code\nMining,1770\nAGL,1770\n').rejected).toMatchObject([
    { rule: 'schema', reason: said },
  ]);
});

test.each([
  ['other headings', 'Code,Name\nNPN,NASPERS-N\n', 'begins with "Code,Name"'],
  ['a header alone', 'Share Code,Short Name\n', 'without any share'],
])('%s: a changed source', (_what, text, said) => {
  expect(() => parse(text)).toThrow(said);
});

test('every sector has an industry', () => {
  const codes = Array.from({ length: 10_000 }, (_, code) => String(code));
  const found = codes.map(icbSector).filter((sector) => sector !== null);
  expect(found).toHaveLength(41);
  expect(found.filter(({ industry }) => industry === null)).toEqual([]);
});
