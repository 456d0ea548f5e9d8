import { describe, expect, test } from 'vitest';
import { endpoints } from '../../src/api/endpoints/index.ts';
import { newKey } from '../../src/auth/key-format.ts';
import { jsonLogger } from '../../src/core/log.ts';
import { fakeApi } from './fake-api.ts';

describe('whatever is asked', () => {
  const odd = [
    '%00',
    'a%00b',
    '%E0%A4%A',
    '%',
    '%FF',
    '%F0%9F%98%80',
    '%ED%A0%80',
    '..%2F..%2Fetc',
    "' OR 1=1 --",
    '0',
    '-1',
    '1e9',
    '99999999999999999999',
    'NaN',
    '0000-01-01',
    '+275760-09-13',
    '275760-09-13',
    '2021-02-30',
    '2021-02-30T00:00:00Z',
    '2021-13-01',
    '0001-01-01',
    '0001-01-01T00:00:00%2B14:00',
    '9999-12-31T23:59:59-14:00',
    '2021-01-13T24:00:00Z',
    '__proto__',
    'constructor',
    '[]',
    'x'.repeat(5000),
    '',
  ];
  const parameters = [...new Set(endpoints.flatMap(({ query }) => Object.keys(query.shape)))];

  test.each(endpoints.map(({ operationId, path, method }) => [operationId, path, method]))(
    '%s never fails on odd parameters',
    async (_name, path, method) => {
      const api = fakeApi();
      for (const value of odd) {
        const inPath = path.replaceAll(/\{\w+\}/g, encodeURI(value).replaceAll('%25', '%') || 'x');
        const inQuery = parameters.map((name) => `${path.replaceAll(/\{\w+\}/g, 'x')}?${name}=${value}`);
        const sample = endpoints.find((one) => one.path === path)?.example.path.split('?')[0] ?? '';
        const valid = parameters.map((name) => `${sample}?${name}=${value}`);
        for (const url of [inPath, ...inQuery, ...valid]) {
          const response = await api.request(url, { method, key: 'admin' });
          expect(response.status, url).toBeLessThan(500);
        }
      }
    },
  );

  test.each([
    ['/v1/bars/XJSE:NPN?limit=5&limit=6', 'given once'],
    ['/v1/bars/XJSE:NPN?limit=0', 'whole number from 1 to 10000'],
    ['/v1/bars/XJSE:NPN?limit=-5', 'whole number from 1 to 10000'],
    ['/v1/bars/XJSE:NPN?limit=10001', 'whole number from 1 to 10000'],
    ['/v1/bars/XJSE:NPN?from=2021-02-30', 'must be a day such as'],
    ['/v1/bars/XJSE:NPN?to=0000-01-01', 'must be a day such as'],
    ['/v1/bars/XJSE:NPN?as_of=275760-09-13', 'must be a day such as'],
    ['/v1/bars/XJSE:NPN?from=2021-02-02&to=2021-02-01', 'must not be before'],
    ['/v1/bars/XJSE:NPN?interval=2d', 'interval'],
    ['/v1/bars/XJSE:NPN?cursor=abc', 'next_cursor'],
    ['/v1/bars/npn', 'must look like XJSE:NPN'],
    ['/v1/bars/XJSE:NPN?q=%00', 'not a parameter here'],
    ['/v1/instruments?q=a%00', 'control characters'],
    ['/v1/instruments?q=%FF', 'percent-encoded'],
    ['/v1/bars/%E0%A4%A', 'percent-encoded'],
    ['/v1/rates/EURZAR', 'two ISO 4217 codes'],
    ['/v1/rates/EUR-EUR', 'different currencies'],
    ['/v1/rates/EUR-ZAR?date=2021-01-13&from=2021-01-01', 'must not be combined'],
    ['/v1/provenance/1', 'must be a fetch_id'],
    ['/v1/stream/history?channel=x&from_seq=1&to_seq=2', 'must be a channel'],
    ['/v1/stream/history?channel=rate.1d:FX:EUR-ZAR&from_seq=2&to_seq=1', 'must not be less'],
  ])('%s is refused with what to do', async (path, said) => {
    const response = await fakeApi().request(path);
    expect(response.status).toBe(400);
    expect(((await response.json()) as { detail: string }).detail).toContain(said);
  });
});

