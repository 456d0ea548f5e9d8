import { expect, test } from 'vitest';
import type { RawPayload } from '../../model/payload.ts';
import { frankfurter } from './frankfurter.ts';

const payload = (text: string): RawPayload => ({
  url: 'https://api.frankfurter.dev/v2/rates?base=USD',
  status: 200,
  headers: {},
  bytes: new TextEncoder().encode(text),
  fetched_at: '2024-01-16T00:00:00.000Z',
});
const parse = (document: unknown) =>
  frankfurter.parsers[0].parse(payload(typeof document === 'string' ? document : JSON.stringify(document)), 'EUR');

const pound = { date: '2024-01-15', base: 'EUR', quote: 'GBP', rate: 0.8623 };
const gbp = { base: 'EUR', quote: 'GBP', date: '2024-01-15', value: '0.8623' };

test('version 2 gives a record a pair and day; the base against itself is none', () => {
  const providers = [{ key: 'ECB', date: '2024-01-15', rate: 0.86, excluded: true }];
  const identity = { ...pound, quote: 'EUR', rate: 1.0 };
  expect(parse([identity, { ...pound, providers }])).toEqual({ rows: { rate: [gbp] }, rejected: [] });
  expect(parse(pound).rows.rate).toEqual([gbp]);
});

test('lines of JSON read as the array does', () => {
  const lines = `${JSON.stringify(pound)}\n${JSON.stringify({ ...pound, date: '2024-01-16' })}\n`;
  expect(parse(lines).rows.rate?.map(({ date }) => date)).toEqual(['2024-01-15', '2024-01-16']);
});

test('a broken line is rejected and its neighbours go through', () => {
  const line = JSON.stringify(pound);
  for (const lines of [
    [line, '{"date":', line],
    ['{"date":', line, line],
  ]) {
    const { rows, rejected } = parse(`${lines.join('\n')}\n`);
    expect(rows.rate).toEqual([gbp, gbp]);
    expect(rejected.map(({ rule, record }) => [rule, record])).toEqual([['schema', '{"date":']]);
  }
});

test.each([[[]], [{ base: 'EUR', date: '2024-01-15', rates: {} }], [{ base: 'EUR', rates: {} }]])(
  '%j is a span without rates',
  (document) => {
    expect(parse(document)).toEqual({ rows: { rate: [] }, rejected: [] });
  },
);

test('version 1 gives the rates of a day, or of the days of a span', () => {
  const day = { amount: 1.0, base: 'EUR', date: '2024-01-15', rates: { GBP: 0.8623 } };
  expect(parse(day).rows.rate).toEqual([gbp]);
  const rates = { '2024-01-15': { GBP: 0.8623 }, '2024-01-16': { GBP: 0.86 } };
  const span = { base: 'EUR', start_date: '2024-01-15', end_date: '2024-01-16', rates };
  expect(parse(span).rows.rate).toEqual([gbp, { ...gbp, date: '2024-01-16', value: '0.86' }]);
});

test('a record that is amiss is rejected and its neighbours go through', () => {
  const { rows, rejected } = parse([
    pound,
    { ...pound, rate: null },
    { ...pound, date: '2024-02-30' },
    { ...pound, quote: 'pound' },
    null,
  ]);
  expect(rows.rate).toEqual([gbp]);
  expect(rejected.map(({ reason }) => reason)).toEqual([
    '"2024-02-30" is no calendar day',
    '"pound" is no currency code',
    'is no rate of a pair on a day',
    'is no rate of a pair on a day',
  ]);
});

test.each([
  ['a refusal', { message: 'not found' }, /refused: not found/],
  ['an amount', { amount: 10, base: 'EUR', date: '2024-01-15', rates: { GBP: 8.623 } }, /multiplied by 10/],
  ['currencies', [{ iso_code: 'EUR', name: 'Euro' }], /no record of the known shape/],
  ['lines that break off', `${JSON.stringify(pound)}\n${JSON.stringify(pound)}\n{"date":`, /breaks off/],
])('%s is a source that changed', (_what, document, said) => {
  expect(() => parse(document)).toThrow(said);
  expect(() => parse(document)).toThrow(expect.objectContaining({ code: 'source_changed' }));
});

test('long spans are asked for year by year, without a gap', async () => {
  const asked: string[] = [];
  const fetcher = {
    get: async (url: string) => {
      asked.push(url.slice(url.indexOf('from=')));
      return null;
    },
  };
  const window = { from: '2022-01-01T00:00:00.000Z', to: '2024-01-16T05:00:00.000Z' };
  for await (const _ of frankfurter.fetch({ subject: 'USD', settings: frankfurter.defaults, fetcher }, window));
  expect(asked).toEqual([
    'from=2022-01-01&to=2023-01-01',
    'from=2023-01-02&to=2024-01-02',
    'from=2024-01-03&to=2024-01-16',
  ]);
});
