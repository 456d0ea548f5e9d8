import { expect, test } from 'vitest';
import { priceFile } from './price-file.ts';

const fetched = '2026-11-24T00:00:00.000Z';

function parse(text: string, subject = 'XJSE:NPN:ZAc', fetched_at = fetched) {
  const bytes = new TextEncoder().encode(text);
  const payload = { url: 'intake://price-file/file.csv', status: 200, headers: {}, bytes, fetched_at };
  return priceFile.parsers[0].parse(payload, subject);
}

test('a file of closes is of the instrument and the unit that the subject names', () => {
  const { rows, rejected } = parse('Date,NPN\n2020/07/30,312126\n2020/07/31,314739\n');
  expect(rows.instrument).toMatchObject([{ instrument_id: 'XJSE:NPN', kind: 'equity', currency: 'ZAR', unit: 'ZAc' }]);
  expect(rows.bar?.[1]).toEqual({
    instrument_id: 'XJSE:NPN',
    interval: '1d',
    time: '2020-07-31T07:00:00.000Z',
    session_date: '2020-07-31',
    open: null,
    high: null,
    low: null,
    close: '314739',
    volume: null,
    turnover: null,
    trades: null,
    unit: 'ZAc',
    final: true,
  });
  expect(rejected).toEqual([]);
});

test('an index has levels in points', () => {
  const { rows } = parse('Date,JALSH Index\n2020/07/31,55721.8\n', 'INDEX:J203:points');
  expect(rows.instrument).toMatchObject([
    { instrument_id: 'INDEX:J203', kind: 'index', currency: 'ZAR', unit: 'points' },
  ]);
  expect(rows.bar).toMatchObject([{ close: '55721.8', unit: 'points' }]);
});

test('Investing.com: newest first, days and months in one order, thousands marked, volumes scaled', () => {
  const file =
    '\ufeff"Date","Price","Open","High","Low","Vol.","Change %"\r\n' +
    '"07/09/2018","351,000.0","351,086.0","352,699.0","347,052.0","957.29K","2.08%"\r\n' +
    '"06/22/2018","337,900.0","330,000.0","338,464.0","328,320.0","1.22M","3.35%"\r\n';
  const { rows, rejected } = parse(file);
  expect(rows.bar?.map((bar) => [bar.session_date, bar.open, bar.high, bar.low, bar.close, bar.volume])).toEqual([
    ['2018-07-09', '351086.0', '352699.0', '347052.0', '351000.0', '957290'],
    ['2018-06-22', '330000.0', '338464.0', '328320.0', '337900.0', '1220000'],
  ]);
  expect(rejected).toEqual([]);
});

test('the close of a future is its last trade', () => {
  const file =
    'Date,Last,Settlement Price,Change,% Change,Bid,Ask,Open Interest,CVol\n' +
    '3/1/2011,28703.00,28811.00,,,"28,810.00","28,812.00","212,088.00",34375\n' +
    '3/14/2011,28910.00,28872.00,-67,-0.23,"28,740.00","28,748.00","212,335.00",35769\n';
  const { rows } = parse(file, 'XSAF:ALSI:points');
  expect(rows.instrument).toMatchObject([{ instrument_id: 'XSAF:ALSI', kind: 'future', mic: 'XSAF', unit: 'points' }]);
  expect(rows.bar?.map(({ session_date, close, volume }) => [session_date, close, volume])).toEqual([
    ['2011-03-01', '28703.00', '34375'],
    ['2011-03-14', '28910.00', '35769'],
  ]);
});

test('columns in any order, semicolons, unknown columns and dates without a heading change nothing', () => {
  const expected = parse('Date,Open,Close,Volume\n2020-07-31,310000,314739,1181554\n');
  for (const file of [
    'Volume,Close,Beta,Open,Date\n1181554,314739,0.9,310000,2020-07-31\n',
    'Date;Open;Close*;Adj Close**;Volume\n2020-07-31;310000;314739;314000;1181554\n',
    ',Volume,Open,NPN\n2020-07-31,1181554,310000,314739\n',
  ]) {
    expect(parse(file)).toEqual(expected);
  }
});

