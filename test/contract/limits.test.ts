import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { describe, expect, test } from 'vitest';
import { contract } from '../../src/api/contract.ts';
import { costMediaType } from '../../src/api/dry-run.ts';
import type { Endpoint } from '../../src/api/endpoint.ts';
import { endpoints } from '../../src/api/endpoints/index.ts';
import { limitsPath } from '../../src/api/limits-document.ts';
import { openApiDocument } from '../../src/api/openapi.ts';
import { WizError } from '../../src/core/errors.ts';
import { plans } from '../../src/model/plan.ts';
import type { Decision, RateLimiter } from '../../src/ratelimit/limiter.ts';
import { fakeApi, limiterOf, noQuota } from './fake-api.ts';

const bars = '/v1/bars/XJSE:NPN';
const document = JSON.parse(openApiDocument());

function schemaOf(method: string, path: string, status: number, mediaType: string) {
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  addFormats.default(ajv);
  const { schema } = document.paths[path][method.toLowerCase()].responses[status].content[mediaType];
  return ajv.compile({ ...schema, components: document.components });
}

/** A limiter whose every answer is given by the test. */
function heldLimiter() {
  const { promise, resolve } = Promise.withResolvers<Decision>();
  const limiter: RateLimiter = { ...limiterOf(said(true)), take: () => promise };
  return { limiter, answer: (allowed: boolean) => resolve(said(allowed)) };
}
const said = (allowed: boolean): Decision => {
  return { allowed, limit: 600, remaining: allowed ? 599 : 0, resetSeconds: 23, scope: 'shared' };
};
const minute = '"minute";r=599;t=23';
const spent = '"minute";r=0;t=23';
const soon = () => new Promise((resolve) => setTimeout(resolve));

describe('where the isolate holds no tokens', () => {
  const cached = endpoints.filter(({ scope, cache }) => scope !== null && cache !== 'none');

  test.each(cached.map((endpoint) => [endpoint.operationId, endpoint] as const))(
    '%s is read beside the lease',
    async (_name, { example }) => {
      const held = heldLimiter();
      const counted: unknown[] = [];
      const api = fakeApi({
        limiter: held.limiter,
        meter: { ...noQuota, count: (_who, operation) => void counted.push(operation) },
      });
      const asked = api.request(example.path, { key: 'reader' });
      for (let turn = 0; turn < 20 && api.queries.length === 0; turn += 1) await soon();
      const isBegun = api.queries.length > 0;
      held.answer(false);
      const refused = await asked;
      expect(isBegun).toBe(api.queries.length > 0);
      expect([refused.status, refused.headers.get('ratelimit')]).toEqual([429, spent]);
      expect(refused.headers.get('content-type')).toBe('application/problem+json');
      for (const name of ['etag', 'wiz-source']) expect(refused.headers.get(name)).toBeNull();
      expect(refused.headers.get('cache-control')).toBe('no-store');
      expect(counted).toEqual([]);
    },
  );

  test('the answer says what is left all the same, from memory too', async () => {
    const api = fakeApi({ limiter: { ...limiterOf(said(true)), take: async () => said(true) } });
    for (const outcome of ['fwd=miss; stored', 'hit; detail=isolate']) {
      const { status, headers } = await api.request(bars, { key: 'reader' });
      expect([status, headers.get('cache-status')]).toEqual([200, `wizdata; ${outcome}`]);
      expect([headers.get('ratelimit'), headers.get('ratelimit-policy')]).toEqual([
        minute,
        '"second";q=300;w=1, "minute";q=600;w=60, "day";q=200000;w=86400, "month";q=3000000;w=2678400',
      ]);
    }
  });

  test('a refusal wins over a failure, and a failure is told where there is none', async () => {
    for (const [allowed, status, left] of [
      [false, 429, spent],
      [true, 504, minute],
    ] as const) {
      const api = fakeApi({ limiter: { ...limiterOf(said(allowed)), take: async () => said(allowed) } });
      api.answers = () => {
        throw new WizError('timeout', 'a query took longer than 10000 ms');
      };
      const response = await api.request(bars, { key: 'reader' });
      expect([response.status, response.headers.get('ratelimit')]).toEqual([status, left]);
      expect(await response.json()).toMatchObject({ status });
    }
  });

  test('a write waits for its lease', async () => {
    const held = heldLimiter();
    let ran = 0;
    const runNow = async () => {
      ran += 1;
      return { run_ids: [] };
    };
    const api = fakeApi({ limiter: held.limiter, ingest: { ...fakeApi().deps.ingest, runNow } });
    const asked = api.request('/v1/admin/jobs/ecb/run', { method: 'POST', key: 'admin' });
    await soon();
    held.answer(false);
    expect([(await asked).status, ran]).toEqual([429, 0]);
  });
});

