import { expect, test } from 'vitest';
import { esgRiskFile } from './esg-risk-file.ts';

const parse = (text: string, subject = 'file') =>
  esgRiskFile.parsers[0].parse(
    {
      url: 'https://intake.example/esg-risk-file/ratings.csv',
      status: 200,
      headers: { 'content-type': 'text/csv' },
      bytes: new TextEncoder().encode(text),
      fetched_at: '2023-07-01T09:30:00.000Z',
    },
    subject,
  );

const header =
  'Symbol,Name,Address,Sector,Industry,Full Time Employees,Description,Total ESG Risk score,Environment Risk Score,' +
  'Governance Risk Score,Social Risk Score,Controversy Level,Controversy Score,ESG Risk Percentile,ESG Risk Level';
/** Scores of no company: those of real ones are the property of their publisher. */
const rated =
  'AAPL,Apple Inc,"A street\nA town, A country",S,I,"161,000",D,1.5,0,1,0.5,Low,1,2nd percentile,Negligible';
const unrated = 'PIK.JO,Pick n Pay,"Cape Town\nSouth Africa",S,I,59540,D,,,,,,,,';

test('a company gives a series a score, an address of two lines is one cell', () => {
  const { rows, rejected } = parse(`${header}\n${rated}\n`);
  expect(rejected).toEqual([]);
  expect(rows.observation?.map(({ series_id, value, status }) => [series_id, value, status])).toEqual([
    ['ESGRISK:TOTAL.XNAS-AAPL', '1.5', 'Negligible'],
    ['ESGRISK:ENVIRONMENT.XNAS-AAPL', '0', null],
    ['ESGRISK:SOCIAL.XNAS-AAPL', '0.5', null],
    ['ESGRISK:GOVERNANCE.XNAS-AAPL', '1', null],
    ['ESGRISK:CONTROVERSY.XNAS-AAPL', '1', 'Low'],
    ['ESGRISK:PERCENTILE.XNAS-AAPL', '2', null],
    ['ESGRISK:EMPLOYEES.XNAS-AAPL', '161000', null],
  ]);
});

test('a company without scores has no rows of any', () => {
  expect(parse(`${header}\n${unrated}\n`).rows.observation?.map(({ series_id }) => series_id)).toEqual([
    'ESGRISK:EMPLOYEES.XJSE-PIK',
  ]);
});

test('figures are of the day that the subject names, or of the day of the file', () => {
  const periodOf = (subject?: string) => parse(`${header}\n${unrated}\n`, subject).rows.observation?.[0]?.period;
  expect([periodOf('2022-12-31'), periodOf()]).toEqual(['2022-12-31', '2023-07-01']);
});

test('columns may be fewer and in another order', () => {
  const { rows } = parse('\ufeffEnvironment Risk Score;Symbol\r\n"3";BRK.B\r\n');
  expect(rows.observation).toMatchObject([{ series_id: 'ESGRISK:ENVIRONMENT.BRK-B', value: '3' }]);
});

test('a cell that is no number is rejected and its neighbours go through', () => {
  const { rows, rejected } = parse(
    `${header}\n${rated.replace('2nd percentile', 'second').replace('"161,000"', '"1,61"')}\n`,
  );
  expect(rows.observation).toHaveLength(5);
  expect(rejected.map(({ record }) => (record as { column: string }).column)).toEqual([
    'esg_risk_percentile',
    'full_time_employees',
  ]);
});

test('a table of something else is reported as a changed source', () => {
  expect(() => parse('Symbol,Price\nAAPL,1\n')).toThrow(expect.objectContaining({ code: 'source_changed' }));
});

test('between semicolons a figure that may be either of two numbers is rejected', () => {
  const { rows, rejected } = parse('Symbol;Full Time Employees;Controversy Score\nPIK.JO;59,540;1\n');
  expect(rows.observation).toMatchObject([{ value: '1' }]);
  expect(rejected).toMatchObject([{ rule: 'decimal', record: { published: '59,540' } }]);
});

test('a line that has not a cell for each column is rejected whole', () => {
  const { rows, rejected } = parse('Symbol,Name,Full Time Employees\nPIK.JO,Pick n Pay,59540\nNPN.JO,Naspers,28,000\n');
  expect(rows.observation).toMatchObject([{ value: '59540' }]);
  expect(rejected).toMatchObject([{ rule: 'schema', reason: 'has 4 cells under 3 names' }]);
});

test('a quote that is not closed is reported as a changed source', () => {
  expect(() => parse('Symbol,Full Time Employees\nPIK.JO,"59540\nNPN.JO,28000\n')).toThrow(/quotes are not balanced/);
});
