import { describe, expect, test } from 'vitest';
import type { FetchOptions } from '../fetcher.ts';
import { fred } from './fred.ts';

const payloadOf = (document: unknown, fetched_at = '2026-03-16T22:00:00.000Z') => ({
  url: 'https://api.stlouisfed.org/fred/series/observations?series_id=x',
  status: 200,
  headers: {},
  bytes: new TextEncoder().encode(typeof document === 'string' ? document : JSON.stringify(document)),
  fetched_at,
});
const parse = (document: unknown, subject: string, fetchedAt?: string) =>
  fred.parsers[0].parse(payloadOf(document, fetchedAt), subject);

function answer(observations: unknown[], realtime_start = '2026-03-16', realtime_end = realtime_start) {
  const count = observations.length;
  return { realtime_start, realtime_end, units: 'lin', output_type: 1, count, offset: 0, limit: 100000, observations };
}

/** The first quarter of 2014 as ALFRED has it, from its first release to the annual revision. */
const quarter = [
  { realtime_start: '2014-04-30', realtime_end: '2014-05-28', date: '2014-01-01', value: '17149.6' },
  { realtime_start: '2014-05-29', realtime_end: '2014-06-24', date: '2014-01-01', value: '17101.3' },
  { realtime_start: '2014-06-25', realtime_end: '2014-07-29', date: '2014-01-01', value: '17016.0' },
  { realtime_start: '2014-07-30', realtime_end: '9999-12-31', date: '2014-01-01', value: '17044.0' },
];
const gdp = { series_id: 'FRED:GDP.USA', period: '2014-01-01' };

describe('vintages', () => {
  test('each says from when to when it was said, the newest is what FRED says still', () => {
    const { rows, rejected } = parse(answer(quarter, '2014-01-01', '9999-12-31'), 'GDP', '2014-08-23T00:00:00.000Z');
    expect(rejected).toEqual([]);
    expect(rows.vintage?.map(({ realtime_start, realtime_end }) => [realtime_start, realtime_end])).toEqual([
      ['2014-04-30', '2014-05-28'],
      ['2014-05-29', '2014-06-24'],
      ['2014-06-25', '2014-07-29'],
      ['2014-07-30', null],
    ]);
    expect(rows.vintage?.[2]).toMatchObject({ ...gdp, value: '17016.0' });
    expect(rows.observation).toMatchObject([{ ...gdp, value: '17044.0' }]);
  });

  test('an answer about a past span has vintages alone, the last one closed where the span ends', () => {
    const asked = [quarter[0], { ...quarter[1], realtime_end: '2014-06-01' }];
    const { rows } = parse(answer(asked, '2014-04-30', '2014-06-01'), 'GDP', '2014-08-23T00:00:00.000Z');
    expect(rows.vintage?.map(({ realtime_end }) => realtime_end)).toEqual(['2014-05-28', '2014-06-01']);
    expect(rows.observation).toEqual([]);
  });

  test('an answer about one day is what FRED says then and still', () => {
    const value = { realtime_start: '2026-03-16', realtime_end: '2026-03-16', date: '2026-03-02', value: '4.05' };
    const { rows } = parse(answer([value]), 'DGS10', '2026-11-24T00:00:00.000Z');
    const known = { series_id: 'FRED:DGS10.USA', period: '2026-03-02', value: '4.05' };
    expect(rows.vintage).toEqual([{ ...known, realtime_start: '2026-03-16', realtime_end: null }]);
    expect(rows.observation).toMatchObject([known]);
  });

  test('a dot is no value, in the vintage and in the observation', () => {
    const value = { realtime_start: '2026-03-16', realtime_end: '9999-12-31', date: '2026-01-19', value: '.' };
    const { rows } = parse(answer([value], '2026-01-01', '9999-12-31'), 'DGS10');
    expect([rows.vintage?.[0]?.value, rows.observation?.[0]?.value]).toEqual([null, null]);
  });
});

test.each([
  ['DEXSFUS', 'USD', 'ZAR', 'FRED:DEXSFUS.ZAF'],
  ['DEXUSEU', 'EUR', 'USD', 'FRED:DEXUSEU.EMU'],
])('%s is a series and a rate of %s in %s', (id, base, quote, series_id) => {
  const value = { realtime_start: '2026-03-16', realtime_end: '2026-03-16', date: '2026-03-02', value: '16.1396' };
  const { rows } = parse(answer([value, { ...value, date: '2026-03-03', value: '.' }]), id);
  expect(rows.rate).toEqual([{ base, quote, date: '2026-03-02', value: '16.1396' }]);
  expect(rows.series).toMatchObject([{ series_id, unit: `${quote} per ${base}`, interval: '1d' }]);
  expect(rows.observation).toHaveLength(2);
});

