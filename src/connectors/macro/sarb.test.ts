import { expect, test } from 'vitest';
import { sarb } from './sarb.ts';

const parse = (rows: unknown, subject = 'EXCX135D') => {
  const payload = {
    url: 'https://custom.resbank.co.za/SarbWebApi/WebIndicators/Shared/GetTimeseriesObservations/x',
    status: 200,
    headers: {},
    bytes: new TextEncoder().encode(typeof rows === 'string' ? rows : JSON.stringify(rows)),
    fetched_at: '2026-10-04T00:00:00.000Z',
  };
  return sarb.parsers[0].parse(payload, subject);
};

const dollar = {
  Period: '2026-03-27T00:00:00',
  Timeseries: 'Rand per US Dollar',
  Description: "Weighted average of the banks' daily rates at approximately 10:30 am.",
  Value: 17.1302,
  FormatNumber: '0.0000',
  FormatDate: 'yyyy-MM-dd',
};

test.each([
  ['Rand per US Dollar', 'USD', 'ZAR'],
  ['Rand per British Pound', 'GBP', 'ZAR'],
  ['Botswana: Pula per Rand', 'ZAR', 'BWP'],
  ['Japan:  Yen per Rand', 'ZAR', 'JPY'],
  ['Kenya: Schilling per Rand', 'ZAR', 'KES'],
])('"%s" has the base %s and the quote %s, under whatever code', (Timeseries, base, quote) => {
  const { rows, rejected } = parse([{ ...dollar, Timeseries }], 'EXCB051D');
  expect(rows.rate).toEqual([{ base, quote, date: '2026-03-27', value: '17.1302' }]);
  expect(rejected).toEqual([]);
});

test('published zeros stay', () => {
  const text = JSON.stringify([{ ...dollar, Timeseries: 'Japan: Yen per Rand' }]).replace('17.1302', '9.4160');
  expect(parse(text, 'EXCB120D').rows.rate?.[0]?.value).toBe('9.4160');
});

test('the kwacha before its rebasing is another money', () => {
  const kwacha = { ...dollar, Timeseries: 'Zambia: Kwacha per Rand' };
  const { rows } = parse([
    { ...kwacha, Period: '2013-01-02T00:00:00', Value: 0.6188 },
    { ...kwacha, Period: '2012-12-31T00:00:00', Value: 612.34 },
  ]);
  expect(rows.rate?.map(({ quote, value }) => `${quote} ${value}`)).toEqual(['ZMW 0.6188', 'ZMK 612.34']);
});

test('a text without a direction or a known currency is rejected, and its neighbours go through', () => {
  const { rows, rejected } = parse([
    dollar,
    { ...dollar, Timeseries: 'Euro per US dollar Middle rate' },
    { ...dollar, Timeseries: 'Rand against the dollar' },
    { ...dollar, Timeseries: 'Wakanda: Dollar per Rand' },
    { ...dollar, Timeseries: 'Rand per Rand' },
    { ...dollar, Value: 'n/a' },
    { ...dollar, Period: '27 March 2026' },
  ]);
  expect(rows.rate).toHaveLength(1);
  expect(rejected.map(({ rule }) => rule)).toEqual([
    'direction',
    'direction',
    'unknown_currency',
    'direction',
    'decimal',
    'schema',
  ]);
});

test('a day without a rate is an absence', () => {
  expect(parse([dollar, { ...dollar, Value: null }])).toMatchObject({ rows: { rate: [{}] }, rejected: [] });
});

test('a statistic is a value for the month that it ends, as written', () => {
  const { rows, rejected } = parse(
    [
      { ...dollar, Period: '2026-08-31T00:00:00', Timeseries: 'CPI', Value: 4.4 },
      { ...dollar, Period: '2026-07-31T00:00:00', Timeseries: 'CPI', Value: null },
    ],
    'CPI1000F',
  );
  expect(rejected).toEqual([]);
  expect(rows.series).toMatchObject([{ series_id: 'SARB:CPI1000F.ZAF', unit: 'percent', interval: '1M' }]);
  expect(rows.observation).toMatchObject([
    { series_id: 'SARB:CPI1000F.ZAF', period: '2026-08-01', value: '4.4' },
    { series_id: 'SARB:CPI1000F.ZAF', period: '2026-07-01', value: null },
  ]);
});

test('an empty list says nothing', () => {
  expect(parse([])).toEqual({ rows: { rate: [], series: [], observation: [] }, rejected: [] });
});

test.each([
  ['other fields', [{ Date: '2026-03-27', Value: 17.1302 }]],
  ['an object', { Message: 'An error has occurred.' }],
])('%s are a source that changed', (_what, document) => {
  expect(() => parse(document)).toThrow(expect.objectContaining({ code: 'source_changed' }));
});

test('no code stands twice among the subjects', () => {
  expect(new Set(sarb.subjects).size).toBe(sarb.subjects.length);
});
