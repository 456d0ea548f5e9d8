import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connectors } from '../../src/connectors/index.ts';
import type { Dataset } from '../../src/model/symbol.ts';
import { startIngestedPlatform } from './ingested-platform.ts';
import type { Fields, SamplePlatform } from './sample-platform.ts';

let platform: SamplePlatform;

beforeAll(async () => {
  platform = await startIngestedPlatform();
});
afterAll(() => platform.stop());

type Row = Readonly<Record<string, string>>;

const span = ({ time }: Row) => `from=${time}&to=${new Date(Date.parse(time ?? '') + 1).toISOString()}`;

/** Where a row of each dataset is read, and the decimal that must come as it was published. */
const ways: { readonly [D in Dataset]: { path(row: Row): string; readonly figure: string | null } } = {
  instrument: { path: ({ instrument_id }) => `/v1/instruments/${instrument_id}`, figure: null },
  alias: { path: ({ instrument_id }) => `/v1/instruments/${instrument_id}/aliases`, figure: null },
  series: { path: ({ series_id }) => `/v1/series?q=${series_id}`, figure: null },
  bar: {
    path: (row) => `/v1/bars/${row.instrument_id}?interval=${row.interval}&source=${row.source}&${span(row)}`,
    figure: 'close',
  },
  quote: { path: (row) => `/v1/quotes/${row.instrument_id}?source=${row.source}&${span(row)}`, figure: 'price' },
  rate: {
    path: ({ base, quote, date, source }) => `/v1/rates/${base}-${quote}?date=${date}&source=${source}`,
    figure: 'value',
  },
  observation: {
    path: ({ series_id, period, source }) =>
      `/v1/series/${series_id}/observations?from=${period}&to=${period}&source=${source}`,
    figure: 'value',
  },
  vintage: {
    path: ({ series_id, realtime_start }) => `/v1/series/${series_id}/vintages?realtime=${realtime_start}`,
    figure: 'value',
  },
  measurement: { path: (row) => `/v1/series/${row.series_id}/measurements?${span(row)}`, figure: 'value' },
  trade: { path: (row) => `/v1/trades/${row.instrument_id}?source=${row.source}&${span(row)}`, figure: 'price' },
  corporate_action: {
    path: ({ instrument_id, ex_date, source }) =>
      `/v1/corporate-actions/${instrument_id}?from=${ex_date}&to=${ex_date}&source=${source}`,
    figure: null,
  },
  news: { path: ({ feed_id }) => `/v1/news?feed=${feed_id}&repeats=true&limit=1000`, figure: null },
};

/** One row of the source as it is stored, and the digits of its figure. */
async function storedRow(dataset: Dataset, source: string): Promise<{ row: Row; digits: string | null } | null> {
  const times: Partial<Record<Dataset, string>> = { bar: 'time', quote: 'time', trade: 'time', measurement: 'time' };
  const at = times[dataset];
  const [found] = await platform.db.query<{ row: Row; at: string | null; digits: string | null }>(
    `SELECT to_jsonb(t) AS row, to_jsonb(t) ->> $2 AS digits, ${at ? `wire_instant("${at}")` : 'NULL'} AS at FROM "${dataset}" t WHERE source = $1
     ${['observation', 'vintage'].includes(dataset) ? 'AND value IS NOT NULL' : ''} LIMIT 1`,
    [source, ways[dataset].figure ?? ''],
  );
  if (found === undefined) return null;
  const { row, digits } = found;
  return { row: at === undefined ? row : { ...row, [at]: found.at ?? '' }, digits };
}

describe.each(connectors.map(({ source, intakeOnly }) => [source.source_id, source, intakeOnly] as const))(
  '%s',
  (id, source) => {
    test('answers through the API, digit for digit, from payloads that can be looked at', async () => {
      const found: Dataset[] = [];
      for (const dataset of source.datasets) {
        const stored = await storedRow(dataset, id);
        if (stored === null) continue;
        const { row, digits } = stored;
        found.push(dataset);
        const { path, figure } = ways[dataset];
        const { status, json } = await platform.get(path(row), platform.admin);
        expect(status, path(row)).toBe(200);
        const rows = Array.isArray(json.data) ? (json.data as Fields[]) : [json.data];
        const same = rows.find(({ fetch_id, sources }) => fetch_id === row.fetch_id || [sources].flat().includes(id));
        expect(same, `${path(row)} among ${rows.length} rows`).toBeDefined();
        if (figure !== null) expect(same?.[figure]).toBe(digits);
        const bytes = await platform.get(`/v1/provenance/${row.fetch_id}/payload`, platform.admin);
        expect(bytes.status).toBe(200);
      }
      expect(found.length, source.datasets.join()).toBeGreaterThan(0);
    });
  },
);

test('whatever names an instrument, the instrument is found', async () => {
  const named = await platform.db.query<{ id: string }>(
    `SELECT instrument_id AS id FROM bar UNION SELECT instrument_id FROM quote UNION SELECT instrument_id FROM trade
     UNION SELECT instrument_id FROM corporate_action UNION SELECT instrument_id FROM alias
     UNION SELECT m ->> 'instrument_id' FROM news, jsonb_array_elements(mentions) m ORDER BY id`,
  );
  const answers = await Promise.all(
    named.map(async ({ id }) => [id, (await platform.get(`/v1/instruments/${id}`, platform.admin)).status]),
  );
  expect(answers.filter(([, status]) => status !== 200)).toEqual([]);
  expect(answers.length).toBeGreaterThan(50);
});

test('of every run ever recorded, what came in is what was accepted, was known, or was rejected', async () => {
  const odd = await platform.db.query(
    `SELECT fetch_id, rows_in, inserted, revised, unchanged, stale, rejected FROM fetch_log
     WHERE parsed_at IS NOT NULL AND rows_in <> inserted + revised + unchanged + stale + rejected`,
  );
  expect(odd).toEqual([]);
  const runs = await platform.get('/v1/admin/runs?limit=1000', platform.admin);
  const counted = runs.json.data.filter(({ rows_in }) => rows_in !== null);
  expect(counted.length).toBeGreaterThan(connectors.length);
  for (const run of counted) {
    const { rows_in, inserted, revised, unchanged, stale, rejected } = run as Readonly<Record<string, number>>;
    expect(rows_in, JSON.stringify(run)).toBe(
      [inserted, revised, unchanged, stale, rejected].reduce<number>((sum, count = 0) => sum + count, 0),
    );
  }
});