describe('a refusal', () => {
  test('names the window that is spent, when it begins anew, and no other', async () => {
    const meter = {
      ...noQuota,
      refusal: () => ({ quota: 'day', limit: 200_000, retryAfterSeconds: 43_200 }) as const,
    };
    const response = await fakeApi({ meter }).request(bars, { key: 'reader' });
    expect(response.headers.get('ratelimit')).toBe('"day";r=0;t=43200');
    expect(response.headers.get('retry-after')).toBe('43200');
    expect(await response.json()).toMatchObject({
      ...{ code: 'quota_exceeded', quota: 'day', limit: 200_000, resets_at: '2026-11-25T00:00:00.000Z' },
    });
  });

  test('of what no minute could pay says so, instead of sending its caller to wait', async () => {
    const [dearest] = endpoints
      .filter(({ method, scope, protocol }) => method === 'GET' && scope === 'read' && protocol === undefined)
      .toSorted((one, other) => other.cost - one.cost);
    const { operationId: operation = '', cost = 0 } = dearest ?? {};
    const reads = Array.from({ length: 20 }, () => ({ operation }));
    const init = {
      ...{ method: 'POST', body: JSON.stringify({ reads }) },
      headers: { 'content-type': 'application/json' },
    };
    const response = await fakeApi().request('/v1/query', init);
    expect(cost * 20).toBeGreaterThan(120);
    expect([response.status, response.headers.get('retry-after')]).toEqual([400, null]);
    expect(await response.json()).toMatchObject({ tokens: cost * 20 - 1, limit: 120 });
    const price = await fakeApi().request('/v1/query?dry_run=cost', init);
    expect([price.status, await price.json()]).toMatchObject([400, { tokens: cost * 20, limit: 120 }]);
  });
});

describe('the price of', () => {
  const priced = endpoints.filter(({ scope }) => scope !== null);
  const withDry = (path: string) => `${path}${path.includes('?') ? '&' : '?'}dry_run=cost`;
  const asked = ({ method, example }: Endpoint, key: string) => ({
    ...{ method, key },
    ...(example.body === undefined
      ? {}
      : { body: JSON.stringify(example.body), headers: { 'content-type': 'application/json' } }),
  });
  /** An API of which every part that is asked for anything fails the test. */
  function untouchable(leftToday = 100) {
    const touched: string[] = [];
    const touch = (name: string) => () => {
      touched.push(name);
      return Promise.reject(new Error(name));
    };
    const every = (name: string) => new Proxy({}, { get: () => touch(name) }) as never;
    const left = [{ window: 'day', limit: 200_000, remaining: leftToday, resetSeconds: 43_200 }] as const;
    const { limiter } = fakeApi().deps;
    const api = fakeApi({
      ...{ db: every('db'), lake: every('lake'), ingest: every('ingest'), clean: every('clean') },
      ...{ indicators: every('indicators'), accounts: every('accounts'), channel: every('channel') },
      limiter: { ...limiter, take: touch('take') },
      meter: { refusal: touch('refusal') as never, left: () => left, count: touch('count') },
    });
    return { api, touched };
  }

  test.each(priced.map((endpoint) => [endpoint.operationId, endpoint] as const))(
    '%s is told as the document says, with nothing spent and nothing done',
    async (operation, endpoint) => {
      const { api, touched } = untouchable();
      const response = await api.request(withDry(endpoint.example.path), asked(endpoint, 'admin'));
      const body = (await response.json()) as { data: Record<string, unknown> };
      expect([response.status, touched], JSON.stringify(body)).toEqual([200, []]);
      expect(response.headers.get('content-type')).toBe(costMediaType);
      expect(response.headers.get('cache-control')).toBe('no-store');
      const validate = schemaOf(endpoint.method, endpoint.path, 200, costMediaType);
      expect(validate(body), JSON.stringify(validate.errors)).toBe(true);
      expect(body.data).toMatchObject({ operation, plan: 'internal', refused_by: null, scope: 'shared' });
      expect(body.data.tokens).toBeGreaterThanOrEqual(endpoint.cost);
      expect(response.headers.get('ratelimit')).toBe('"minute";r=1000000;t=60');
    },
  );

  test.each(priced.map((endpoint) => [endpoint.operationId, endpoint] as const))(
    '%s is not for those who may not call it',
    async (_operation, endpoint) => {
      const { api } = untouchable();
      const ask = async (key: string) =>
        (await api.request(withDry(endpoint.example.path), asked(endpoint, key))).status;
      expect(await ask('narrow')).toBe(403);
    },
  );

  test('what is left of each window, and which would refuse', async () => {
    const { api } = untouchable(7);
    const response = await api.request(`${bars}?dry_run=cost`, { key: 'reader' });
    expect(await response.json()).toMatchObject({
      data: {
        ...{ operation: 'listBars', tokens: 1, plan: 'free', refused_by: null },
        windows: [
          { window: 'minute', limit: 600, remaining: 600, resets_at: '2026-11-24T12:01:00.000Z' },
          { window: 'day', limit: 200_000, remaining: 7, resets_at: '2026-11-25T00:00:00.000Z' },
        ],
      },
    });
    const dear = await api.request('/v1/query?dry_run=cost', {
      ...{ method: 'POST', key: 'reader' },
      body: JSON.stringify({ reads: Array.from({ length: 8 }, () => ({ operation: 'listBars' })) }),
      headers: { 'content-type': 'application/json' },
    });
    expect(await dear.json()).toMatchObject({ data: { tokens: 8, refused_by: 'day' } });
  });

  test('the stream, without opening it', async () => {
    const api = fakeApi({ connect: () => Promise.reject(new Error('opened')) });
    const response = await api.request('/v1/stream?dry_run=cost');
    const body = (await response.json()) as object;
    expect(body).toMatchObject({ data: { operation: 'openStream', tokens: 1, plan: 'anonymous' } });
    expect(schemaOf('get', '/v1/stream', 200, costMediaType)(body)).toBe(true);
  });

  test.each([
    ['?dry_run=price', 400],
    ['?dry_run=', 400],
    ['?dry_run', 400],
    ['?dry%5Frun=cost', 400],
    ['?dry_run=cost&dry_run=cost', 400],
    ['?limit=0&dry_run=cost', 400],
    ['?colour=red&dry_run=cost', 400],
    ['?from=1990-01-01&dry_run=cost', 403],
    ['?fields=nothing&dry_run=cost', 400],
    ['?cursor=WyJ4Il0.0000000000000000&dry_run=cost', 400],
    ['?from=2021-01-01&dry_run=cost', 200],
  ])('a call with %s is %i as the call would be, and reads nothing', async (search, status) => {
    const api = fakeApi();
    const response = await api.request(bars + search, { key: 'reader' });
    expect([response.status, api.queries]).toEqual([status, []]);
  });

  test('a call of a version that there is not is refused as the call would be', async () => {
    const ask = async (version: string) =>
      (await fakeApi().request(`${bars}?dry_run=cost`, { headers: { 'wiz-version': version } })).status;
    expect([await ask('2026-11-24'), await ask('2020-01-01')]).toEqual([200, 400]);
  });

  test('is asked for by a parameter and by no text that looks alike', async () => {
    const api = fakeApi();
    for (const q of ['dry_run=cost', '?dry_run=cost', '%26dry_run=cost']) {
      const response = await api.request(`/v1/search?q=${q}`);
      expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/json']);
    }
  });

  test('one read of several is asked for by itself', async () => {
    const init = {
      ...{ method: 'POST', headers: { 'content-type': 'application/json' } },
      body: JSON.stringify({
        reads: [{ operation: 'listBars', params: { id: 'XJSE:NPN' }, query: { dry_run: 'cost' } }],
      }),
    };
    const api = fakeApi();
    const { data } = (await (await api.request('/v1/query', init)).json()) as { data: { status: number }[] };
    expect([data[0]?.status, api.queries]).toEqual([400, []]);
  });
});