describe('bodies', () => {
  const replay = '/v1/admin/replays';
  const post = (body: BodyInit, type = 'application/json') => ({
    method: 'POST',
    key: 'admin',
    body,
    headers: { 'content-type': type },
  });

  test.each([
    ['{"connector":', 'application/json', 400],
    ['', 'application/json', 400],
    ['{}', 'application/json', 400],
    ['null', 'application/json', 400],
    ['[]', 'application/json', 400],
    ['{"connector":"ecb","from":"2026-11-02","to":"2026-11-01"}', 'application/json', 400],
    ['{"connector":"ecb","from":"2026-11-01","to":"2026-11-02","x":1}', 'application/json', 400],
    ['connector=ecb', 'application/x-www-form-urlencoded', 415],
    ['{}', 'text/plain', 415],
    ['"'.padEnd(20_000, 'x'), 'application/json', 413],
    ['{"connector":"ecb","from":"2026-11-01","to":"2026-11-02"}', 'application/json; charset=utf-8', 202],
  ])('%.60s as %s is %i', async (body, type, status) => {
    expect((await fakeApi().request(replay, post(body, type))).status).toBe(status);
  });

  test('bytes that are no UTF-8 are 400', async () => {
    expect((await fakeApi().request(replay, post(new Uint8Array([0x22, 0xff, 0x22])))).status).toBe(400);
  });

  test('a job runs without a body, for all subjects', async () => {
    const asked: unknown[] = [];
    const runNow = async (...what: unknown[]) => {
      asked.push(what);
      return { run_ids: [] };
    };
    const api = fakeApi({ ingest: { ...fakeApi().deps.ingest, runNow } });
    await api.request('/v1/admin/jobs/ecb/run', { method: 'POST', key: 'admin' });
    await api.request('/v1/admin/jobs/yahoo/run', post('{"subject":"NPN.JO"}'));
    expect(asked).toEqual([
      ['ecb', null],
      ['yahoo', 'NPN.JO'],
    ]);
  });
});

describe('the cache', () => {
  const bars = '/v1/bars/XJSE:NPN';

  test('the order of parameters and their encoding make no difference', async () => {
    const api = fakeApi();
    await api.request(`${bars}?limit=5&from=2021-01-01`);
    const again = await api.request(`${bars}?from=2021%2D01-01&limit=5`);
    expect(again.headers.get('cache-status')).toContain('hit');
  });

  test('plans with other row caps have answers of their own', async () => {
    const api = fakeApi();
    await api.request(`${bars}?limit=10000`, { key: 'admin' });
    const anonymous = await api.request(`${bars}?limit=10000`);
    expect(anonymous.headers.get('cache-status')).toContain('miss');
    expect(((await anonymous.json()) as { meta: { limit: number } }).meta.limit).toBe(1000);
    expect((await api.request(`${bars}?limit=10000`, { key: 'admin' })).headers.get('cache-status')).toContain('hit');
  });

  test('a change of the channel is read anew', async () => {
    const api = fakeApi();
    await api.request(bars);
    await api.deps.cache.purge(['bar.1d:XJSE:SOL']);
    expect((await api.request(bars)).headers.get('cache-status')).toContain('hit');
    await api.deps.cache.purge(['bar.1d:XJSE:NPN']);
    expect((await api.request(bars)).headers.get('cache-status')).toContain('miss');
  });
});

describe('payloads', () => {
  const path = '/v1/provenance/fetch_0192f0c4a1b27c3d8e9f0a1b2c3d4e5f/payload';
  const restricted = () => {
    const api = fakeApi();
    api.answers = () => [
      {
        connector: 'yahoo',
        sha256: 'cd'.repeat(32),
        size_bytes: 2,
        content_type: 'text/html',
        redistribution: 'restricted',
      },
    ];
    return api;
  };

  test('what may not be passed on needs the scope admin', async () => {
    expect((await restricted().request(path, { key: 'reader' })).status).toBe(403);
    expect((await restricted().request(path)).status).toBe(401);
    expect((await restricted().request(path, { key: 'admin' })).status).toBe(200);
  });

  test('bytes are saved, never opened', async () => {
    const response = await restricted().request(path, { key: 'admin' });
    expect(response.headers.get('content-type')).toBe('text/html');
    expect(response.headers.get('content-disposition')).toMatch(/^attachment/);
    expect(response.headers.get('content-security-policy')).toContain('sandbox');
    expect(await response.text()).toBe('PK');
  });
});

