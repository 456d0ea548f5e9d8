import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { endpoints } from '../../src/api/endpoints/index.ts';
import { first, knownAt, type ReadApi, second, startReadApi } from './read-api.ts';

let read: ReadApi;
let api: ReadApi['api'];
let owner: ReadApi['owner'];
let get: ReadApi['get'];

beforeAll(async () => {
  read = await startReadApi();
  ({ api, owner, get } = read);
});
afterAll(() => read.stop());

describe('the catalogue', () => {
  test('finds by name, ticker and filters, wildcards taken literally', async () => {
    const ids = async (query: string) =>
      (await get(`/v1/instruments?${query}`, 'listInstruments')).data.map(
        (row: Record<string, string>) => row.instrument_id,
      );
    expect(await ids('q=naspers')).toEqual(['XJSE:NPN']);
    expect(await ids('q=btc-')).toEqual(['BINANCE:BTC-USDT']);
    expect(await ids('q=0%25%20B')).toEqual(['BINANCE:BTC-USDT']);
    expect(await ids('q=_')).toEqual(['BINANCE:BTC-USDT']);
    expect(await ids('q=%5C')).toEqual([]);
    expect(await ids('kind=equity&mic=XJSE&currency=ZAR')).toEqual(['XJSE:NPN']);
    expect(await ids('kind=fund')).toEqual([]);
  });

  test('shows one description and names all sources', async () => {
    const { data, meta } = await get('/v1/instruments/XJSE:NPN', 'getInstrument');
    expect(data).toMatchObject({ source: 'yahoo', sources: ['yahoo', 'zz-other'] });
    expect(meta).toMatchObject({ source: 'yahoo', unit: 'ZAc' });
    expect((await api.request('/v1/instruments/XJSE:XXX')).status).toBe(404);
  });

  test('comes in pages', async () => {
    const one = await get('/v1/instruments?limit=1', 'listInstruments');
    const two = await get(`/v1/instruments?limit=1&cursor=${one.meta.next_cursor}`, 'listInstruments');
    expect([one.data[0].instrument_id, two.data[0].instrument_id]).toEqual(['BINANCE:BTC-USDT', 'XJSE:NPN']);
    expect(two.meta.next_cursor).toBeNull();
  });
});

describe('series', () => {
  const path = '/v1/series/WB:FP.CPI.TOTL.ZG.ZAF/observations';

  test('are found by entity and topic, and observed', async () => {
    expect((await get('/v1/series?q=inflation&entity=ZAF&topic=macro', 'listSeries')).data).toHaveLength(1);
    const { data, meta } = await get(`${path}?from=2024-01-01&to=2025-12-31`, 'listObservations');
    expect(data.map(({ value }: { value: string }) => value)).toEqual(['4.36115246518962', null]);
    expect(meta).toMatchObject({ unit: '%', source: 'worldbank', is_sample: true });
  });

  test('turn into columns and know their past', async () => {
    await owner.query(`UPDATE observation SET value = 4.4, recorded_at = $1, rev = 2 WHERE period = '2024-01-01'`, [
      knownAt[1],
    ]);
    const values = async (query: string) =>
      (await get(`${path}?format=columns&from=2024-01-01${query}`, 'listObservations')).data.value;
    expect(await values('')).toEqual(['4.4', null]);
    expect(await values('&as_of=2023-01-03')).toEqual(['4.36115246518962', null]);
    expect((await api.request('/v1/series/WB:NONE.ZAF/observations')).status).toBe(404);
  });
});

