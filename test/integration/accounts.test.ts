import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Caller } from '../../src/model/account-service.ts';
import { type AuthStand, origin, startAuthStand } from './auth-stand.ts';

let auth: AuthStand;
beforeAll(async () => {
  auth = await startAuthStand();
});
afterAll(() => auth.stop());

describe('signing in', () => {
  const ask = (path: string, body: unknown, headers = {}) => auth.gateway().ask('POST', path, { body, headers });
  const redeem = (link: string) => ask('/v1/account/sign-in', { link });
  const signUp = async (email: string) => {
    const answer = await ask('/v1/account/sign-up', { email });
    await auth.settled();
    return answer;
  };

  test('answers alike for addresses that are known and unknown', async () => {
    await auth.signIn('known@example.com');
    const [known, unknown] = [await signUp('Known@Example.com'), await signUp('unknown@example.com')];
    expect([known.status, known.problem]).toEqual([unknown.status, unknown.problem]);
    expect(auth.letters.slice(-2).map(({ to }) => to)).toEqual(['known@example.com', 'unknown@example.com']);
    expect(new Set(auth.letters.slice(-2).map(({ text }) => text.replace(/#\S+/, ''))).size).toBe(1);
  });

  test('a link works once, within 15 minutes, and is kept as an HMAC', async () => {
    await signUp('link@example.com');
    const link = auth.lastLink();
    const links = JSON.stringify(await auth.owner.query('SELECT * FROM sign_in_link'));
    expect(links).not.toContain(link.slice(9));
    const both = await Promise.all([redeem(link), redeem(link)]);
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 401]);
    await signUp('link@example.com');
    const [row] = await auth.owner.query(
      `UPDATE sign_in_link SET expires_at = now() WHERE used_at IS NULL AND email = 'link@example.com'
       RETURNING expires_at - created_at < interval '15 minutes 1 second' AS soon`,
    );
    expect(row?.soon).toBe(true);
    expect((await redeem(auth.lastLink())).status).toBe(401);
    expect((await redeem('wiz_link_guess')).status).toBe(401);
  });

  test('an address gets no flood of letters, and nobody is told', async () => {
    const before = auth.letters.length;
    const all = await Promise.all(Array.from({ length: 6 }, () => signUp('flood@example.com')));
    expect(all.every(({ status }) => status === 202)).toBe(true);
    await auth.settled();
    expect(auth.letters.length - before).toBe(3);
    // Somebody else's letters that are not sent yet count as well.
    const others = auth.owner.batch([
      { text: "SELECT pg_advisory_xact_lock(hashtextextended('crowd@example.com', 0))" },
      {
        text: `INSERT INTO sign_in_link (link_hmac, email, expires_at)
          SELECT 'crowd' || n, 'crowd@example.com', now() FROM generate_series(1, 3) n`,
      },
      { text: 'SELECT pg_sleep(0.3)' },
    ]);
    await new Promise((resolve) => setTimeout(resolve, 100));
    await Promise.all([others, signUp('crowd@example.com')]);
    expect(auth.letters.length - before).toBe(3);
  });

  test('gives a cookie that scripts and other sites cannot use', async () => {
    await signUp('cookie@example.com');
    const { headers, problem } = await redeem(auth.lastLink());
    const cookie = headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(
      /^__Host-wizdata_session=wiz_session_\w{38}; Path=\/; Expires=[^;]+; HttpOnly; Secure; SameSite=Lax$/,
    );
    expect(JSON.stringify(problem)).not.toContain('wiz_session_');
    const [pair = ''] = cookie.split(';');
    const write = (site: string) =>
      auth.gateway().ask('POST', '/v1/keys', { cookie: pair, body: { name: 'x' }, headers: { origin: site } });
    expect((await write('https://evil.example')).status).toBe(403);
    expect((await write(origin)).status).toBe(201);
    const secret = pair.split('=')[1] ?? '';
    const asKey = await auth.gateway().ask('GET', '/v1/account', { key: secret });
    expect(asKey.status).toBe(401);
  });

  test('ends when who signed in signs out', async () => {
    const { cookie } = await auth.signIn('leaver@example.com');
    const gateway = auth.gateway();
    const seen = async () => (await gateway.ask('GET', '/v1/account', { cookie })).status;
    expect(await seen()).toBe(200);
    const out = await gateway.ask('POST', '/v1/account/sign-out', { cookie });
    expect(out.headers.get('set-cookie')).toContain('Expires=Thu, 01 Jan 1970');
    expect(await seen()).toBe(401);
  });
});

describe('roles', () => {
  async function household(role: string) {
    const name = `${role}-${Math.floor(Number(process.hrtime.bigint() % 1_000_000n))}`;
    const owner = await auth.signIn(`owner-of-${name}@example.com`);
    const { ask } = auth.gateway();
    const email = `${name}@example.com`;
    await ask('POST', '/v1/account/members', { cookie: owner.cookie, body: { email, role } });
    await auth.settled();
    const answer = await ask('POST', '/v1/account/sign-in', { body: { link: auth.lastLink() } });
    expect(answer.data).toMatchObject({ account_id: owner.account_id, member: { email, role } });
    const [cookie = ''] = (answer.headers.get('set-cookie') ?? '').split(';');
    return { owner, cookie, member_id: String((answer.data.member as { member_id: string }).member_id) };
  }

  test.each([
    ['viewer', { keys: 403, other: 403, stop: 403, invite: 403, owner: 403, list: 200 }],
    ['member', { keys: 201, other: 403, stop: 403, invite: 403, owner: 403, list: 200 }],
    ['admin', { keys: 201, other: 200, stop: 200, invite: 202, owner: 403, list: 200 }],
    ['owner', { keys: 201, other: 200, stop: 200, invite: 202, owner: 202, list: 200 }],
  ])('a %s may do %j', async (role, may) => {
    const { owner, cookie } = await household(role);
    const { ask } = auth.gateway();
    const others = await ask('POST', '/v1/keys', { cookie: owner.cookie, body: { name: "the owner's" } });
    const status = async (method: string, path: string, body?: unknown) =>
      (await ask(method, path, { cookie, ...(body === undefined ? {} : { body }) })).status;
    const invite = (as: string, to: string) =>
      status('POST', '/v1/account/members', { email: `${to}@x.example`, role: as });
    expect({
      list: await status('GET', '/v1/keys'),
      keys: await status('POST', '/v1/keys', { name: 'mine' }),
      other: await status('PATCH', `/v1/keys/${others.data.key_id}`, { name: 'renamed' }),
      stop: await status('DELETE', `/v1/keys/${others.data.key_id}`),
      invite: await invite('member', `a-${role}`),
      owner: await invite('owner', `b-${role}`),
    }).toEqual(may);
    const account = { name: 'x', scopes: ['account'] };
    expect(await status('POST', '/v1/keys', account)).toBe(role === 'admin' || role === 'owner' ? 201 : 403);
  });

  test('an account keeps an owner, and who is removed is out', async () => {
    const { owner, cookie, member_id } = await household('admin');
    const gateway = auth.gateway();
    const change = (id: string, role: string, by = owner.cookie) =>
      gateway.ask('PATCH', `/v1/account/members/${id}`, { cookie: by, body: { role } });
    expect((await change(owner.member_id, 'viewer')).status).toBe(409);
    expect((await change(owner.member_id, 'viewer', cookie)).status).toBe(403);
    // Two owners who make viewers of each other at once leave one.
    await change(member_id, 'owner');
    const { account_id } = owner;
    const session = { key_id: null, scopes: ['account'], request_id: 'req_1', session: null } as const;
    const by = (id: string): Caller => ({ ...session, account_id, member_id: id, role: 'owner' });
    const both = await Promise.allSettled([
      auth.service.changeMember(by(owner.member_id), member_id, 'viewer'),
      auth.service.changeMember(by(member_id), owner.member_id, 'viewer'),
    ]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    await auth.owner.query(`UPDATE member SET role = 'owner' WHERE member_id = $1`, [owner.member_id]);
    await change(member_id, 'viewer');
    expect((await gateway.ask('POST', '/v1/keys', { cookie, body: { name: 'x' } })).status).toBe(403);
    const removed = await gateway.ask('DELETE', `/v1/account/members/${member_id}`, { cookie: owner.cookie });
    expect(removed.status).toBe(200);
    expect((await gateway.ask('GET', '/v1/account', { cookie })).status).toBe(401);
  });
});

test('every change of an account is in its audit log, with who asked and never a secret', async () => {
  const { cookie, member_id } = await auth.signIn('audited@example.com');
  const { ask } = auth.gateway();
  const made = await ask('POST', '/v1/keys', { cookie, body: { name: 'a' } });
  const id = String(made.data.key_id);
  await ask('PATCH', `/v1/keys/${id}`, { cookie, body: { name: 'b' } });
  await ask('POST', `/v1/keys/${id}/rotate`, { cookie });
  const revoked = await ask('DELETE', `/v1/keys/${id}`, { cookie });
  expect((await ask('DELETE', `/v1/keys/${id}`, { cookie })).status).toBe(200);
  const page = await ask('GET', '/v1/account/audit?limit=4', { cookie });
  const events = page.data as unknown as { actor: string; action: string; subject: string; request_id: string }[];
  expect(events.map(({ action }) => action)).toEqual(['key.revoke', 'key.rotate', 'key.change', 'key.create']);
  expect(events.every(({ actor, subject }) => actor === member_id && subject === id)).toBe(true);
  expect(events[0]?.request_id).toBe(revoked.headers.get('x-request-id'));
  const cursor = String((page.problem.meta as { next_cursor: string }).next_cursor);
  const rest = await ask('GET', `/v1/account/audit?cursor=${cursor}`, { cookie });
  expect((rest.data as unknown as { action: string }[]).map(({ action }) => action)).toEqual([
    'session.begin',
    'member.join',
  ]);
  expect(JSON.stringify(page.problem)).not.toMatch(/wiz_/);
  await expect(auth.db.query("UPDATE audit_event SET action = 'x'")).rejects.toThrow('42501');
});
