import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { describe, expect, test } from 'vitest';
import type { Endpoint } from '../../src/api/endpoint.ts';
import { endpoints } from '../../src/api/endpoints/index.ts';
import { exampleAnswer, exampleBody } from '../../src/api/openapi.ts';
import { newKey } from '../../src/auth/key-format.ts';
import { encodeError, WizError } from '../../src/core/errors.ts';
import { failingAccounts } from './fake-accounts.ts';
import { fakeApi, limiterOf } from './fake-api.ts';

const asked = ({ method, example }: Endpoint, key?: string) => ({
  method,
  ...(key === undefined ? {} : { key }),
  ...(example.body === undefined
    ? {}
    : { body: JSON.stringify(example.body), headers: { 'content-type': 'application/json' } }),
});

async function expectProblem(response: Response, status: number, code: string): Promise<Record<string, unknown>> {
  const problem = (await response.json()) as Record<string, unknown>;
  expect(problem).toMatchObject({ status, code, type: `/problems/${code}`, title: expect.any(String) });
  expect(response.status).toBe(status);
  expect(problem.request_id).toMatch(/^req_[0-9a-f]{32}$/);
  expect(problem.request_id).toBe(response.headers.get('x-request-id'));
  expect(response.headers.get('content-type')).toBe('application/problem+json');
  expect(response.headers.get('cache-control')).toBe('no-store');
  return problem;
}

const emptyMinute = limiterOf({ allowed: false, limit: 1_000_000, remaining: 0, resetSeconds: 23, scope: 'shared' });

/** They answer from facts in the code: no other part of the platform can fail them. */
const standAlone = [
  ...['listCalendars', 'getCalendar', 'listSessions', 'getCalendarIcal'],
  ...['listIndicators', 'getIndicator', 'getUdfTime', 'getEsgMethod', 'listInsights', 'listScreenFields'],
];

/** They answer from the lake alone, whose every failure means that it is away. */
const ofTheLake = ['getPublishingKeys'];

/** An API whose every part fails. */
function broken(error: Error) {
  const fail = () => Promise.reject(error);
  const api = fakeApi({
    ingest: { runNow: fail, intake: fail, backfill: fail },
    indicators: { catchUp: fail, values: fail },
    clean: { replay: fail, swapReplay: fail, discardReplay: fail, resend: fail },
    channel: { history: fail },
    lake: { get: fail },
    accounts: failingAccounts(fail),
  });
  api.answers = () => {
    throw error;
  };
  return api;
}

test('every operation has its own name and its own path', () => {
  expect(new Set(endpoints.map(({ operationId }) => operationId)).size).toBe(endpoints.length);
  expect(new Set(endpoints.map(({ method, path }) => `${method} ${path}`)).size).toBe(endpoints.length);
});

