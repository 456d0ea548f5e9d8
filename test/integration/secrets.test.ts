import { afterAll, beforeAll, expect, test } from 'vitest';
import { authService } from '../../src/accounts/auth-service.ts';
import { httpSender } from '../../src/accounts/link-sender.ts';
import { endpoints } from '../../src/api/endpoints/index.ts';
import { plainText } from '../../src/api/query-string.ts';
import { newKey } from '../../src/auth/key-format.ts';
import { rememberedKeys } from '../../src/auth/remembered-keys.ts';
import { toWizError } from '../../src/core/errors.ts';
import { jsonLogger } from '../../src/core/log.ts';
import { fakeApi } from '../contract/fake-api.ts';
import { type AuthStand, origin, pepper, startAuthStand } from './auth-stand.ts';

let auth: AuthStand;
/** Everything that was logged, at every level, and every name under which something was kept. */
const lines: string[] = [];
const names: string[] = [];
/** What a log must never say: whole, and the part that nobody can guess. */
let secrets: string[];

beforeAll(async () => {
  auth = await startAuthStand();
  const { key, key_id } = await auth.key('holder', ['read', 'stream', 'account']);
  const revoked = await auth.key('holder', ['read']);
  const { ask } = auth.gateway();
  await ask('DELETE', `/v1/keys/${revoked.key_id}`, { key });
  const rotated = String((await ask('POST', `/v1/keys/${key_id}/rotate`, { key })).data.key);
  const { cookie } = await auth.signIn('holder@example.com');
  await ask('POST', '/v1/account/sign-up', { body: { email: 'holder@example.com' } });
  await auth.settled();
  const [unused, unknown, mistyped] = [auth.lastLink(), newKey('live'), `${newKey('test').slice(0, -1)}_`];
  secrets = [key, rotated, revoked.key, cookie.split('=')[1] ?? '', unused, unknown, mistyped, newKey('session')];
});
afterAll(() => auth.stop());

const bodyOf = (secret: string) => secret.replace(/^wiz_[a-z]+_/i, '').replace(/_$/, '');

function expectNoSecret(text: string, where: string): void {
  const read = plainText(text);
  for (const secret of [...secrets, ...secrets.map(bodyOf), pepper]) {
    expect(text.includes(secret) || read.includes(secret), `${where}: ${text.slice(0, 400)}`).toBe(false);
  }
}

/** The parts of the gateway that keep things under names, each name written down. */
function watched<T extends object>(part: T): T {
  return new Proxy(part, {
    get(of, name, receiver) {
      const value = Reflect.get(of, name, receiver);
      if (typeof value !== 'function') return value;
      return (...given: unknown[]) => {
        names.push(...given.filter((one) => typeof one === 'string'));
        return value.apply(of, given);
      };
    },
  });
}

/** An isolate whose log is read. */
function isolate() {
  const logger = jsonLogger('api', (level, line) => lines.push(`${level} ${line}`));
  const plain = fakeApi();
  const keys = rememberedKeys(auth.service, plain.deps.clock);
  const unlimited = {
    ...plain.deps.limiter,
    take: (_subject: string, limit: number) => ({
      allowed: true,
      limit,
      remaining: limit,
      resetSeconds: 60,
      scope: 'shared' as const,
    }),
  };
  return fakeApi({
    ...{ accounts: auth.service, keys, forget: keys.forget, log: logger },
    ...{ cache: watched(plain.deps.cache), limiter: watched(unlimited) },
  });
}

/** The secret's first letters in another spelling. */
const escaped = (secret: string) =>
  [...secret].map((char, at) => (at % 3 === 0 ? `%${char.charCodeAt(0).toString(16)}` : char)).join('');

/** Every place of a request into which a secret can come, by mistake or in order. */
function requestsWith(secret: string): [string, RequestInit][] {
  const json = { 'content-type': 'application/json' };
  const spellings = [
    secret,
    escaped(secret),
    `%ff${escaped(secret)}`,
    secret.toUpperCase().slice(0, 9) + secret.slice(9),
  ];
  const paths = spellings.flatMap((text) => [
    ...[
      `/${text}`,
      `/v1/${text}`,
      `/v1/bars/${text}`,
      `/v1/keys/${text}`,
      `/v1/account/members/${text}`,
      `/docs/${text}`,
    ],
    ...[
      `/v1/search?q=${text}`,
      `/v1/bars/XJSE:NPN?${text}=1`,
      `/v1/bars/XJSE:NPN?cursor=${text}`,
      `/v1/bars/XJSE:NPN?key=${text}`,
    ],
    ...[`/v1/bars/XJSE:NPN?fields=${text}`, `/v1/files/${text}`, `/v1/account?token=${text}`, `/v1/health?${text}`],
  ]);
  const headers = [
    ...['authorization', 'x-api-key', 'cookie', 'wiz-version', 'accept', 'accept-language', 'if-none-match', 'origin'],
    ...[
      'user-agent',
      'referer',
      'idempotency-key',
      'cf-connecting-ip',
      'x-forwarded-for',
      'x-request-id',
      'traceparent',
    ],
  ];
  const credentials: Record<string, string>[] = [
    ...[`Bearer ${secret}`, `bearer  ${secret}`, `Basic ${secret}`, `Bearer ${secret} x`, secret].map(
      (authorization) => ({ authorization }),
    ),
    { 'x-api-key': secret },
    ...['__Host-wizdata_session', 'wizdata_session', 'x'].map((name) => ({ cookie: `${name}=${secret}` })),
  ];
  const bodies = [
    { link: secret },
    { name: secret },
    { email: `${secret}@example.com` },
    { name: 'x', scopes: [secret] },
    { [secret]: 1 },
    { reads: [{ operation: 'listBars', params: { id: secret } }] },
    { reads: [{ operation: 'listBars', params: { id: 'XJSE:NPN' }, query: { fields: secret } }] },
    secret,
  ].flatMap((body) => [JSON.stringify(body), JSON.stringify(body).replaceAll('w', '\\u0077')]);
  const writes = endpoints
    .filter(({ method, scope }) => method === 'POST' && scope !== 'admin')
    .map(({ path }) => path.replaceAll(/\{\w+\}/g, `key_${'0'.repeat(32)}`));
  return [
    ...paths.map((path): [string, RequestInit] => [path, {}]),
    ...headers.map((name): [string, RequestInit] => ['/v1/account', { headers: { [name]: secret } }]),
    ...credentials.flatMap((headers): [string, RequestInit][] =>
      ['/v1/bars/XJSE:NPN', '/v1/account', '/v1/keys', '/v1/health'].map((path) => [path, { headers }]),
    ),
    ['/v1/keys', { method: 'POST', body: '{"name":"x"}', headers: { ...json, 'idempotency-key': secret } }],
    ...['get', 'search', secret].map((name): [string, RequestInit] => {
      const call = {
        jsonrpc: '2.0',
        id: 1,
        method: 'tools/call',
        params: { name, arguments: name === 'get' ? { what: 'bars', id: secret } : { q: secret } },
      };
      return [
        '/mcp',
        {
          method: 'POST',
          body: JSON.stringify(call),
          headers: { ...json, accept: `${json['content-type']}, text/event-stream` },
        },
      ];
    }),
    ...writes.flatMap((path) =>
      [...bodies, `{"name":${secret}`].map((body): [string, RequestInit] => [
        path,
        { method: 'POST', body, headers: json },
      ]),
    ),
  ];
}

