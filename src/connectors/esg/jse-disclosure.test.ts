import { expect, test } from 'vitest';
import { jseDisclosure } from './jse-disclosure.ts';

const parse = (text: string) =>
  jseDisclosure.parsers[0].parse(
    {
      url: 'https://intake.example/jse-disclosure/PIK-2023.csv',
      status: 200,
      headers: { 'content-type': 'text/csv' },
      bytes: new TextEncoder().encode(text),
      fetched_at: '2023-07-01T00:00:00.000Z',
    },
    'index',
  );

/** Scope 1 of Pick n Pay for the 52 weeks to 26 February 2023. */
const scope1 = {
  share_code: 'PIK',
  metric: 'E1.1a',
  measure: 'scope_1',
  period_start: '2022-02-28',
  period_end: '2023-02-26',
  value: '381435',
  unit: 'tCO2e',
  document: 'ESG Report 2023',
  page: '38-39',
};
type Line = Partial<Record<keyof typeof scope1 | 'instrument_id' | 'issuer' | 'status', unknown>>;
const lines = (...all: Line[]) => parse(JSON.stringify(all.map((line) => ({ ...scope1, ...line }))));

test('a figure comes with its document and page', () => {
  const { rows, rejected } = lines({ issuer: 'Pick n Pay Stores Limited', status: 'assured' });
  expect(rejected).toEqual([]);
  expect(rows.observation).toEqual([
    {
      series_id: 'DISCLOSURE:E1.1A.SCOPE_1.XJSE-PIK',
      period: '2022-02-28',
      value: '381435',
      status: 'assured',
      document: 'ESG Report 2023',
      page: '38-39',
    },
  ]);
  expect(rows.series).toMatchObject([
    {
      entity: 'XJSE-PIK',
      entity_name: 'Pick n Pay Stores Limited',
      unit: 'tCO2e',
      interval: '1y',
      topic: 'environment',
    },
  ]);
});

test('a table is read by its header, whatever parts its columns', () => {
  const columns = ['Page', 'Document', 'unit', 'VALUE', 'period end', 'Metric', 'Measure', 'Share code', 'note'];
  const cells = ['"3"', 'Data sheet', 'kl', '"290 762"', '2022-12-31', 'e2.1A', '', 'ABG', 'x'];
  for (const between of [',', ';', '\t']) {
    const { rows } = parse(`\ufeff${columns.join(between)}\r\n${cells.join(between)}\r\n`);
    expect(rows.observation).toMatchObject([
      { series_id: 'DISCLOSURE:E2.1A.CONSUMED.XJSE-ABG', period: '2022-01-01', value: '290762', page: '3' },
    ]);
  }
});

test.each<[string, Line, string]>([
  ['no page', { page: '' }, 'undocumented'],
  ['no document', { document: null }, 'undocumented'],
  ['no unit', { unit: '' }, 'unit'],
  ['a unit of something else', { unit: 'percent' }, 'unit'],
  ['an answer in words', { value: 'Yes' }, 'narrative'],
  ['a metric that is not known', { metric: 'E9.9' }, 'metric'],
  ['a metric of several measures without one', { measure: '' }, 'metric'],
  ['a measure of another metric', { measure: 'women' }, 'metric'],
  ['a number of two readings', { value: '381,435' }, 'decimal'],
  ['a number of words', { value: '0.38 million' }, 'decimal'],
  ['no day at the end', { period_end: '26/02/2023' }, 'period'],
  ['a span of a month', { period_start: '2023-02-01', period_end: '2023-02-28' }, 'period'],
  ['an end before the start', { period_start: '2024-02-28' }, 'period'],
  ['no company', { share_code: '' }, 'schema'],
])('%s: the figure is rejected and its neighbour goes through', (_what, wrong, rule) => {
  const { rows, rejected } = lines(wrong, {});
  expect(rejected.map((rejection) => rejection.rule)).toEqual([rule]);
  expect(rejected[0]?.record).toMatchObject({ metric: expect.any(String), value: expect.any(String) });
  expect(rows.observation).toHaveLength(1);
});

test.each(['', '-', '–', 'n/a', null])('%j is an absence, neither row nor rejection', (value) => {
  const { rows, rejected } = lines({ value }, {});
  expect([rows.observation?.length, rejected.length]).toEqual([1, 0]);
});

test.each([
  ['381 435', 'tCO2e', '381435'],
  ['1\u00a0475\u00a0780', 'tCO2e', '1475780'],
  ['1,475,780', 'tCO2e', '1475780'],
  ['1,475.5', 'tCO2e', '1475.5'],
])('%s %s is %s', (value, unit, expected) => {
  expect(lines({ value, unit }).rows.observation?.[0]?.value).toBe(expected);
});

test('a percent sign goes with percent and with nothing else', () => {
  const women = { metric: 'S1.5a', measure: 'women_share', value: '64.0%' };
  expect(lines({ ...women, unit: 'percent' }).rows.observation?.[0]?.value).toBe('64.0');
  expect(lines({ value: '64.0%' }, {}).rejected.map(({ rule }) => rule)).toEqual(['decimal']);
});

test('a figure in another unit of its dimension is a series of its own', () => {
  const { rows } = lines({}, { value: '381.435', unit: 'ktCO2e' });
  expect(rows.series?.map(({ series_id, unit }) => [series_id, unit])).toEqual([
    ['DISCLOSURE:E1.1A.SCOPE_1.XJSE-PIK', 'tCO2e'],
    ['DISCLOSURE:E1.1A.SCOPE_1-KTCO2E.XJSE-PIK', 'ktCO2e'],
  ]);
});

test.each([
  ['', '2023-02-28', '2022-03-01', '1y'],
  ['', '2022-12-31', '2022-01-01', '1y'],
  ['2022-07-01', '2022-09-30', '2022-07-01', '1q'],
])('from "%s" to %s is a period that begins on %s', (period_start, period_end, period, interval) => {
  const { rows } = lines({ period_start, period_end });
  expect(rows.observation?.[0]?.period).toBe(period);
  expect(rows.series?.[0]?.interval).toBe(interval);
});

test('an instrument outside of Johannesburg is named in full', () => {
  expect(lines({ instrument_id: 'XLON:BATS', share_code: '' }).rows.series?.[0]?.entity).toBe('XLON-BATS');
});

test.each([
  ['a table without the value', 'metric,period_end,unit\nE1.1a,2022-12-31,tCO2e\n', /without the column value/],
  ['objects of another kind', '[{"metric":"E1.1a","figure":1}]', /without period_end, value/],
  ['one object', '{"metric":"E1.1a"}', /changed its format/],
])('%s is reported as a changed source', (_what, text, said) => {
  expect(() => parse(text)).toThrow(said);
});