test('a record that is amiss is rejected and its neighbours go through', () => {
  const [value] = quarter;
  const { rows, rejected } = parse(
    answer([value, { ...value, value: 'n/a' }, { ...value, date: '2014-02-30' }, { ...value, value: null }, 'x']),
    'GDP',
  );
  expect(rows.vintage).toHaveLength(1);
  expect(rejected.map(({ rule }) => rule).sort()).toEqual(['decimal', 'schema', 'schema', 'schema']);
});

test.each([
  [400, 'Bad Request.  The value for variable api_key is not registered.', 'source_denied'],
  [400, 'Bad Request.  The series does not exist.', 'source_changed'],
  [429, 'Too Many Requests.  Exceeded Rate Limit', 'source_unavailable'],
])('the refusal %i "%s" is %s', (error_code, error_message, code) => {
  expect(() => parse({ error_code, error_message }, 'GDP')).toThrow(expect.objectContaining({ code }));
});

describe('downloads', () => {
  test.each(['DATE,DGS10', 'observation_date,DGS10'])('headed %s give a value a day and no vintage', (header) => {
    const { rows, rejected } = parse(`${header}\n1962-01-02,4.06\n1962-01-03,.\n1962-01-04,\n`, 'any');
    expect(rejected).toEqual([]);
    expect(rows.observation?.map(({ period, value }) => [period, value])).toEqual([
      ['1962-01-02', '4.06'],
      ['1962-01-03', null],
      ['1962-01-04', null],
    ]);
    expect(rows.vintage).toEqual([]);
    expect(rows.series).toMatchObject([{ series_id: 'FRED:DGS10.USA', unit: 'percent' }]);
  });

  test('the older header VALUE leaves it to the subject to say which series it is', () => {
    const { rows } = parse('DATE,VALUE\n1962-01-02,4.06\n', 'DGS10');
    expect(rows.series).toMatchObject([{ series_id: 'FRED:DGS10.USA', interval: '1d' }]);
    expect(() => parse('DATE,VALUE\n1962-01-02,4.06\n', 'any')).toThrow(
      expect.objectContaining({ code: 'source_changed' }),
    );
  });

  test('what FRED made of a series is another series', () => {
    const { rows } = parse('DATE,CPIAUCSL_PC1\r\n1948-01-01,10.24209\r\n', 'CPIAUCSL');
    expect(rows.series).toMatchObject([
      {
        series_id: 'FRED:CPIAUCSL_PC1.USA',
        name: expect.stringMatching(/, percent change from a year ago$/),
        unit: 'percent',
        interval: '1M',
      },
    ]);
    const json = { ...answer([{ ...quarter[3], realtime_end: '2026-03-16' }]), units: 'chg' };
    expect(parse(json, 'GDP').rows.series).toMatchObject([{ series_id: 'FRED:GDP_CHG.USA', unit: 'billion_USD' }]);
  });

  test('a graph of several series gives each of them', () => {
    const { rows } = parse('observation_date,DEXUSEU,GDP\n2026-01-01,1.17,30000.5\n2026-01-02,1.18,\n', 'any');
    expect(rows.observation?.map(({ series_id, value }) => `${series_id} ${value}`)).toEqual([
      'FRED:DEXUSEU.EMU 1.17',
      'FRED:DEXUSEU.EMU 1.18',
      'FRED:GDP.USA 30000.5',
      'FRED:GDP.USA null',
    ]);
    expect(rows.rate).toHaveLength(2);
  });

  test('a series of none of our tables says what it can of itself', () => {
    for (const more of ['', '2020-02-01,29.1\n']) {
      const { rows } = parse(`DATE,LRHUTTTTZAM156S\n2020-01-01,28.5\n${more}`, 'any');
      expect(rows.series).toMatchObject([
        { series_id: 'FRED:LRHUTTTTZAM156S.XXX', entity_name: 'not stated', unit: null, interval: '1M' },
      ]);
    }
  });

  test('how long an answer is does not change the step of an unknown series', () => {
    for (const more of ['', '2020-02-01,29.1\n']) {
      const { rows } = parse(`DATE,UNHEARDOF\n2020-01-01,28.5\n${more}`, 'any');
      expect(rows.series).toMatchObject([{ series_id: 'FRED:UNHEARDOF.XXX', interval: '1d' }]);
    }
  });
});

