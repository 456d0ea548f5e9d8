import { describe, expect, test } from 'vitest';
import { mayBeNamed } from '../../src/api/endpoint.ts';
import { endpoints } from '../../src/api/endpoints/index.ts';
import { newKey } from '../../src/auth/key-format.ts';
import { planOf } from '../../src/model/plan.ts';
import { scopes } from '../../src/model/principal.ts';
import { failingAccounts } from './fake-accounts.ts';
import { fakeApi } from './fake-api.ts';
import { all, json, operation, send, watchedAccounts } from './owasp-stand.ts';

// OWASP API Security Top 10 of 2023, the first five: who may do what, and how much. The others are in owasp-door.test.ts
// and owasp-upstream.test.ts.

const withBody = all.filter(([, { example }]) => example.body !== undefined);
const ofAccount = all.filter(([, endpoint]) => endpoint.ofAccount);
const perMinute = planOf('anonymous').requests_per_minute;

/** That nothing of others is read or written is proved against a database in test/integration/tenants.test.ts. */
describe('API1: broken object level authorization', () => {
  test.each(ofAccount)('%s acts for the account of who asks, whatever the request names', async (_name, endpoint) => {
    const { accounts, calls } = watchedAccounts();
    const headers = { 'x-account-id': 'account_9', 'x-wizdata-principal': '{"account_id":"account_9"}' };
    const response = await send(endpoint, { key: 'admin', headers }, fakeApi({ accounts }));
    expect(response.status).toBeLessThan(300);
    expect(calls).toHaveLength(1);
    expect(calls[0]?.given[0]).toMatchObject({ account_id: 'account_2', key_id: 'key_admin' });
    const separator = endpoint.example.path.includes('?') ? '&' : '?';
    const named = await send(
      endpoint,
      { key: 'admin' },
      fakeApi({ accounts }),
      `${endpoint.example.path}${separator}account_id=account_9`,
    );
    expect([named.status, calls.length]).toEqual([400, 1]);
  });
});

describe('API2: broken authentication', () => {
  const bars = operation('listBars');

  test('guessing keys is counted by address, and keeps nobody with a key out', async () => {
    const api = fakeApi();
    const from = (address: string, key?: string) =>
      send(bars, { key: key ?? newKey('live'), headers: { 'cf-connecting-ip': address } }, api);
    const guesses: number[] = [];
    for (let guess = 0; guess < perMinute + 5; guess += 1) guesses.push((await from('203.0.113.7')).status);
    expect(new Set(guesses)).toEqual(new Set([401, 429]));
    expect(guesses.indexOf(429)).toBe(perMinute);
    expect((await from('203.0.113.8')).status).toBe(401);
    expect((await from('203.0.113.7', 'reader')).status).toBe(200);
  });

  test('guessing links is counted by address too, and dearer', async () => {
    const { accounts, calls } = watchedAccounts();
    const api = fakeApi({ accounts });
    const signIn = operation('signIn');
    const statuses: number[] = [];
    for (let guess = 0; guess < perMinute / 5 + 2; guess += 1)
      statuses.push((await send(signIn, { body: { link: newKey('link') } }, api)).status);
    expect(statuses.at(-1)).toBe(429);
    expect(calls.length).toBe(perMinute / signIn.cost);
  });

  test.each([
    ...['Basic cmVhZGVyOg==', 'Bearer', 'Bearer ', 'reader', 'Bearer reader extra', 'Token reader', ''],
    `Bearer ${newKey('session')}`,
    `Bearer ${newKey('link')}`,
  ])('%j is no proof of anything', async (authorization) => {
    const response = await send(bars, { headers: { authorization } });
    expect([response.status, response.headers.get('www-authenticate')]).toEqual([401, 'Bearer realm="wizdata"']);
  });

  test('a session is a cookie that other sites cannot send and scripts cannot read', async () => {
    const signIn = operation('signIn');
    const cookie = (await send(signIn, {})).headers.get('set-cookie');
    expect(cookie).toMatch(/^__Host-wizdata_session=[^;]+; Path=\/; Expires=[^;]+; HttpOnly; Secure; SameSite=Lax$/);
  });
});

/** Every object of a body, with the way to it. */
function objectsOf(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (Array.isArray(value)) return value.flatMap((one, at) => objectsOf(one, [...path, String(at)]));
  if (typeof value !== 'object' || value === null) return [];
  return [path, ...Object.entries(value).flatMap(([name, one]) => objectsOf(one, [...path, name]))];
}

function withField(body: unknown, [step, ...rest]: readonly string[], field: object): unknown {
  if (step === undefined) return { ...(body as object), ...field };
  if (Array.isArray(body)) return body.map((one, at) => (String(at) === step ? withField(one, rest, field) : one));
  const of = body as Record<string, unknown>;
  return { ...of, [step]: withField(of[step], rest, field) };
}

describe('API3: broken object property level authorization', () => {
  const guessed = [
    'account_id',
    'plan',
    'role',
    'created_by',
    'key_id',
    'key_hmac',
    'revoked_at',
    'is_admin',
    '__proto__',
    'constructor',
  ];

  test.each(withBody)('%s takes no field that it does not name, at any depth', async (_name, endpoint) => {
    const { body } = endpoint.example;
    // Parameters of a read in a batch are that operation's own to refuse.
    const paths = objectsOf(body).filter((path) => !path.includes('params') && !path.includes('query'));
    for (const path of paths) {
      for (const name of guessed) {
        if (Object.hasOwn(path.reduce((at, step) => (at as Record<string, unknown>)[step], body) as object, name))
          continue;
        const more = JSON.stringify(withField(body, path, { unlikely_name: 'x' })).replaceAll('unlikely_name', name);
        const { status } = await send(endpoint, { key: 'admin', body: more });
        // What JSON makes of __proto__ is no property, and is dropped instead.
        expect(name === '__proto__' ? [200, 201, 202, 400] : [400], `${[...path, name].join('.')}`).toContain(status);
      }
    }
  });
});

