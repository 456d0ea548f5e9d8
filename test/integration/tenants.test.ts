import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Endpoint } from '../../src/api/endpoint.ts';
import { endpoints } from '../../src/api/endpoints/index.ts';
import { type Asked, type AuthStand, startAuthStand } from './auth-stand.ts';

type Caller = { readonly key?: string; readonly cookie?: string };

/** What somebody whose role is viewer is answered in the account itself: he sees all of it and changes nothing. */
const forViewers: Readonly<Record<string, 200 | 403>> = {
  ...{ signOut: 200, getAccount: 200, listKeys: 200, getKey: 200, listAudit: 200, getUsage: 200 },
  ...{ inviteMember: 403, changeMember: 403, removeMember: 403 },
  ...{ createKey: 403, changeKey: 403, revokeKey: 403, rotateKey: 403 },
  ...{ listScreens: 200, getScreen: 200, runSavedScreen: 200 },
  ...{ createScreen: 403, changeScreen: 403, deleteScreen: 403 },
};

const ofAccount = endpoints.filter((endpoint) => endpoint.ofAccount);
const named = (all: readonly Endpoint[]) => all.map((one) => [one.operationId, one] as const);
const withId = named(ofAccount.filter(({ path }) => path.includes('{')));
const withoutId = named(ofAccount.filter(({ path }) => !path.includes('{')));

let auth: AuthStand;
/** Of the account that is nobody else's business. */
let victim: { account_id: string; cookie: string; ids: Record<string, string>; emails: string[] };
let strangers: Record<string, () => Caller | Promise<Caller>>;
let spent: Record<string, Caller>;
let viewer: () => Promise<Caller>;
let reader: Caller;

beforeAll(async () => {
  auth = await startAuthStand();
  const owner = await auth.signIn('victim@example.com');
  const { ask } = auth.gateway();
  const make = async (name: string, scopes: string[]) => {
    const { data } = await ask('POST', '/v1/keys', { cookie: owner.cookie, body: { name, scopes } });
    return { key: String(data.key), key_id: String(data.key_id) };
  };
  const kept = await make("the victim's", ['read']);
  const [expired, revoked] = [await make('expired', ['read', 'account']), await make('revoked', ['read', 'account'])];
  await auth.owner.query('UPDATE api_key SET expires_at = now() WHERE key_id = $1', [expired.key_id]);
  await ask('DELETE', `/v1/keys/${revoked.key_id}`, { cookie: owner.cookie });
  const over = await auth.signIn('victim@example.com');
  await auth.owner.query(
    'UPDATE session SET expires_at = now() WHERE created_at = (SELECT max(created_at) FROM session)',
  );
  const invited = (email: string, of: string) => async () => {
    // Each time anew, for signing out ends the session that asks.
    await auth.owner.query('DELETE FROM sign_in_link WHERE email = $1', [email]);
    const known = await auth.owner.query('SELECT FROM member WHERE email = $1', [email]);
    if (known.length > 0) return await auth.signIn(email);
    await ask('POST', '/v1/account/members', { cookie: of, body: { email, role: 'viewer' } });
    await auth.settled();
    const { headers } = await ask('POST', '/v1/account/sign-in', { body: { link: auth.lastLink() } });
    return { cookie: (headers.get('set-cookie') ?? '').split(';')[0] ?? '' };
  };
  const saved = { name: 'of the victim', screen: { universe: { ids: ['XJSE:NPN'] } } };
  const screen = await ask('POST', '/v1/screens', { cookie: owner.cookie, body: saved });
  const foreign = await auth.signIn('foreign@example.com');
  const [keyed, operator] = [
    await auth.key('foreign', ['read', 'stream', 'account']),
    await auth.key('operator', ['read', 'stream', 'account', 'admin']),
  ];
  viewer = invited('viewer@example.com', owner.cookie);
  await viewer();
  reader = { key: kept.key };
  victim = {
    ...{ account_id: owner.account_id, cookie: owner.cookie },
    ids: { key_id: kept.key_id, member_id: owner.member_id, screen_id: String(screen.data.screen_id) },
    emails: ['victim@example.com', 'viewer@example.com'],
  };
  strangers = {
    'a key of another account': () => ({ key: keyed.key }),
    'an operator of another account': () => ({ key: operator.key }),
    'somebody signed in elsewhere': () =>
      auth.owner
        .query("DELETE FROM sign_in_link WHERE email = 'foreign@example.com'")
        .then(() => auth.signIn('foreign@example.com')),
    'a viewer of another account': invited('elsewhere@example.com', foreign.cookie),
  };
  spent = {
    'an expired key': { key: expired.key },
    'a revoked key': { key: revoked.key },
    'a session that is over': { cookie: over.cookie },
  };
});
afterAll(() => auth.stop());