test('a broken line is rejected and its neighbours go through', () => {
  const file =
    'Date,Open,Close\n2020-07-29,310000,314367\n2020-07-30,,\n2020-07-31,310000,\n2020-08-32,1,1\n2020-08-03,1,R1\n';
  const { rows, rejected } = parse(file);
  expect(rows.bar).toHaveLength(1);
  expect(rejected.map(({ rule }) => rule)).toEqual(['empty_bar', 'schema', 'schema', 'decimal']);
  expect(rejected[3]?.record).toEqual({ Date: '2020-08-03', Open: '1', Close: 'R1' });
});

test('dates of a file that does not tell days from months are rejected, not guessed', () => {
  const { rows, rejected } = parse('Date,NPN\n3/4/2020,1\n5/5/2020,2\n');
  expect(rows.bar).toMatchObject([{ session_date: '2020-05-05' }]);
  expect(rejected.map(({ rule }) => rule)).toEqual(['ambiguous_date']);
});

test('the day on which the file was handed in may not be over', () => {
  const file = 'Date,NPN\n2020-07-30,312126\n2020-07-31,314739\n';
  expect(parse(file, undefined, '2020-07-31T10:00:00.000Z').rows.bar?.map(({ final }) => final)).toEqual([true, false]);
});

test.each([
  ['adjusted closes alone', 'Date,Adj Close\n9/17/2018,11717.95801\n', 'adjusted closes only'],
  ['adjusted closes beside opens', 'Date,Open,Adj Close\n9/17/2018,1,2\n', 'adjusted closes only'],
  ['a column for each share', 'Date,ABG,DSY,ANG,DSY\n10/2/2006,1,2,3,2\n', 'ABG, DSY, ANG and so on, DSY twice'],
  ['the prices of another share', 'Date,SBK\n2020-07-31,1\n', 'holds the prices of SBK, not of NPN'],
  ['a column that comes twice', 'Date,Close,Close\n2020-07-31,1,2\n', 'has the column Close twice'],
  ['no dates', 'Close,Open\n1,2\n', 'no column of dates'],
  ['no prices', 'Date,Volume\n2020-07-31,2\n', 'none of closes'],
  ['a header alone', 'Date,NPN\n', 'without any price'],
  ['a quote that is not closed', 'Date,NPN\n2020-07-30,"312126\n2020-07-31,314739\n', 'quotes are not balanced'],
  [
    'weeks',
    'Date,NPN\n2020-07-03,1\n2020-07-10,2\n2020-07-17,3\n2020-07-24,4\n2020-07-31,5\n',
    'holds weeks or months, not days',
  ],
  ['nothing but notes', 'Date,NPN\nSource: a vendor,\n', 'no record of the known shape'],
])('%s: a changed source', (_what, text, said) => {
  expect(() => parse(text)).toThrow(expect.objectContaining({ code: 'source_changed' }));
  expect(() => parse(text)).toThrow(said);
});

test.each(['NPN', 'XJSE:NPN', 'XNAS:MSFT:USD', 'XJSE:NPN:', 'xjse:npn:ZAc'])('"%s" names no prices', (subject) => {
  expect(() => parse('Date,Close\n2020-07-31,1\n', subject)).toThrow(
    expect.objectContaining({ code: 'invalid_request' }),
  );
});

test('a line that has not a cell for each heading is rejected whole', () => {
  const { rows, rejected } = parse(
    'Date,Open,Close\n2020-07-29,310000,314367\n2020-07-30,28,810.00,28,900.00\n2020-07-31,310000\n<html>\n',
  );
  expect(rows.bar).toMatchObject([{ session_date: '2020-07-29', close: '314367' }]);
  expect(rejected.map(({ rule, reason }) => `${rule}: ${reason}`)).toEqual([
    'schema: has 5 cells under 3 names',
    'schema: has 2 cells under 3 names',
    'schema: has 1 cells under 3 names',
  ]);
});

test('between semicolons a figure that may be either of two numbers is rejected', () => {
  const { rows, rejected } = parse('sep=;\r\nDate;NPN\r\n2020-07-30;215,300\r\n2020-07-31;314739\r\n');
  expect(rows.bar).toMatchObject([{ close: '314739' }]);
  expect(rejected).toMatchObject([{ rule: 'decimal', record: { NPN: '215,300' } }]);
});

test('a file that was handed in is called by its name', () => {
  const payload = { url: 'intake:///NPN%20closes.csv', status: 200, headers: {}, bytes: new Uint8Array() };
  expect(() => priceFile.parsers[0].parse({ ...payload, fetched_at: fetched }, 'XJSE:NPN:ZAc')).toThrow(
    /^NPN closes\.csv has no column of dates/,
  );
});