describe.each(endpoints.map((endpoint) => [endpoint.operationId, endpoint] as const))('%s', (name, endpoint) => {
  const { scope, example, cache, path, ofAccount } = endpoint;
  const answered = endpoint.status ?? 200;
  const ofOthers = test.skipIf(standAlone.includes(name));

  test('answers its example to a caller who may', async () => {
    const response = await fakeApi().request(example.path, asked(endpoint, 'admin'));
    expect(response.status).toBe(answered);
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(response.headers.get('strict-transport-security')).toContain('max-age');
    if (endpoint.response === 'bytes') return;
    const body = (await response.json()) as Record<string, unknown>;
    if (endpoint.protocol !== undefined) {
      expect(endpoint.response.parse(body)).toEqual(body);
      return;
    }
    expect(Object.keys(body)).toEqual(['data', 'meta']);
    expect(Object.keys(body.meta as object)).toEqual(Object.keys(exampleAnswer(endpoint).meta));
    // All that the stand-in's database holds is a sample; it has no two sources that could be compared.
    if (scope === 'read' && endpoint.tag !== 'Account' && ![...standAlone, 'getReconciliation'].includes(name))
      expect(body.meta).toMatchObject({ is_sample: true });
  });

  test('only what is open and free lies outside of /v1 and /udf', () => {
    if (scope !== null) expect([/^\/(?:v1|udf)\//.test(path), endpoint.cost > 0]).toEqual([true, true]);
    else expect(cache).toBe('none');
  });

  test('its example is what its schema says', () => {
    if (endpoint.response !== 'bytes') expect(endpoint.response.parse(example.data)).toEqual(example.data);
    expect(example.path.split('?')[0]).toMatch(new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`));
  });

  test('is in the OpenAPI document, whose schema takes the example', async () => {
    const document = await openApi();
    const operation = document.paths[path]?.[endpoint.method.toLowerCase()];
    expect(operation).toMatchObject({ operationId: endpoint.operationId, summary: endpoint.summary });
    const all = (operation?.parameters ?? []) as { name: string; in: string }[];
    const parameters = all.filter(({ in: place }) => place !== 'header');
    const known = [...Object.keys(endpoint.params.shape), ...Object.keys(endpoint.query.shape)];
    expect(parameters.map(({ name }) => name).sort()).toEqual(known.sort());
    if (endpoint.response === 'bytes') return;
    const media = operation?.responses[answered]?.content?.['application/json'];
    expect(media?.example).toEqual(exampleBody(endpoint));
    const ajv = new Ajv2020({ strict: false, allErrors: true });
    addFormats.default(ajv);
    const validate = ajv.compile({ ...media?.schema, components: document.components });
    expect(validate(media?.example), JSON.stringify(validate.errors)).toBe(true);
  });

  test.skipIf([...standAlone, ...ofTheLake].includes(name))(
    'an unexpected error is a problem that says nothing of it',
    async () => {
      const response = await broken(new Error('secret host')).request(example.path, asked(endpoint, 'admin'));
      expect(JSON.stringify(await expectProblem(response, 500, 'internal'))).not.toContain('secret host');
    },
  );

  ofOthers('an error of another part keeps its code across RPC', async () => {
    const away = encodeError(new WizError('dependency_unavailable', 'the database is unavailable'));
    const response = await broken(away).request(example.path, asked(endpoint, 'admin'));
    await expectProblem(response, 503, 'dependency_unavailable');
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
  });

  test('refuses a parameter that it does not know and names those that it does', async () => {
    const separator = example.path.includes('?') ? '&' : '?';
    const response = await fakeApi().request(`${example.path}${separator}colour=red`, asked(endpoint, 'admin'));
    const problem = await expectProblem(response, 400, 'invalid_request');
    expect(problem.parameters).toEqual(Object.keys(endpoint.query.shape));
  });

  test('refuses other methods and names its own', async () => {
    const response = await fakeApi().request(example.path, { method: 'PUT', key: 'admin' });
    await expectProblem(response, 405, 'method_not_allowed');
    expect(response.headers.get('allow')?.split(', ')).toContain(endpoint.method);
  });

  if (scope === null) return;

  test('a key that is not valid is 401', async () => {
    const response = await fakeApi().request(example.path, asked(endpoint, newKey('test')));
    await expectProblem(response, 401, 'unauthenticated');
    expect(response.headers.get('www-authenticate')).toContain('Bearer');
  });

  test('a key without the scope is 403', async () => {
    await expectProblem(await fakeApi().request(example.path, asked(endpoint, 'narrow')), 403, 'forbidden');
  });

  test('without a key it is open to readers only', async () => {
    const response = await fakeApi().request(example.path, asked(endpoint));
    if (scope === 'admin' || ofAccount) await expectProblem(response, 401, 'unauthenticated');
    else expect(response.status).toBe(answered);
  });

  test('a key in the URL is refused wherever it stands', async () => {
    const separator = example.path.includes('?') ? '&' : '?';
    for (const more of [`api_key=x`, `q=${newKey('live')}`]) {
      const response = await fakeApi().request(`${example.path}${separator}${more}`, asked(endpoint, 'admin'));
      const problem = await expectProblem(response, 400, 'invalid_request');
      expect(problem.detail).toContain('Keys do not belong into URLs');
    }
  });

  test('beyond the limit it is 429 with the time to wait', async () => {
    const response = await fakeApi({ limiter: emptyMinute }).request(example.path, asked(endpoint, 'admin'));
    const problem = await expectProblem(response, 429, 'rate_limited');
    expect(problem).toMatchObject({ quota: 'minute', limit: 1_000_000, resets_at: '2026-11-24T12:00:23.000Z' });
    expect(response.headers.get('retry-after')).toBe('23');
    expect(response.headers.get('ratelimit')).toBe('"minute";r=0;t=23');
    expect(response.headers.get('ratelimit-policy')).toBe('"second";q=1000000;w=1, "minute";q=1000000;w=60');
  });

  test('spends its cost', async () => {
    const response = await fakeApi().request(example.path, asked(endpoint, 'reader'));
    if (scope !== 'admin' && scope !== 'account')
      expect(response.headers.get('ratelimit')).toBe(`"minute";r=${600 - endpoint.cost};t=60`);
  });

  if (cache === 'none') {
    test('is never kept', async () => {
      const response = await fakeApi().request(example.path, asked(endpoint, 'admin'));
      expect(response.headers.get('cache-control')).toMatch(endpoint.response === 'bytes' ? /^private/ : /^no-store$/);
    });
    return;
  }

  test('is answered from memory the second time, with 304 to a caller who has it', async () => {
    const api = fakeApi();
    const first = await api.request(example.path, asked(endpoint, 'reader'));
    expect(first.headers.get('cache-status')).toBe('wizdata; fwd=miss; stored');
    const reads = api.queries.length;
    const second = await api.request(example.path, asked(endpoint, 'reader'));
    expect(second.headers.get('cache-status')).toBe('wizdata; hit; detail=isolate');
    expect(await second.text()).toBe(await first.text());
    const etag = String(second.headers.get('etag'));
    for (const known of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
      const third = await api.request(example.path, { key: 'reader', headers: { 'if-none-match': known } });
      expect([third.status, await third.text(), third.headers.get('etag')]).toEqual([304, '', etag]);
    }
    expect((await api.request(example.path, { key: 'reader', headers: { 'if-none-match': '"x"' } })).status).toBe(200);
    expect(api.queries.length).toBe(reads);
  });

  test('memory is not for callers without the right, nor beyond the limit', async () => {
    const api = fakeApi();
    await api.request(example.path, asked(endpoint, 'reader'));
    expect((await api.request(example.path, asked(endpoint, 'narrow'))).status).toBe(403);
    expect((await api.request(example.path, asked(endpoint, 'unknown'))).status).toBe(401);
  });

  ofOthers('errors are not kept', async () => {
    const api = fakeApi();
    const { answers } = api;
    api.answers = () => {
      throw new WizError('timeout', 'a query took longer than 10000 ms');
    };
    expect((await api.request(example.path, asked(endpoint, 'reader'))).status).toBe(504);
    api.answers = answers;
    expect((await api.request(example.path, asked(endpoint, 'reader'))).status).toBe(200);
  });
});

interface OpenApi {
  readonly components: object;
  readonly paths: Record<
    string,
    Record<
      string,
      {
        readonly operationId: string;
        readonly summary: string;
        readonly parameters?: unknown[];
        readonly responses: Record<string, { content?: Record<string, { schema: object; example: unknown }> }>;
      }
    >
  >;
}

async function openApi(): Promise<OpenApi> {
  const response = await fakeApi().request('/openapi.json');
  return (await response.json()) as OpenApi;
}