const tables = [
  ...['account', 'member', 'session', 'sign_in_link', 'api_key', 'audit_event', 'usage', 'usage_flush'],
  ...['remembered_write', 'saved_screen'],
];

/** Everything that is stored of accounts. When a key was last used is no change of anybody's. */
async function everything(): Promise<unknown> {
  await auth.settled();
  const all = tables.map(
    (t) =>
      `(SELECT json_agg(r ORDER BY r::text) FROM (SELECT to_jsonb(t) - 'last_used_at' AS r FROM ${t} t) s) AS "${t}"`,
  );
  return await auth.owner.query(`SELECT ${all.join(', ')}`);
}

/** The part of it that is the victim's. */
async function ofVictim(): Promise<unknown> {
  await auth.settled();
  const own = tables.filter((table) => table !== 'session' && table !== 'usage_flush');
  const all = own.map(
    (t) =>
      `(SELECT json_agg(r ORDER BY r::text) FROM (SELECT to_jsonb(t) - 'last_used_at' AS r FROM ${t} t WHERE account_id = $1) s) AS "${t}"`,
  );
  const sessions =
    '(SELECT json_agg(s ORDER BY session_hmac) FROM session s JOIN member m USING (member_id) WHERE m.account_id = $1)';
  return await auth.owner.query(`SELECT ${[...all, sessions].join(', ')}`, [victim.account_id]);
}

const at = ({ path }: Endpoint, ids: Record<string, string>) =>
  path.replaceAll(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? 'missing');

async function ask(endpoint: Endpoint, caller: Caller, ids = victim.ids, headers = {}): Promise<Asked> {
  const { method, example } = endpoint;
  const body = example.body === undefined ? {} : { body: example.body };
  return await auth.gateway().ask(method, at(endpoint, ids), { ...caller, ...body, headers });
}

/** What was said, without what every answer has of its own. */
const said = ({ status, problem: { request_id: _, ...problem } }: Asked) => ({ status, problem });

const takesNoMore = (shown: unknown) => (response: Endpoint['response']) =>
  response !== 'bytes' && JSON.stringify(response.parse(shown)) === JSON.stringify(shown);

function expectNothingOfVictim(answer: Asked, who: string): void {
  const text = JSON.stringify(answer.problem);
  for (const secret of [victim.account_id, ...Object.values(victim.ids), ...victim.emails])
    expect(text, who).not.toContain(secret);
}

test('every operation about an account is in this table, and none is kept in a cache', () => {
  expect(ofAccount.map(({ operationId }) => operationId).toSorted()).toEqual(Object.keys(forViewers).toSorted());
  expect(new Set(ofAccount.map(({ cache }) => cache))).toEqual(new Set(['none']));
});

describe.each(withId)('%s', (_name, endpoint) => {
  test('knows nothing of what belongs to others, and does nothing to it', async () => {
    const none = '0'.repeat(32);
    const unknown = { key_id: `key_${none}`, member_id: `member_${none}`, screen_id: `screen_${none}` };
    for (const [who, sign] of Object.entries(strangers)) {
      const caller = await sign();
      const before = await everything();
      const answer = await ask(endpoint, caller);
      expect(answer.status, who).toBe(404);
      expectNothingOfVictim(answer, who);
      // The same words as for what there is not.
      expect(said(answer)).toEqual(said(await ask(endpoint, caller, unknown)));
      expect(said(await ask(endpoint, caller, victim.ids, { 'idempotency-key': 'x' }))).toEqual(said(answer));
      expect(await everything(), who).toEqual(before);
    }
  });
});

describe.each(withoutId)('%s', (_name, endpoint) => {
  test('of others is about them: it shows and changes nothing of the victim', async () => {
    for (const [who, sign] of Object.entries(strangers)) {
      const caller = await sign();
      const before = await ofVictim();
      const answer = await ask(endpoint, caller);
      expect(who === 'a viewer of another account' ? [200, 201, 202, 403] : [200, 201, 202], who).toContain(
        answer.status,
      );
      expectNothingOfVictim(answer, who);
      expect(await ofVictim(), who).toEqual(before);
    }
  });
});

