import { expect, test } from 'vitest';
import { jseReference } from './jse-reference.ts';

function parse(...lines: string[]) {
  const bytes = new TextEncoder().encode(`${lines.join('\n')}\n`);
  const payload = { url: 'intake://jse-reference/file.csv', status: 200, headers: {}, bytes };
  return jseReference.parsers[0].parse({ ...payload, fetched_at: '2026-11-24T00:00:00.000Z' }, 'all');
}

const instruments = 'code,kind,name,isin,isin_valid_from,sector,industry,country,source_url,verified_on';
const aliases = 'instrument_id,scheme,alias,valid_from,valid_to,source_url,verified_on';
const checked = 'https://www.jse.co.za/services/indices/icb-industry,2026-11-24';
const absa = `ABG,equity,Absa Group Limited,ZAE000255915,2018-07-11,Banks,Financials,ZA,${checked}`;

test('an index has points and no ISIN, a share cents and an ISIN from its first day', () => {
  const { rows, rejected } = parse(instruments, `J203,index,FTSE/JSE All Share Index,,,,,,${checked}`, absa);
  expect(
    rows.instrument?.map((row) => [row.instrument_id, row.unit, row.currency, row.isin, row.sector, row.industry]),
  ).toEqual([
    ['INDEX:J203', 'points', 'ZAR', null, null, null],
    ['XJSE:ABG', 'ZAc', 'ZAR', 'ZAE000255915', 'Financials', 'Banks'],
  ]);
  expect(rows.alias).toEqual([
    { instrument_id: 'XJSE:ABG', scheme: 'isin', alias: 'ZAE000255915', valid_from: '2018-07-11', valid_to: null },
  ]);
  expect(rejected).toEqual([]);
});

test('a code that ends on the day before another begins has changed into it', () => {
  const { rows } = parse(
    aliases,
    `XJSE:ABG,ticker,ABG,2018-07-11,,${checked}`,
    `XJSE:ABG,ticker,BGA,2013-08-02,2018-07-10,${checked}`,
    `XJSE:SSW,ticker,SGL,,2018-07-10,${checked}`,
    `XJSE:ABG,name,Barclays Africa Group Limited,,2018-07-10,${checked}`,
  );
  expect(rows.alias).toHaveLength(4);
  expect(rows.corporate_action).toEqual([
    {
      instrument_id: 'XJSE:ABG',
      kind: 'symbol_change',
      ex_date: '2018-07-11',
      old_symbol: 'BGA',
      new_symbol: 'ABG',
      amount: null,
      ratio: null,
      unit: null,
      declared_on: null,
      record_date: null,
      payment_date: null,
    },
  ]);
});

test('a line that does not say where and when it was read is rejected', () => {
  const { rejected } = parse(
    instruments,
    absa,
    absa.replace(/https:[^,]*/, ''),
    absa.replace('2026-11-24', 'yesterday'),
    absa.replace('2026-11-24', ''),
  );
  expect(rejected.map(({ rule, reason }) => `${rule}: ${reason}`)).toEqual([
    'unsourced: the line does not say where it was read',
    'unsourced: the line does not say when it was read',
    'unsourced: the line does not say when it was read',
  ]);
});

test('a wrong ISIN costs the alias, never the instrument', () => {
  const { rows, rejected } = parse(
    instruments,
    absa.replace('255915', '255916'),
    absa.replace('2018-07-11', '2018-02-30'),
  );
  expect(rows.instrument?.map(({ isin }) => isin)).toEqual([null, null]);
  expect(rejected.map(({ dataset, rule }) => [dataset, rule])).toEqual([
    ['alias', 'isin'],
    ['alias', 'isin'],
  ]);
});

test.each([
  ['another kind', absa.replace('equity', 'share'), '"share" is no kind of instrument'],
  ['no name', absa.replace('Absa Group Limited', ''), 'the instrument has no name'],
  ['a country in words', absa.replace(',ZA,', ',South Africa,'), '"South Africa" is no code of a country'],
  ['no code', absa.replace('ABG', 'a b'), '"a b" is no code of an instrument'],
])('an instrument with %s is rejected', (_what, line, said) => {
  expect(parse(instruments, absa, line).rejected.map(({ reason }) => reason)).toEqual([said]);
});

test.each([
  ['no instrument', 'ABG,ticker,BGA,,', '"ABG" is no instrument'],
  ['another scheme', 'XJSE:ABG,sedol,B1,,', '"sedol" is no scheme of names'],
  ['no name', 'XJSE:ABG,ticker,,,', 'the line has no name'],
  ['a day that is none', 'XJSE:ABG,ticker,BGA,,2018-02-30', 'one of the days is no day of the calendar'],
  ['an end before its beginning', 'XJSE:ABG,ticker,BGA,2018-07-11,2018-07-10', 'the name ends before it begins'],
  ['a wrong ISIN', 'XJSE:ABG,isin,ZAE000255916,,', 'ZAE000255916 is no ISIN'],
])('an alias with %s is rejected', (_what, line, said) => {
  const { rejected } = parse(aliases, `XJSE:ABG,ticker,ABG,2018-07-11,,${checked}`, `${line},${checked}`);
  expect(rejected.map(({ reason }) => reason)).toEqual([said]);
});

test('a file of neither form is a changed source', () => {
  expect(() => parse('code,name', 'ABG,Absa')).toThrow(expect.objectContaining({ code: 'source_changed' }));
});