describe('the document of limits', () => {
  test('is what its schema says, the same for everybody, and cached publicly', async () => {
    const api = fakeApi();
    const response = await api.request(limitsPath);
    expect(response.headers.get('cache-control')).toMatch(/^public, max-age=\d+$/);
    const body = (await response.json()) as {
      readonly plans: { plan: string; limits: unknown; limits_without_key: unknown }[];
      readonly costs: { operation: string; tokens: number; depends_on_request: boolean }[];
    };
    const validate = schemaOf('get', limitsPath, 200, 'application/json');
    expect(validate(body), JSON.stringify(validate.errors)).toBe(true);
    expect(body.plans.map(({ plan }) => plan)).toEqual(Object.keys(plans));
    expect(body.plans[1]).toMatchObject({
      plan: 'free',
      limits: [
        { window: 'second', limit: 300 },
        { window: 'minute', limit: 600 },
        { window: 'day', limit: 200_000 },
        { window: 'month', limit: 3_000_000 },
      ],
      limits_without_key: [{ window: 'minute', limit: 600 }],
    });
    expect(body.costs).toHaveLength(contract.endpoints.length + 1);
    const costs = new Map(body.costs.map((one) => [one.operation, one]));
    for (const { operationId, scope, cost } of endpoints)
      expect(costs.get(operationId)?.tokens).toBe(scope === null ? 0 : cost);
    expect(costs.get('runQuery')?.depends_on_request).toBe(true);
    const etag = response.headers.get('etag') ?? '';
    const again = await api.request(limitsPath, { headers: { 'if-none-match': etag } });
    expect([again.status, await again.text()]).toEqual([304, '']);
    const written = await api.request(limitsPath, { method: 'POST' });
    expect([written.status, written.headers.get('allow')]).toEqual([405, 'GET, HEAD, OPTIONS']);
  });
});
