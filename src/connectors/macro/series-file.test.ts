import { expect, test } from 'vitest';
import { seriesFile } from './series-file.ts';

const parse = (text: string, subject = 'REPO.ZAF:1d:percent:Repurchase rate') => {
  const payload = {
    url: 'https://www.kaggle.com/datasets/x',
    status: 200,
    headers: {},
    bytes: new TextEncoder().encode(text),
    fetched_at: '2018-07-10T00:00:00.000Z',
  };
  return seriesFile.parsers[0].parse(payload, subject);
};

test('the subject says what the file is of', () => {
  const { rows, rejected } = parse('Date,Value\n2018-07-09,6.50\n2018-07-07,6.50\n');
  expect(rejected).toEqual([]);
  expect(rows.series).toEqual([
    {
      series_id: 'FILE:REPO.ZAF',
      name: 'Repurchase rate',
      indicator: 'REPO',
      entity: 'ZAF',
      entity_name: 'South Africa',
      unit: 'percent',
      interval: '1d',
      topic: 'macro',
    },
  ]);
  expect(rows.observation?.map(({ series_id, period, value }) => `${series_id} ${period} ${value}`)).toEqual([
    'FILE:REPO.ZAF 2018-07-09 6.50',
    'FILE:REPO.ZAF 2018-07-07 6.50',
  ]);
});

test('a year is known by its first day, however it is dated, and a unit nobody knows is none', () => {
  const { rows } = parse('Value;Date;\r\n2853.526;1980-12-31;\r\n;1981-12-31;\r\n', 'GDPPC.ZAF:1y:-');
  expect(rows.series).toMatchObject([{ name: 'GDPPC', unit: null }]);
  expect(rows.observation?.map(({ period, value }) => [period, value])).toEqual([
    ['1980-01-01', '2853.526'],
    ['1981-01-01', null],
  ]);
});

test('a line that is amiss is rejected and its neighbours go through', () => {
  const { rows, rejected } = parse('Date,USD (AM)\n1968-01-02,35.18\n1968-01-32,35.16\n1968-01-04,35;14\n');
  expect(rows.observation).toHaveLength(1);
  expect(rejected.map(({ rule }) => rule)).toEqual(['schema', 'decimal']);
});

test.each([
  ['prices', 'Date,Open,Close\n2018-07-09,1,2\n'],
  ['a header alone', 'Date,Value\n'],
  ['no days', 'Country,Value\nZAF,1\n'],
  ['text', 'nothing'],
])('%s are no file of one series', (_what, text) => {
  expect(() => parse(text)).toThrow(expect.objectContaining({ code: 'source_changed' }));
});

test.each(['REPO', 'REPO.ZAF', 'REPO.ZAF:1x:percent', 'repo.zaf:1d:percent', 'REPO.ZAF:1d:'])(
  'the subject "%s" names no series',
  (subject) => {
    expect(() => parse('Date,Value\n2018-07-09,6.50\n', subject)).toThrow(
      expect.objectContaining({ code: 'invalid_request' }),
    );
  },
);

test.each(['2000/01/03', '03/01/2000', '03-Jan-2000', '2000-01-03 16:30'])(
  '%s is a day where the file tells it',
  (date) => {
    const { rows } = parse(`Date;Value\n${date};11.75\n22/04/2011;5.50\n`);
    expect(rows.observation?.map(({ period }) => period)).toEqual(['2000-01-03', '2011-04-22']);
  },
);

test('a year or a month names a period of its own step and no day', () => {
  const of = (date: string, interval: string) => {
    const { rows, rejected } = parse(`Date,Value\n${date},1\n1990-01-31,2\n`, `GDPPC.ZAF:${interval}:-`);
    return rows.observation?.length === 2 ? rows.observation[0]?.period : rejected[0]?.rule;
  };
  expect([of('2018', '1y'), of('2018-04', '1M'), of('2018-04', '1q')]).toEqual([
    '2018-01-01',
    '2018-04-01',
    '2018-04-01',
  ]);
  expect([of('2018', '1d'), of('2018', '1M'), of('2018-01', '1d')]).toEqual(['schema', 'schema', 'schema']);
});

test('a line that has not a cell for each heading is rejected whole', () => {
  const { rows, rejected } = parse('Date,Value\n2018-07-07,6.50\n2018-07-08,28,810.00\n2018\n');
  expect(rows.observation).toHaveLength(1);
  expect(rejected.map(({ rule, reason }) => `${rule}: ${reason}`)).toEqual([
    'schema: has 3 cells under 2 names',
    'schema: has 1 cells under 2 names',
  ]);
});

test.each(['#N/A', 'NaN', '.', ''])('"%s" is an absence', (cell) => {
  const { rows } = parse(`sep=;\nDate;Value\n2018-07-07;${cell}\n2018-07-08;.5\n`);
  expect(rows.observation?.map(({ value }) => value)).toEqual([null, '0.5']);
});

test('a quote that is not closed is a changed source', () => {
  expect(() => parse('Date,Value\n2018-07-07,"6.50\n2018-07-08,6.50\n')).toThrow(/quotes are not balanced/);
});