describe('the stream', () => {
  const upgrade = { upgrade: 'websocket', connection: 'upgrade' };

  test('a plain GET is asked to upgrade', async () => {
    const response = await fakeApi().request('/v1/stream');
    expect([response.status, response.headers.get('upgrade')]).toEqual([426, 'websocket']);
  });

  test('the object learns what the caller may do and never the key', async () => {
    let seen: Headers | undefined;
    const api = fakeApi({
      connect: async (request) => {
        seen = request.headers;
        return new Response(null);
      },
    });
    await api.request('/v1/stream', {
      key: 'reader',
      headers: {
        ...upgrade,
        'x-wizdata-principal': '{"plan":"internal"}',
        cookie: 'wizdata_session=x',
        'x-api-key': 'x',
      },
    });
    expect(JSON.parse(seen?.get('x-wizdata-principal') ?? '')).toEqual({
      plan: 'free',
      scopes: ['read', 'stream'],
      channels: 50,
      caller: 'key_reader',
      credential: null,
      valid_until: null,
    });
    for (const secret of ['authorization', 'x-api-key', 'cookie']) expect(seen?.get(secret)).toBeNull();
  });

  test('pages of other sites may not open sockets', async () => {
    const ask = async (origin: string) =>
      (await fakeApi().request('/v1/stream', { headers: { ...upgrade, origin } })).status;
    expect(await ask('https://evil.example')).toBe(403);
    expect(await ask('null')).toBe(403);
    expect(await ask('https://charts.example')).toBe(200);
    expect(await ask('https://api.wizdata.test')).toBe(200);
  });
});

describe('the door', () => {
  test('unknown paths are problems', async () => {
    const response = await fakeApi().request('/v2/bars');
    expect([response.status, response.headers.get('content-type')]).toEqual([404, 'application/problem+json']);
  });

  test('HEAD answers as GET without the body', async () => {
    const response = await fakeApi().request('/v1/bars/XJSE:NPN', { method: 'HEAD' });
    expect([response.status, await response.text()]).toEqual([200, '']);
    expect(response.headers.get('etag')).toMatch(/^"[0-9a-f]{16}"$/);
  });

  test('browsers of all origins may read', async () => {
    const preflight = await fakeApi().request('/v1/bars/XJSE:NPN', { method: 'OPTIONS' });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('access-control-allow-origin')).toBe('*');
    expect(preflight.headers.get('access-control-allow-headers')).toContain('authorization');
  });

  test('readiness tells how far the first ingestion is, and stays once it has landed', async () => {
    const api = fakeApi();
    const { answers } = api;
    const progress = { sources: 4, finished: 3, succeeded: 3, pending_payloads: 2, waiting_for: ['worldbank'] };
    api.answers = () => [progress];
    const response = await api.request('/healthz');
    expect([response.status, response.headers.get('retry-after')]).toEqual([503, '1']);
    expect(await response.json()).toMatchObject(progress);
    api.answers = answers;
    expect((await api.request('/healthz')).status).toBe(200);
    api.answers = () => [progress];
    expect((await api.request('/healthz')).status).toBe(200);
    expect(api.queries).toHaveLength(2);
  });

  test('guessing keys costs the minute of the address', async () => {
    const api = fakeApi();
    const statuses: number[] = [];
    for (let guess = 0; guess < 125; guess += 1) {
      statuses.push((await api.request('/v1/status', { key: newKey('test') })).status);
    }
    expect(statuses.slice(0, 120).every((status) => status === 401)).toBe(true);
    expect(statuses.slice(120).every((status) => status === 429)).toBe(true);
  });

  test('a request is one event that names it and never the key', async () => {
    const lines: string[] = [];
    const api = fakeApi({ log: jsonLogger('api', (_level, line) => lines.push(line)) });
    const key = newKey('live');
    const response = await api.request('/v1/status', { key });
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      event: 'request',
      request_id: response.headers.get('x-request-id'),
      operation: 'getStatus',
      status: 401,
      code: 'unauthenticated',
    });
    expect(lines[0]).not.toContain(key);
  });
});