describe.each(named(ofAccount))('%s', (name, endpoint) => {
  test('is refused to what was let in once and is not any more', async () => {
    const before = await everything();
    for (const [who, caller] of Object.entries(spent)) expect((await ask(endpoint, caller)).status, who).toBe(401);
    expect((await ask(endpoint, {})).status, 'nobody').toBe(401);
    expect(await everything()).toEqual(before);
  });

  test('lets a viewer see and not change', async () => {
    const caller = await viewer();
    const before = await everything();
    const answer = await ask(endpoint, caller);
    expect(answer.status).toBe(forViewers[name]);
    if (answer.status === 403) expect(await everything()).toEqual(before);
    // Nothing of what is stored gets out beside what the document names.
    else expect(endpoint.response).toSatisfy(takesNoMore(answer.data));
  });

  test.skipIf(endpoint.scope !== 'account')('needs the scope, which a key that only reads has not', async () => {
    const before = await everything();
    expect((await ask(endpoint, reader)).status).toBe(403);
    expect(await everything()).toEqual(before);
  });

  test('cannot be reached through a batch', async () => {
    const reads = [{ operation: name, params: victim.ids }];
    const { data, status } = await auth.gateway().ask('POST', '/v1/query', { ...reader, body: { reads } });
    expect([status, (data as unknown as { status: number }[])[0]?.status]).toEqual([200, 400]);
  });
});

describe('between accounts', () => {
  const foreign = () => strangers['a key of another account']?.() as Caller;

  test('a name of a write is the account’s own, and within it the caller’s', async () => {
    const { ask } = auth.gateway();
    const write = (caller: Caller, name: string) =>
      ask('POST', '/v1/keys', { ...caller, body: { name }, headers: { 'idempotency-key': 'one name' } });
    const owner = { cookie: victim.cookie };
    const first = await write(owner, 'a');
    expect(first.status).toBe(201);
    expect((await write(owner, 'a')).data).toEqual(first.data);
    const theirs = await write(foreign(), 'a');
    expect([theirs.status, theirs.data.key_id === first.data.key_id]).toEqual([201, false]);
    expect((await write(strangers['an operator of another account']?.() as Caller, 'b')).status).toBe(201);
    // Whoever may not make a key does not get the secret of one by asking as somebody else did.
    const looking = await write(await viewer(), 'a');
    expect([looking.status, JSON.stringify(looking.problem)]).toEqual([409, expect.not.stringContaining('wiz_test_')]);
  });

  test('a cursor of one shows another only his own', async () => {
    const { ask } = auth.gateway();
    const page = async (caller: Caller, cursor = '') => {
      const { problem, status } = await ask('GET', `/v1/account/audit?limit=1${cursor}`, caller);
      return { status, cursor: String((problem.meta as { next_cursor?: string })?.next_cursor), problem };
    };
    const { cursor, status } = await page({ cookie: victim.cookie });
    expect([status, cursor.length > 10]).toEqual([200, true]);
    const crossed = await page(foreign(), `&cursor=${cursor}`);
    expect([200, 400]).toContain(crossed.status);
    expect(JSON.stringify(crossed.problem)).not.toContain(victim.account_id);
    for (const id of Object.values(victim.ids)) expect(JSON.stringify(crossed.problem)).not.toContain(id);
    const { data } = await ask('GET', `/v1/account/audit?limit=1000&cursor=${cursor}`, foreign());
    const seen = ((data as unknown as { audit_id: string }[] | undefined) ?? []).map(({ audit_id }) => audit_id);
    const own = await auth.owner.query<{ audit_id: string }>(
      'SELECT audit_id FROM audit_event WHERE account_id <> $1',
      [victim.account_id],
    );
    for (const id of seen) expect(own.map(({ audit_id }) => audit_id)).toContain(id);
  });

  test('an answer of one is never another’s, in the isolate that has just given it', async () => {
    const isolate = auth.gateway();
    for (const path of ['/v1/account', '/v1/keys', '/v1/screens', '/v1/account/audit', '/v1/usage']) {
      const own = await isolate.ask('GET', path, { cookie: victim.cookie });
      const theirs = await isolate.ask('GET', path, foreign());
      expect([own.status, theirs.status]).toEqual([200, 200]);
      for (const { headers } of [own, theirs]) {
        expect([headers.get('cache-control'), headers.get('etag')]).toEqual(['no-store', null]);
        expect(headers.get('cache-status')).toContain('bypass');
      }
      expectNothingOfVictim(theirs, path);
    }
  });
});
