import { expect, test } from 'vitest';
import { botswana } from './botswana.ts';

const parse = (text: string) => {
  const payload = {
    url: 'https://www.bankofbotswana.bw/export/exchange-rates.csv?_format=csv&page',
    status: 200,
    headers: { 'content-type': 'text/csv' },
    bytes: new TextEncoder().encode(text),
    fetched_at: '2026-03-20T10:00:00.000Z',
  };
  return botswana.parsers[0].parse(payload, 'all');
};
const header = 'Date,CHN,EUR,SDR,YEN,ZAR';

test('a pula costs so many units of each currency, whatever the bank calls it', () => {
  expect(parse(`\ufeff${header}\n"19 Mar 2026",0.5165,0.0653,0.0551,11.9500,1.2717`)).toEqual({
    rows: {
      rate: [
        { base: 'BWP', quote: 'CNY', date: '2026-03-19', value: '0.5165' },
        { base: 'BWP', quote: 'EUR', date: '2026-03-19', value: '0.0653' },
        { base: 'BWP', quote: 'XDR', date: '2026-03-19', value: '0.0551' },
        { base: 'BWP', quote: 'JPY', date: '2026-03-19', value: '11.9500' },
        { base: 'BWP', quote: 'ZAR', date: '2026-03-19', value: '1.2717' },
      ],
    },
    rejected: [],
  });
});

test('zero and an empty cell are absences, a word is a rejection', () => {
  const { rows, rejected } = parse(`${header}\r\n27 Apr 2009,0.0000,,0.0901,n.a.,1.1929\r\n`);
  expect(rows.rate?.map(({ quote }) => quote)).toEqual(['XDR', 'ZAR']);
  expect(rejected).toMatchObject([{ rule: 'decimal', record: { column: 'YEN', value: 'n.a.' } }]);
});

test('columns may come in another order, and more of them', () => {
  const { rows, rejected } = parse('ZAR,Date,AUD,Note\n1.2717,19 Mar 2026,0.1061,provisional\n');
  expect(rows.rate?.map(({ quote, value }) => `${quote} ${value}`)).toEqual(['ZAR 1.2717', 'AUD 0.1061']);
  expect(rejected.map(({ rule }) => rule)).toEqual(['schema']);
});

test.each([
  ['another first line', 'Day,EUR\n19 Mar 2026,0.0653', /begins with "Day,EUR/],
  ['a last line that is cut', `${header}\n19 Mar 2026,0.5165,0.0653`, /breaks off/],
  ['a header alone', `${header}\n`, /without any rate/],
  ['days of no calendar', 'Date,EUR\n2026/03/19,0.0653', /no record of the known shape/],
])('%s is a source that changed', (_what, text, said) => {
  expect(() => parse(text)).toThrow(said);
  expect(() => parse(text)).toThrow(expect.objectContaining({ code: 'source_changed' }));
});

test('a line that has not a cell for each currency is rejected whole', () => {
  const { rows, rejected } = parse(
    `${header}\n19 Mar 2026,0.5165,0.0653,0.0551,11.9500,1.2717\n18 Mar 2026,0.5213,0.0557,12.0300,1.2597\n<html>\n`,
  );
  expect(rows.rate).toHaveLength(5);
  expect(rejected.map(({ rule, reason }) => `${rule}: ${reason}`)).toEqual([
    'schema: has 5 cells under 6 names',
    'schema: has 1 cells under 6 names',
  ]);
});

test('a last figure of fewer than four decimals was cut', () => {
  const file = `${header}\n"19 Mar 2026",0.5165,0.0653,0.0551,11.9500,1.2717`;
  for (const cut of [1, 4, 5, 6]) expect(() => parse(file.slice(0, -cut))).toThrow(/breaks off/);
  expect(() => parse(file.replace('2026"', '2026'))).toThrow(/quotes are not balanced/);
});
