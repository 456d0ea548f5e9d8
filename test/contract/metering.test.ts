import { describe, expect, test } from 'vitest';
import type { Meter } from '../../src/api/context.ts';
import { endpoints } from '../../src/api/endpoints/index.ts';
import { fakeApi, keys, limiterOf, noQuota } from './fake-api.ts';

const bars = '/v1/bars/XJSE:NPN';

describe('a quota that is spent', () => {
  test.each([
    ['month', 'quota_exceeded'],
    ['day', 'quota_exceeded'],
    ['second', 'rate_limited'],
  ] as const)('a %s is 429 %s with the time to wait, also for what is in memory', async (quota, code) => {
    let refusal: ReturnType<Meter['refusal']> = null;
    const counted: string[] = [];
    const meter: Meter = {
      ...noQuota,
      refusal: () => refusal,
      count: (_who, operation) => void counted.push(operation),
    };
    const api = fakeApi({ meter });
    expect((await api.request(bars, { key: 'reader' })).status).toBe(200);
    refusal = { quota, limit: 1000, retryAfterSeconds: 77 };
    const response = await api.request(bars, { key: 'reader' });
    expect([response.status, response.headers.get('retry-after')]).toEqual([429, '77']);
    expect(await response.json()).toMatchObject({ code, quota, limit: 1000 });
    expect((await api.request(bars)).status).toBe(200);
    expect(counted).toEqual(['listBars']);
  });
});

test('what is billed is each answer below 500 with a key, by the cost of its operation', async () => {
  const counted: unknown[] = [];
  const count: Meter['count'] = ({ key_id }, operation, tokens) => void counted.push([key_id, operation, tokens]);
  const api = fakeApi({ meter: { ...noQuota, count } });
  await api.request('/v1/status', { key: 'reader' });
  await api.request('/v1/status?x=1', { key: 'reader' });
  await api.request('/v1/status');
  await api.request('/healthz', { key: 'reader' });
  await api.request('/v1/admin/runs', { key: 'reader' });
  api.answers = () => {
    throw new Error('broken');
  };
  await api.request('/v1/status', { key: 'reader' });
  expect(counted).toEqual([
    ['key_reader', 'getStatus', 2],
    ['key_reader', 'getStatus', 2],
  ]);
});

test('what is refused for being too fast is not billed, be it found out while reading', async () => {
  const counted: unknown[] = [];
  const api = fakeApi({
    meter: { ...noQuota, count: (_who, operation) => void counted.push(operation) },
    limiter: {
      ...limiterOf({ allowed: true, limit: 600, remaining: 0, resetSeconds: 7, scope: 'shared' }),
      take: (_who, limit, tokens) => {
        return { allowed: tokens === 1, limit, remaining: 0, resetSeconds: 7, scope: 'shared' };
      },
    },
  });
  const reads = Array.from({ length: 3 }, () => ({ operation: 'listBars', params: { id: 'XJSE:NPN' } }));
  const init = {
    ...{ method: 'POST', key: 'reader', body: JSON.stringify({ reads }) },
    headers: { 'content-type': 'application/json' },
  };
  expect((await api.request('/v1/query', init)).status).toBe(429);
  expect(counted).toEqual([]);
});

describe('the depth of a plan', () => {
  test('is kept whoever asked before', async () => {
    const api = fakeApi();
    const old = `${bars}?from=1990-01-01`;
    expect((await api.request(old, { key: 'admin' })).status).toBe(200);
    const refused = await api.request(old, { key: 'reader' });
    expect(refused.status).toBe(403);
    expect(await refused.json()).toMatchObject({ code: 'forbidden', earliest: '2016-11-24', plan: 'free' });
    expect((await api.request(`${bars}?from=2021-01-01`, { key: 'reader' })).status).toBe(200);
  });

  test('holds wherever prices of the past are asked for', async () => {
    const api = fakeApi();
    const named = ['from', 'on', 'date'];
    for (const { tag, path, method, query, example, operationId } of endpoints) {
      const moment = named.find((name) => query.shape[name]?.safeParse('1990-01-02').success);
      if (method !== 'GET' || tag !== 'Prices' || moment === undefined) continue;
      const [place = path, search] = example.path.split('?');
      const asked = new URLSearchParams(search);
      for (const name of [...named, 'to']) if (query.shape[name]?.safeParse('1990-01-02').success) asked.delete(name);
      asked.set(moment, '1990-01-02');
      const { status } = await api.request(`${place}?${asked}`, { key: 'reader' });
      expect([operationId, status]).toEqual([operationId, operationId === 'getLatestQuotes' ? 200 : 403]);
    }
  });

  test('keeps what plans see apart where no beginning is asked for', async () => {
    // The same rows in a page, another depth.
    const withPlan = (plan: string) => ({ ...keys.admin, key_id: plan, plan, scopes: ['read'] }) as const;
    const api = fakeApi({ keys: { verify: withPlan } });
    await api.request(bars, { key: 'enterprise' });
    expect((await api.request(bars, { key: 'pro' })).headers.get('cache-status')).toContain('miss');
    expect((await api.request(bars, { key: 'pro' })).headers.get('cache-status')).toContain('hit');
  });
});