test.each([
  ['a page without observations', { realtime_start: '2026-03-16', realtime_end: '2026-03-16' }],
  ['the facts of a series', { realtime_start: '2026-03-16', realtime_end: '2026-03-16', seriess: [{ id: 'GDP' }] }],
  ['another table', 'Country,Value\nZAF,1\n'],
  ['a header alone', 'DATE,DGS10\n'],
])('%s is a source that changed', (_what, document) => {
  expect(() => parse(document, 'GDP')).toThrow(expect.objectContaining({ code: 'source_changed' }));
});

async function asked(subject: string, from: string, pages: unknown[]) {
  const urls: URL[] = [];
  const get = async (url: string, options?: FetchOptions) => {
    expect(options?.secretQuery).toEqual({ api_key: 'secret' });
    urls.push(new URL(url));
    const page = pages.shift();
    return page === undefined ? null : payloadOf(page);
  };
  const settings = { ...fred.defaults, api_key: 'secret' };
  const window = { from, to: '2026-11-24T06:00:00.000Z' };
  for await (const _ of fred.fetch({ subject, settings, fetcher: { get } }, window));
  return urls.map(({ searchParams }) => Object.fromEntries(searchParams));
}

test('a real-time period begins with the asked days, where FRED has not too many vintages of them', async () => {
  const [month] = await asked('CPIAUCSL', '1990-01-01T00:00:00.000Z', []);
  expect(month).toMatchObject({ observation_start: '1990-01-01', realtime_start: '1990-01-01' });
  const [recent] = await asked('DGS10', '2026-11-10T00:00:00.000Z', []);
  expect(recent).toMatchObject({ observation_start: '2026-11-10', realtime_start: '2026-11-10' });
  const [history] = await asked('DGS10', '1990-01-01T00:00:00.000Z', []);
  expect(history).toMatchObject({ observation_start: '1990-01-01', realtime_start: '2021-01-01' });
});

test('every page is asked for', async () => {
  const page = answer(quarter, '1990-01-01', '9999-12-31');
  const first = { ...page, count: 8 };
  const urls = await asked('GDP', '1990-01-01T00:00:00.000Z', [first, { ...first, offset: 4 }]);
  expect(urls.map(({ offset }) => offset)).toEqual(['0', '4']);
});

test('months are read again for two years, and as a whole when a week begins', () => {
  const window = (subject: string, collected_to: string, now: string) =>
    fred.window({ collected_to, asked_at: collected_to }, now, fred.defaults, subject)?.from.slice(0, 10);
  expect(window('CPIAUCSL', '2026-11-23T00:00:00.000Z', '2026-11-24T06:00:00.000Z')).toBe('2024-11-21');
  expect(window('CPIAUCSL', '2026-11-21T00:00:00.000Z', '2026-11-22T06:00:00.000Z')).toBe('1990-01-01');
  expect(window('DGS10', '2026-11-21T00:00:00.000Z', '2026-11-22T06:00:00.000Z')).toBe('2026-11-07');
});

test('a line of a download that has not a cell for each series is rejected whole', () => {
  const { rows, rejected } = parse('DATE,DGS10\n2026-07-06,4.06\n2026-07-07,4,06\n2026-07-08\n', 'DGS10');
  expect(rows.observation).toHaveLength(1);
  expect(rejected.map(({ rule, reason }) => `${rule}: ${reason}`)).toEqual([
    'schema: has 3 cells under 2 names',
    'schema: has 1 cells under 2 names',
  ]);
});

test.each(['#N/A', 'NaN', '.', ''])('"%s" in a download is an absence', (cell) => {
  expect(parse(`DATE,DGS10\n2026-07-07,${cell}\n`, 'DGS10').rows.observation).toMatchObject([{ value: null }]);
});

test.each([
  ['a last number that is cut', 'DATE,DGS10\n2026-07-06,4.06\n2026-07-07,4.0', /breaks off/],
  ['a quote that is not closed', 'DATE,DGS10\n2026-07-06,"4.06\n2026-07-07,4.06\n', /quotes are not balanced/],
])('%s is a source that changed', (_what, text, said) => {
  expect(() => parse(text, 'DGS10')).toThrow(said);
});