describe('operations', () => {
  test('provenance leads to the bytes and shows no secret of the url', async () => {
    const { data } = await get(`/v1/provenance/${first}`, 'getProvenance');
    expect(data).toMatchObject({ sha256: 'ab'.repeat(32), payload: `/v1/provenance/${first}/payload` });
    expect(data.terms).toMatchObject({ redistribution: 'open' });
    expect(data.url).toBe('https://ecb.test/hist?token=[redacted]');
    expect((await api.request(`/v1/provenance/fetch_${'0'.repeat(32)}`)).status).toBe(404);
  });

  test('readiness waits for a round of every source and for payloads that are under way', async () => {
    const unready = await api.request('/healthz');
    expect([unready.status, ((await unready.json()) as { finished: number }).finished]).toEqual([503, 0]);
    await owner.query(
      `INSERT INTO job_run SELECT 'run_' || source_id, source_id, 'all', 'schedule', 1,
         CASE source_id WHEN 'ecb' THEN 'succeeded' ELSE 'failed' END, 'source_unavailable', 'away', 0, now(), now(),
         now(), now() FROM source`,
    );
    await owner.query(
      `INSERT INTO job_run VALUES ('run_1', 'ecb', 'all', 'schedule', 1, 'succeeded', NULL, NULL, 3, now(), now(), now(), now())`,
    );
    const early = (await (await api.request('/healthz')).json()) as { status: number; finished: number };
    expect(early).toMatchObject({ status: 503, finished: 0 });
    await owner.query(
      `INSERT INTO job_run SELECT 'round_' || source_id, source_id, 'all', 'round', 1, 'succeeded', NULL, NULL, 0,
         now(), now(), now(), now() FROM source`,
    );
    const waiting = (await (await api.request('/healthz')).json()) as { status: number; pending_payloads: number };
    expect(waiting).toMatchObject({ status: 503, pending_payloads: 3 });
    await owner.query(`UPDATE fetch_log SET fetched_at = now()`);
    await owner.query(`UPDATE job_run SET payloads = 2 WHERE run_id = 'run_1'`);
    expect((await get('/healthz', 'getHealth')).data).toMatchObject({ status: 'ready', pending_payloads: 0 });
  });

  test('sources tell how fresh they are and why they are not', async () => {
    const { data } = await get('/v1/sources', 'listSources');
    const of = (id: string) => data.find(({ source_id }: { source_id: string }) => source_id === id);
    expect(of('ecb')).toMatchObject({ last_run_status: 'succeeded', failing_subjects: [], is_sample: true });
    expect(of('ecb').freshness_seconds).toBeLessThan(60);
    expect(data.filter((row: Record<string, unknown>) => row.last_error_code === 'source_unavailable')).toHaveLength(
      data.length - 1,
    );
  });

  test('status counts what is stored', async () => {
    const { data } = await get('/v1/status', 'getStatus');
    expect(data.datasets).toContainEqual(
      expect.objectContaining({ dataset: 'bar', rows: 2, newest: '2021-01-13T07:00:00.000Z' }),
    );
    expect(data).toMatchObject({ unsent_changes: 0, pending_payloads: 0, quarantined_rows: 2, open_dead_letters: 0 });
  });

  test('operators list jobs, runs, dead letters and quarantine', async () => {
    await owner.query(
      `INSERT INTO dead_letter VALUES ('dead_0192f0c4a1b27c3d8e9f0a1b2c3d4e61', 'wizdata-dead', '{"type":"change"}', 40, now())`,
    );
    expect((await get('/v1/admin/jobs?connector=ecb', 'listJobs')).data).toMatchObject([{ subject: 'all', runs: 2 }]);
    expect((await get('/v1/admin/runs?status=failed&limit=1', 'listRuns')).data).toHaveLength(1);
    expect((await get('/v1/admin/dead-letters?open=true', 'listDeadLetters')).data).toHaveLength(1);
    expect((await get('/v1/admin/dead-letters?open=false', 'listDeadLetters')).data).toHaveLength(0);
    const one = await get('/v1/admin/quarantine?limit=1', 'listQuarantine');
    const two = await get(`/v1/admin/quarantine?limit=1&cursor=${one.meta.next_cursor}`, 'listQuarantine');
    expect([one.data[0].fetch_id, two.data[0].fetch_id, two.meta.next_cursor]).toEqual([second, first, null]);
    expect(one.data[0]).toMatchObject({ rule: 'decimal', reason: 'no number', record: 'N/A' });
  });
});

test('the database understands whatever the API lets through', async () => {
  const values = [
    "'",
    '\\',
    '%25',
    '\u{1f600}',
    '1000-01-01',
    '9998-12-31',
    '9998-12-31T23:59:59.999999999Z',
    '999999',
    '1',
  ];
  for (const { path, query, method, example } of endpoints) {
    if (method !== 'GET' || path.endsWith('/payload')) continue;
    for (const name of Object.keys(query.shape)) {
      for (const value of values) {
        const url = `${example.path.split('?')[0]}?${name}=${encodeURIComponent(value)}`;
        expect((await api.request(url, { key: 'admin' })).status, url).toBeLessThan(500);
      }
    }
  }
});