/** What the platform holds of text: all rows of all its tables. */
async function stored(): Promise<string> {
  await auth.settled();
  const tables = await auth.owner.query<{ name: string }>(
    `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname = 'public'`,
  );
  const rows = await Promise.all(
    tables.map(({ name }) => auth.owner.query(`SELECT to_jsonb(t)::text AS row FROM ${name} t`)),
  );
  return JSON.stringify(rows);
}

test('no secret is in a log line, a problem, the name of something kept, or a row, wherever it was sent', async () => {
  const [holder = ''] = secrets;
  for (const secret of secrets) {
    const api = isolate();
    for (const [path, init] of requestsWith(secret)) {
      // With a caller who may, and without.
      for (const key of [undefined, holder]) {
        const headers = new Headers(init.headers);
        if (key !== undefined && !headers.has('authorization')) headers.set('authorization', `Bearer ${key}`);
        const response = await api.request(path, { ...init, headers });
        const text = await response.text();
        if (response.status >= 400) expectNoSecret(text, `${path} ${init.body ?? ''}`);
        for (const [name, value] of response.headers)
          if (name !== 'set-cookie') expectNoSecret(value, `${name} of ${path}`);
      }
    }
  }
  expect(lines.length).toBeGreaterThan(1_000);
  expect(new Set(lines.map((line) => line.split(' ')[0]))).toContain('info');
  expectNoSecret(lines.join('\n'), 'the log');
  expect(names.length).toBeGreaterThan(100);
  expectNoSecret(names.join('\n'), 'names');
  expectNoSecret(await stored(), 'the database');
});

test('what broke says nothing of a secret either, at any level', async () => {
  const [key = ''] = secrets;
  const from = lines.length;
  const broken = isolate();
  broken.answers = () => {
    throw new Error(
      `a proxy said: authorization: Bearer ${key}, postgres://auth:${pepper.replaceAll(' ', '')}@db.test/`,
    );
  };
  const response = await broken.request('/v1/bars/XJSE:NPN', { key });
  expect(response.status).toBe(500);
  expectNoSecret(await response.text(), 'the answer');
  const said = lines.slice(from).join('\n');
  expect(said).toContain('error');
  expectNoSecret(said, 'the log');
  expect(said).not.toContain(pepper.replaceAll(' ', ''));
  for (const level of ['debug', 'info', 'warn', 'error'] as const) {
    jsonLogger('api', (_, line) => lines.push(line)).log(level, 'x', {
      deep: { list: [`${key} and ${secrets.join(' ')}`] },
    });
  }
  expectNoSecret(lines.slice(from).join('\n'), 'the log');
});

test('a mail service that quotes its letters gets no link into an error', async () => {
  const quoting = async (_: unknown, init?: RequestInit) => new Response(String(init?.body), { status: 500 });
  const sender = httpSender(
    { url: 'https://mail.test/', token: 'the token', from: 'x@wizdata.test' },
    quoting as typeof fetch,
  );
  const work: Promise<unknown>[] = [];
  let link = '';
  const service = authService({
    ...{ db: auth.db, pepper, portalUrl: origin, mode: 'test', clock: { now: () => Date.now() } },
    sender: {
      send(letter) {
        link = /wiz_link_\w+/.exec(letter.text)?.[0] ?? '';
        return sender.send(letter);
      },
    },
    defer: (promise) => void work.push(promise),
  });
  await service.signUp('quoted@example.com');
  const failed = await Promise.all(
    work.map((one) =>
      one.then(
        () => 'sent',
        (error: unknown) => toWizError(error).message,
      ),
    ),
  );
  expect(failed).toEqual(['the mail service answers 500']);
  expect(link).toMatch(/^wiz_link_/);
  expect(await stored()).not.toContain(bodyOf(link));
});
