import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { noQuota } from '../contract/fake-api.ts';
import { type ReadApi, startReadApi } from './read-api.ts';

let read: ReadApi;
const counted: [string, number][] = [];

beforeAll(async () => {
  read = await startReadApi({
    meter: { ...noQuota, count: (_, operation, tokens) => void counted.push([operation, tokens]) },
  });
});
afterAll(() => read.stop());

interface Result {
  readonly status: number;
  readonly cost: number;
  // biome-ignore lint/suspicious/noExplicitAny: the tests below say what they expect of each answer.
  readonly data: any;
  readonly problem: { readonly code: string; readonly detail: string } | null;
}

async function query(reads: readonly unknown[], key = 'admin') {
  const response = await read.api.request('/v1/query', {
    ...{ method: 'POST', key, body: JSON.stringify({ reads }) },
    headers: { 'content-type': 'application/json' },
  });
  const body = (await response.json()) as { data: Result[]; meta: Record<string, unknown>; detail?: string };
  return { status: response.status, headers: response.headers, ...body };
}

const bars = { operation: 'listBars', params: { id: 'XJSE:NPN' }, query: { from: '2021-01-13', limit: 1 } };
const inflation = { operation: 'listObservations', params: { id: 'WB:FP.CPI.TOTL.ZG.ZAF' } };

describe('several reads at once', () => {
  test('each answer as alone, a problem beside them, in one trip', async () => {
    const { db } = read.api.deps;
    const trips = [vi.spyOn(db, 'query'), vi.spyOn(db, 'batch')];
    const latest = { operation: 'getLatestQuotes', query: { ids: 'NPN,NOBODY' } };
    const nobody = { operation: 'listBars', params: { id: 'XJSE:NOBODY' } };
    const { data, meta } = await query([bars, nobody, inflation, latest]);
    expect(trips.reduce((sum, spy) => sum + spy.mock.calls.length, 0)).toBe(1);
    for (const spy of trips) spy.mockRestore();
    expect(data.map(({ status, cost, problem }) => [status, cost, problem?.code ?? null])).toEqual([
      ...[
        [200, 1, null],
        [404, 1, 'not_found'],
        [200, 1, null],
        [200, 3, null],
      ],
    ]);
    const alone = await read.get('/v1/bars/XJSE:NPN?from=2021-01-13&limit=1', 'listBars');
    expect(data[0]).toMatchObject({ data: alone.data, meta: alone.meta });
    expect(data[3]?.data).toMatchObject([{ price: '319878' }]);
    expect(meta).toMatchObject({ cost: 6, failed: 1, is_sample: true });
  });

  test('cost what they cost alone', async () => {
    counted.length = 0;
    const { headers } = await query([bars, { operation: 'getLatestQuotes', query: { ids: 'NPN' } }], 'reader');
    const before = headers.get('ratelimit');
    expect(counted.reduce((sum, [, tokens]) => sum + tokens, 0)).toBe(4);
    const after = await query([bars], 'reader');
    const left = (said: string | null) => Number(/r=(\d+)/.exec(said ?? '')?.[1]);
    expect(left(before) - left(after.headers.get('ratelimit'))).toBe(1);
  });

  test('are refused together where the minute has not enough for all', async () => {
    const many = Array.from({ length: 20 }, () => ({ operation: 'listMovers', query: { venue: 'XJSE' } }));
    for (let spent = 0; spent < 600; spent += 100) {
      const { status } = await query(many, 'reader');
      if (status === 429) return;
    }
    expect.unreachable('a minute has 600 tokens');
  });

  test('are reads that are open to readers, of one level, with parameters that they know', async () => {
    const wrong = [
      { operation: 'runQuery' },
      { operation: 'listJobs' },
      { operation: 'getAccount' },
      { operation: 'getUdfConfig' },
      { operation: 'getPayload', params: { fetch_id: 'fetch_1' } },
      { ...bars, query: { colour: 'red' } },
      { ...bars, params: { id: 'npn' } },
      { ...bars, query: { format: 'csv' } },
      { ...bars, query: { pages: 'all' } },
      { ...bars, query: { from: '2021-01-13\u0000' } },
      { operation: 'search', query: { q: 'naspers\ud800' } },
    ];
    const { data, status } = await query(wrong);
    expect([status, data.map((one) => one.problem?.code)]).toEqual([200, wrong.map(() => 'invalid_request')]);
    for (const reads of [[], Array.from({ length: 21 }, () => bars), [{ ...bars, reads: [bars] }]]) {
      expect((await query(reads)).status).toBe(400);
    }
  });

  test('are kept within what the plan shows', async () => {
    const old = { ...bars, query: { from: '2001-01-13' } };
    const response = await read.api.request('/v1/query', {
      ...{ method: 'POST', body: JSON.stringify({ reads: [old] }), headers: { 'content-type': 'application/json' } },
    });
    const { data } = (await response.json()) as { data: Result[] };
    expect(data).toMatchObject([{ status: 403, problem: { code: 'forbidden' } }]);
  });
});