const long = 'x'.repeat(10_000);

describe('API4: unrestricted resource consumption', () => {
  test.each(all)('%s caps every parameter', async (_name, endpoint) => {
    const [path = '', search] = endpoint.example.path.split('?');
    for (const name of Object.keys(endpoint.query.shape)) {
      const query = new URLSearchParams(search);
      query.set(name, long);
      expect((await send(endpoint, { key: 'admin' }, fakeApi(), `${path}?${query}`)).status, name).toBe(400);
    }
    for (const name of Object.keys(endpoint.params.shape)) {
      const at = endpoint.path.replace(`{${name}}`, long).replaceAll(/\{\w+\}/g, 'x');
      expect((await send(endpoint, { key: 'admin' }, fakeApi(), at)).status, name).toBe(400);
    }
    if (!Object.hasOwn(endpoint.query.shape, 'limit')) return;
    for (const limit of ['0', '-1', '1000001', '1e9', '0x10', '']) {
      const query = new URLSearchParams(search);
      query.set('limit', limit);
      expect((await send(endpoint, { key: 'admin' }, fakeApi(), `${path}?${query}`)).status, limit).toBe(400);
    }
  });

  test.each(withBody)('%s caps its body, its texts, its lists and its depth', async (_name, endpoint) => {
    const { body, path } = endpoint.example;
    const most = endpoint.maxBodyBytes ?? 16 * 1024;
    const { status } = await send(endpoint, { key: 'admin', body: `{"x":"${'x'.repeat(most)}"}` });
    expect(status).toBe(413);
    for (const [name, value] of Object.entries(body as object)) {
      if (name === 'content_base64') continue;
      const huge = Array.isArray(value) ? Array.from({ length: 1_000 }, () => value[0]) : long;
      expect(
        (await send(endpoint, { key: 'admin', body: { ...(body as object), [name]: huge } })).status,
        name,
      ).toBeOneOf([400, 413]);
    }
    const deep = `${'['.repeat(8_000)}${']'.repeat(8_000)}`;
    expect((await send(endpoint, { key: 'admin', body: deep }, fakeApi(), path)).status).toBe(400);
  });

  test('headers beyond all measure are no reason to fail', async () => {
    const bars = operation('listBars');
    const many = Array.from({ length: 20_000 }, (_, at) => `"${at}"`).join(', ');
    for (const name of [
      'accept',
      'accept-encoding',
      'if-none-match',
      'cookie',
      'range',
      'origin',
      'referer',
      'user-agent',
    ]) {
      expect((await send(bars, { headers: { [name]: many } })).status, name).toBeLessThan(500);
    }
    const headers = Object.fromEntries(Array.from({ length: 1_000 }, (_, at) => [`x-${at}`, 'x']));
    expect((await send(bars, { headers })).status).toBe(200);
  });

  test('every operation that is not open costs tokens, and a batch costs what is in it', async () => {
    for (const { scope, cost, operationId } of endpoints)
      if (scope !== null) expect(cost, operationId).toBeGreaterThan(0);
    const api = fakeApi();
    const reads = Array.from({ length: 20 }, () => ({ operation: 'listBars', params: { id: 'XJSE:NPN' } }));
    const ask = (some: unknown) =>
      api.request('/v1/query', { method: 'POST', headers: json, body: JSON.stringify({ reads: some }) });
    const [first, tooMany] = [await ask(reads), await ask([...reads, ...reads])];
    expect([first.status, tooMany.status]).toEqual([200, 400]);
    expect(first.headers.get('ratelimit')).toContain(`;r=${perMinute - 20};`);
  });
});

describe('API5: broken function level authorization', () => {
  test('what the platform is run by is for the scope admin, and nothing else is', () => {
    for (const { path, scope, operationId } of endpoints)
      expect(scope === 'admin', operationId).toBe(path.startsWith('/v1/admin/'));
  });

  const signing = ['signUp', 'signIn', 'signOut'];
  const reads = endpoints.filter(
    (one) => one.method !== 'GET' && !mayBeNamed(one) && !one.ofAccount && !signing.includes(one.operationId),
  );

  test.each(reads.map((one) => [one.operationId, one] as const))(
    '%s needs no right to write, for it only reads what is asked for in its body',
    async (_name, endpoint) => {
      const never = () => Promise.reject(new Error('it writes'));
      const changes = {
        ingest: { runNow: never, intake: never, backfill: never },
        clean: { replay: never, swapReplay: never, discardReplay: never, resend: never },
        accounts: failingAccounts(never),
      };
      expect([endpoint.scope, (await send(endpoint, {}, fakeApi(changes))).status]).toEqual(['read', 200]);
    },
  );

  test.each(all.filter(([, { scope }]) => scope !== null))(
    '%s is for its scope alone, and asks nothing before',
    async (_name, endpoint) => {
      for (const held of scopes) {
        const rights = scopes.filter((scope) => (held === endpoint.scope ? scope === held : scope !== endpoint.scope));
        const { accounts, calls } = watchedAccounts();
        const api = fakeApi({
          accounts,
          keys: {
            verify: () => ({ key_id: 'k', account_id: 'account_1', plan: 'pro', role: 'owner', scopes: rights }),
          },
        });
        const { status } = await send(
          endpoint,
          { key: newKey('live'), headers: { 'x-http-method-override': 'GET' } },
          api,
        );
        if (held === endpoint.scope) expect(status).toBeLessThan(300);
        else expect([status, calls.length, api.queries.length]).toEqual([403, 0, 0]);
      }
    },
  );
});
