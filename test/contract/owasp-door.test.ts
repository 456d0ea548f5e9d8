import { describe, expect, test } from 'vitest';
import { createApp } from '../../src/api/app.ts';
import { endpoints } from '../../src/api/endpoints/index.ts';
import { openApiDocument } from '../../src/api/openapi.ts';
import { planOf } from '../../src/model/plan.ts';
import { fakeApi } from './fake-api.ts';
import { all, operation, send, watchedAccounts } from './owasp-stand.ts';

// OWASP API Security Top 10 of 2023, 6, 8 and 9: how the door is built. The others are in owasp.test.ts and owasp-upstream.test.ts.

interface Document {
  readonly paths: Record<string, Record<string, { readonly operationId: string; readonly deprecated?: boolean }>>;
}
const document = JSON.parse(openApiDocument()) as Document;

/** That an address gets three letters a quarter of an hour, and an account a hundred keys: test/integration/account*.test.ts. */
describe('API6: unrestricted access to sensitive business flows', () => {
  test('letters are dear: whoever has no account sends a few a minute, to whomever', async () => {
    const { accounts, calls } = watchedAccounts();
    const api = fakeApi({ accounts });
    const signUp = operation('signUp');
    const most = Math.floor(planOf('anonymous').requests_per_minute / signUp.cost);
    const statuses: number[] = [];
    for (let at = 0; at < most + 3; at += 1) {
      statuses.push((await send(signUp, { body: { email: `${at}@example.com` } }, api)).status);
    }
    expect([statuses.filter((status) => status === 202).length, statuses.at(-1)]).toEqual([most, 429]);
    expect([most <= 10, calls.length]).toEqual([true, most]);
    expect(operation('inviteMember').cost).toBe(signUp.cost);
  });

  test('whether an address has an account is not told', async () => {
    const answers = ['known@example.com', 'unknown@example.com'].map((email) =>
      send(operation('signUp'), { body: { email } }),
    );
    const [known, unknown] = await Promise.all(answers.map(async (one) => (await one).text()));
    expect(known).toBe(unknown);
  });
});

describe('API8: security misconfiguration', () => {
  const broken = fakeApi();
  broken.answers = () => {
    throw new Error('at /app/src/secret.ts:1:1 SELECT * FROM api_key');
  };
  const answers: [string, () => Promise<Response>][] = [
    ['an answer', () => send(operation('listBars'), {})],
    ['an answer from memory', () => send(operation('listBars'), {}).then(() => send(operation('listBars'), {}))],
    ['an account', () => send(operation('getAccount'), { key: 'admin' })],
    ['a refusal', () => send(operation('getAccount'), {})],
    ['a wrong request', () => fakeApi().request('/v1/bars/XJSE:NPN?limit=0')],
    ['an unknown path', () => fakeApi().request('/v2')],
    ['an unknown method', () => fakeApi().request('/v1/keys', { method: 'PUT' })],
    [
      'a preflight',
      () => fakeApi().request('/v1/keys', { method: 'OPTIONS', headers: { origin: 'https://evil.test' } }),
    ],
    ['our own failure', () => send(operation('listBars'), {}, broken)],
    ['the document', () => fakeApi().request('/openapi.json')],
  ];

  test.each(answers)('%s carries its protection, and nothing of how it is made', async (_name, ask) => {
    const { headers } = await ask();
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('content-security-policy')).toBe("default-src 'none'; frame-ancestors 'none'");
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('strict-transport-security')).toMatch(/^max-age=\d{8}/);
    // Open to scripts of all sites, and therefore never with what a browser holds for its user.
    expect(headers.get('access-control-allow-origin')).toBe('*');
    for (const name of ['access-control-allow-credentials', 'server', 'x-powered-by'])
      expect(headers.get(name)).toBeNull();
  });

  test('what broke is said in no problem', async () => {
    const response = await send(operation('listBars'), {}, broken);
    const text = await response.text();
    expect([response.status, response.headers.get('content-type')]).toEqual([500, 'application/problem+json']);
    for (const inside of ['src/', '.ts', 'SELECT', 'stack', 'at /']) expect(text).not.toContain(inside);
  });

  test('what the stream refuses is a problem as any other', async () => {
    const ask = async (status: number) =>
      await fakeApi({ connect: async () => new Response(null, { status }) }).request('/v1/stream', {
        headers: { upgrade: 'websocket' },
      });
    const answers = [await ask(429), await ask(503), await ask(401)];
    expect(answers.map(({ status }) => status)).toEqual([429, 503, 503]);
    for (const { headers } of answers) {
      expect(headers.get('content-type')).toBe('application/problem+json');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
    }
    expect(await answers[0]?.json()).toMatchObject({ code: 'quota_exceeded', request_id: expect.any(String) });
  });

  test.each(['PUT', 'TRACE', 'CONNECT', 'PROPFIND', 'LINK', 'get'])('%s is no method of anything', async (method) => {
    const app = createApp(fakeApi().deps);
    for (const { example } of endpoints.slice(0, 10)) {
      // Requests of some of these methods cannot be made, which is as good.
      const request = attempt(() => new Request(`https://api.wizdata.test${example.path}`, { method }));
      if (request !== null && request.method === method) expect((await app.fetch(request)).status).toBe(405);
    }
  });

  test('a page of another site changes nothing with the session of who is signed in', async () => {
    const cookie = `__Host-wizdata_session=${'x'}`;
    for (const [, endpoint] of all.filter(([, one]) => one.ofAccount && one.method !== 'GET')) {
      const { accounts, calls } = watchedAccounts();
      const response = await send(
        endpoint,
        { headers: { cookie, origin: 'https://evil.test' } },
        fakeApi({ accounts }),
      );
      expect([response.status, calls.length]).toEqual([401, 0]);
      const form = await send(endpoint, { key: 'admin', body: 'name=x', headers: { 'content-type': 'text/plain' } });
      if (endpoint.body !== undefined) expect(form.status).toBe(415);
    }
  });
});

const attempt = <T>(make: () => T): T | null => {
  try {
    return make();
  } catch {
    return null;
  }
};

describe('API9: improper inventory management', () => {
  const notOperations = ['GET /openapi.json'];

  test('every route is in the document, and every operation of the document is a route', () => {
    const documented = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    const routes = createApp(fakeApi().deps).routes.filter(({ path }) => path !== '/*' && path !== '*');
    const served = new Set(routes.map(({ method, path }) => `${method} ${path.replaceAll(/:(\w+)/g, '{$1}')}`));
    expect([...served].filter((route) => !notOperations.includes(route)).toSorted()).toEqual(documented.toSorted());
    expect(documented).toContain('GET /v1/stream');
  });

  test('what will be gone says since when, until when, and what takes its place', () => {
    const ids = endpoints.map(({ operationId }) => operationId);
    for (const { operationId, deprecated } of endpoints) {
      const written = Object.values(document.paths).flatMap((methods) => Object.values(methods));
      expect(written.find((one) => one.operationId === operationId)?.deprecated === true).toBe(
        deprecated !== undefined,
      );
      if (deprecated === undefined) continue;
      expect([Date.parse(deprecated.since), Date.parse(deprecated.sunset)].every(Number.isFinite)).toBe(true);
      expect(ids).toContain(deprecated.successor);
    }
  });
});
