import { describe, expect, test } from 'vitest';
import { imf } from './imf.ts';

const parse = (document: unknown, fetched_at = '2026-05-05T22:14:13.000Z') => {
  const payload = {
    url: 'https://www.imf.org/external/x',
    status: 200,
    headers: {},
    bytes: new TextEncoder().encode(typeof document === 'string' ? document : JSON.stringify(document)),
    fetched_at,
  };
  return imf.parsers[0].parse(payload, 'any');
};

const lines = (...rows: string[]) => `${rows.join('\r\n')}\r\n`;
const title = 'Representative Exchange Rates for Selected Currencies for March 2026';
const notes = [
  '',
  'Notes:',
  '',
  'These representative exchange rates, which are reported to the Fund by the issuing central bank, are expressed in terms of currency units per U.S. dollar, except for those indicated by',
  '',
  '(1) which are in terms of U.S. dollars per currency unit, and those indicated by',
];

describe('representative rates', () => {
  test('the notes tell which are dollars for a unit; the dollar and NA say nothing', () => {
    const { rows, rejected } = parse(
      lines(
        title,
        'Currency\tMarch 02, 2026\tMarch 03, 2026\t',
        'Euro(1)\t1.169800\t1.160600\t',
        'U.K. pound(1)\t1.341050\tNA\t',
        'U.S. dollar\t1.000000\t1.000000\t',
        'Korean won\t\t1,435.400000\t',
        '',
        `${title} Continued`,
        '',
        'Currency\tMarch 17, 2026\t',
        'Chinese yuan\t6.888300\t',
        ...notes,
      ),
    );
    expect(rejected).toEqual([]);
    expect(rows.rate?.map(({ base, quote, date, value }) => `${base}/${quote} ${date} ${value}`)).toEqual([
      'EUR/USD 2026-03-02 1.169800',
      'EUR/USD 2026-03-03 1.160600',
      'GBP/USD 2026-03-02 1.341050',
      'USD/KRW 2026-03-03 1435.400000',
      'USD/CNY 2026-03-17 6.888300',
    ]);
  });

  test('a mark without a note, an unknown name and a word are rejected, and their neighbours go through', () => {
    const { rows, rejected } = parse(
      lines(
        title,
        'Currency\tMarch 02, 2026\tSomeday',
        'Chinese yuan\t6.882900\t6.897100',
        'Icelandic krona(2)\t121.5\t',
        'Wakandan dollar\t2.5\t',
        'Japanese yen\tclosed\t',
        ...notes,
      ),
    );
    expect(rows.rate).toHaveLength(1);
    expect(rejected.map(({ rule }) => rule)).toEqual(['schema', 'direction', 'unknown_currency', 'decimal']);
  });

  test('a table of SDRs says so in its title', () => {
    const { rows } = parse(
      lines(
        'SDRs per Currency unit for March 2026',
        'Currency\tMarch 02, 2026',
        'Euro\t0.8477580000',
        'U.S. dollar\t0.7351990000',
        '',
        'Notes:',
      ),
    );
    expect(rows.rate?.map(({ base, quote, value }) => `${base}/${quote} ${value}`)).toEqual([
      'EUR/XDR 0.8477580000',
      'USD/XDR 0.7351990000',
    ]);
  });

  test('without the note on its direction, a table is not read', () => {
    const table = lines(title, 'Currency\tMarch 02, 2026', 'Euro(1)\t1.169800');
    expect(() => parse(table)).toThrow(/does not tell in which direction/);
    expect(() => parse(table)).toThrow(expect.objectContaining({ code: 'source_changed' }));
  });
});

describe('the DataMapper', () => {
  const api = { version: '1', 'output-method': 'json' };

  test('gives a value a year; years that have not ended are projections', () => {
    const years = '{"2024":2.8,"2025":2.0,"2026":1.8,"2027":null}';
    const { rows, rejected } = parse(
      `{"values":{"NGDP_RPCH":{"ZAF":${years},"WEOWORLD":{"2024":3.4},"":null},"":null},"api":{}}`,
    );
    expect(rejected).toEqual([]);
    expect(rows.series?.map(({ series_id, entity_name, unit }) => [series_id, entity_name, unit])).toEqual([
      ['IMF:NGDP_RPCH.ZAF', 'South Africa', 'percent'],
      ['IMF:NGDP_RPCH.WEOWORLD', 'World', 'percent'],
    ]);
    expect(rows.observation?.map(({ period, value, status }) => [period, value, status])).toEqual([
      ['2024-01-01', '2.8', null],
      ['2025-01-01', '2.0', null],
      ['2026-01-01', '1.8', 'projection'],
      ['2027-01-01', null, 'projection'],
      ['2024-01-01', '3.4', null],
    ]);
  });

  test('keeps every published digit', () => {
    const digits = '7.79999999999999982236431605997495353221893310546875';
    const { rows } = parse(`{"values":{"PCPIPCH":{"JPN":{"1980":${digits}}}}}`);
    expect(rows.observation?.[0]?.value).toBe(digits);
  });

  test('rejects what is amiss, and its neighbours go through', () => {
    const values = { NGDP_RPCH: { ZAF: { 2024: 0.6, '2024Q1': 1, 2025: 'n/a', 2023: true }, 'Z A': {}, USA: [] } };
    const { rows, rejected } = parse({ values, api });
    expect(rows.observation).toHaveLength(1);
    expect(rejected.map(({ rule }) => rule).sort()).toEqual(['decimal', 'schema', 'schema', 'schema', 'schema']);
  });

  test.each([
    ['another document', { countries: { ABW: { label: 'Aruba' } }, api }],
    ['nothing', { api }],
    ['no values', { values: { NGDP_RPCH: {} }, api }],
    ['a list', []],
    ['text', 'Access Denied'],
  ])('%s is a source that changed', (_what, document) => {
    expect(() => parse(document)).toThrow(expect.objectContaining({ code: 'source_changed' }));
  });
});

test('a window of rates asks for the months that it touches', async () => {
  const urls: URL[] = [];
  const get = async (url: string) => {
    urls.push(new URL(url));
    return null;
  };
  const window = { from: '2025-12-31T10:00:00.000Z', to: '2026-02-01T00:00:00.000Z' };
  for await (const _ of imf.fetch({ subject: 'REP', settings: imf.defaults, fetcher: { get } }, window));
  expect(urls.map(({ searchParams }) => searchParams.get('SelectDate'))).toEqual([
    '2025-12-31',
    '2026-01-31',
    '2026-02-28',
  ]);
});
