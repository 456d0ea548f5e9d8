import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { versions } from '../../src/api/versions.ts';
import { newKey } from '../../src/auth/key-format.ts';
import { type AuthStand, startAuthStand } from './auth-stand.ts';

let auth: AuthStand;
beforeAll(async () => {
  auth = await startAuthStand();
});
afterAll(() => auth.stop());

const statusOf = async (key: string, gateway = auth.gateway(), headers = {}) =>
  (await gateway.ask('GET', '/v1/account', { key, headers })).status;

describe('a key', () => {
  test('is made by who signed in, shown once, and kept as an HMAC', async () => {
    const { cookie } = await auth.signIn('maker@example.com');
    const { ask } = auth.gateway();
    const made = await ask('POST', '/v1/keys', {
      cookie,
      body: { name: 'export', service: 'export', scopes: ['read'] },
    });
    expect(made.status).toBe(201);
    expect(made.data).toMatchObject({ kind: 'service', service: 'export', scopes: ['read'], last_used_at: null });
    const key = String(made.data.key);
    expect(key).toMatch(/^wiz_test_/);
    expect(await statusOf(key)).toBe(200);
    const all = JSON.stringify(await auth.owner.query('SELECT * FROM api_key, audit_event'));
    expect(all).not.toContain(key.slice(9));
    const listed = (await ask('GET', '/v1/keys', { cookie })).data as unknown as object[];
    expect(listed).toHaveLength(1);
    expect(Object.keys(listed[0] ?? {})).not.toContain('key');
  });

  test('that is mistyped is told from one that is unknown', async () => {
    const { ask } = auth.gateway();
    const said = async (key: string) => (await ask('GET', '/v1/account', { key })).problem.detail;
    expect(await said(newKey('test').slice(0, -1))).toContain('mistyped');
    expect(await said(newKey('test'))).toContain('unknown');
  });

  test('that is revoked is refused at once where it was revoked, and everywhere within a minute', async () => {
    const { key, key_id } = await auth.key('revoked', ['read', 'account']);
    const isolates = [auth.gateway(), auth.gateway(), auth.gateway()] as const;
    for (const isolate of isolates) expect(await statusOf(key, isolate)).toBe(200);
    expect((await isolates[0].ask('DELETE', `/v1/keys/${key_id}`, { key })).data.revoked_at).not.toBeNull();
    expect(await statusOf(key, isolates[0])).toBe(401);
    for (const isolate of isolates) isolate.clock.advance(30_000);
    for (const isolate of isolates) expect(await statusOf(key, isolate)).toBe(401);
  });

  test('that is rotated works beside its new secret until the overlap ends', async () => {
    const { key: manager } = await auth.key('rotating', ['read', 'account']);
    const { ask } = auth.gateway();
    const made = await ask('POST', '/v1/keys', { key: manager, body: { name: 'rotated' } });
    const rotate = async (overlap_seconds: number) =>
      (await ask('POST', `/v1/keys/${made.data.key_id}/rotate`, { key: manager, body: { overlap_seconds } })).data;
    const first = String(made.data.key);
    const second = await rotate(3600);
    expect(second.key_id).toBe(made.data.key_id);
    expect([await statusOf(first), await statusOf(String(second.key))]).toEqual([200, 200]);
    expect((await auth.service.verify(first))?.valid_until).toBe(second.previous_until);
    await auth.owner.query(`UPDATE api_key SET previous_until = now() - interval '1 second' WHERE key_id = $1`, [
      made.data.key_id,
    ]);
    expect([await statusOf(first), await statusOf(String(second.key))]).toEqual([401, 200]);
    const third = await rotate(0);
    expect(third.previous_until).toBeNull();
    expect([await statusOf(String(second.key)), await statusOf(String(third.key))]).toEqual([401, 200]);
  });

  test('ends when it expires, and not before', async () => {
    const { key: manager } = await auth.key('expiring', ['read', 'account']);
    const { ask } = auth.gateway();
    const body = { name: 'x', expires_at: new Date(Date.now() + 3_600_000).toISOString() };
    const made = await ask('POST', '/v1/keys', { key: manager, body });
    expect(made.data.expires_at).toBe(body.expires_at);
    expect(await statusOf(String(made.data.key))).toBe(200);
    const isolate = auth.gateway();
    await auth.owner.query(`UPDATE api_key SET expires_at = now() + interval '10 seconds' WHERE key_id = $1`, [
      made.data.key_id,
    ]);
    expect(await statusOf(String(made.data.key), isolate)).toBe(200);
    await auth.owner.query('UPDATE api_key SET expires_at = now() WHERE key_id = $1', [made.data.key_id]);
    isolate.clock.advance(11_000);
    expect(await statusOf(String(made.data.key), isolate)).toBe(401);
    const past = { name: 'x', expires_at: '2020-01-01T00:00:00Z' };
    expect((await ask('POST', '/v1/keys', { key: manager, body: past })).status).toBe(400);
  });

  test('is refused from addresses that it does not name', async () => {
    const { key: manager } = await auth.key('addresses', ['read', 'account']);
    const body = { name: 'office', allowed_addresses: ['203.0.113.0/24', '2001:db8::/32'] };
    const { ask } = auth.gateway();
    const key = String((await ask('POST', '/v1/keys', { key: manager, body })).data.key);
    const from = (address: string) => statusOf(key, auth.gateway(), { 'cf-connecting-ip': address });
    expect([await from('203.0.113.9'), await from('2001:db8:1::1')]).toEqual([200, 200]);
    expect([await from('198.51.100.1'), await from('2001:db9::1'), await statusOf(key)]).toEqual([403, 403, 403]);
    // What a caller writes himself is no address of his.
    expect(await statusOf(key, auth.gateway(), { 'x-forwarded-for': '203.0.113.9' })).toBe(403);
  });

  test('says within two minutes when it was last used, and is not written down for every request', async () => {
    const { key, key_id } = await auth.key('used', ['read']);
    const used = async () => {
      await auth.settled();
      return (await auth.db.query(`SELECT last_used_at FROM api_key WHERE key_id = $1`, [key_id]))[0]?.last_used_at;
    };
    for (let isolate = 0; isolate < 3; isolate += 1) await statusOf(key);
    const first = await used();
    expect(first).not.toBeNull();
    await statusOf(key);
    expect(await used()).toEqual(first);
  });

  test('is pinned to the newest version of its first day, to a named one, or to none', async () => {
    const { key: manager } = await auth.key('pinning', ['read', 'account']);
    const { ask } = auth.gateway();
    const make = (api_version?: unknown) => ask('POST', '/v1/keys', { key: manager, body: { name: 'x', api_version } });
    const newest = versions[0].date;
    const made = [await make(), await make(newest), await make(null)];
    expect(made.map(({ data }) => data.api_version)).toEqual([newest, newest, null]);
    const pinned = await Promise.all(made.map(({ data }) => auth.service.verify(String(data.key))));
    expect(pinned.map((principal) => principal?.api_version)).toEqual([newest, newest, null]);
    for (const unknown of ['2020-01-01', 'latest', '', 1]) expect((await make(unknown)).status).toBe(400);
    const at = `/v1/keys/${made[0]?.data.key_id}`;
    const pin = (api_version: unknown) => ask('PATCH', at, { key: manager, body: { api_version } });
    expect((await pin('2020-01-01')).status).toBe(400);
    expect((await pin(null)).data.api_version).toBeNull();
    expect((await ask('PATCH', at, { key: manager, body: { name: 'y' } })).data.api_version).toBeNull();
    expect((await pin(newest)).data.api_version).toBe(newest);
    expect((await ask('GET', at, { key: manager })).data.api_version).toBe(newest);
  });

  test('is answered in its version everywhere within a minute, and told when that is gone', async () => {
    const { key, key_id } = await auth.key('gone', ['read', 'account']);
    const [here, elsewhere] = [auth.gateway(), auth.gateway()];
    expect([await statusOf(key, here), await statusOf(key, elsewhere)]).toEqual([200, 200]);
    await auth.owner.query(`UPDATE api_key SET api_version = '2020-01-01' WHERE key_id = $1`, [key_id]);
    for (const isolate of [here, elsewhere]) isolate.clock.advance(30_000);
    const refused = await here.ask('GET', '/v1/account', { key });
    expect(refused.problem).toMatchObject({ status: 400, api_version: '2020-01-01' });
    expect(refused.problem.detail).toContain('pinned');
    const headers = { 'wiz-version': versions[0].date };
    expect(await statusOf(key, here, headers)).toBe(200);
    const pinned = { key, headers, body: { api_version: versions[0].date } };
    expect((await elsewhere.ask('PATCH', `/v1/keys/${key_id}`, pinned)).status).toBe(200);
    expect(await statusOf(key, elsewhere)).toBe(200);
    here.clock.advance(30_000);
    expect(await statusOf(key, here)).toBe(200);
  });

  test('gives nobody more than he has', async () => {
    const { key } = await auth.key('narrow', ['read', 'account']);
    const { key: operator, key_id } = await auth.key('narrow', ['read', 'account', 'admin']);
    const { ask } = auth.gateway();
    const make = (scopes: string[]) => ask('POST', '/v1/keys', { key, body: { name: 'x', scopes } });
    expect([(await make(['read'])).status, (await make(['admin'])).status]).toEqual([201, 403]);
    // Both are keys of one account, and the stronger one's secret is not for the weaker.
    expect((await ask('POST', `/v1/keys/${key_id}/rotate`, { key })).status).toBe(403);
    expect((await ask('PATCH', `/v1/keys/${key_id}`, { key, body: { allowed_addresses: ['::1'] } })).status).toBe(403);
    expect(await statusOf(operator)).toBe(200);
    const { key: reader } = await auth.key('reader', ['read']);
    expect((await ask('GET', '/v1/keys', { key: reader })).status).toBe(403);
    expect((await ask('GET', '/v1/account', { key: reader })).data.members).toEqual([]);
  });

  test('is one of a hundred that work at most, however many are asked for at once', async () => {
    const { key, account_id } = await auth.key('many', ['read', 'account']);
    await auth.owner.query(
      `INSERT INTO api_key (key_id, account_id, key_hmac, name, scopes, created_at, revoked_at, expires_at)
       SELECT 'key_many_' || n, $1, 'many ' || n, 'x', '[]', now(), CASE WHEN n > 110 THEN now() END,
         CASE WHEN n BETWEEN 99 AND 110 THEN now() END
       FROM generate_series(1, 120) n`,
      [account_id],
    );
    const { ask } = auth.gateway();
    const make = () => ask('POST', '/v1/keys', { key, body: { name: 'x' } });
    const made = await Promise.all([make(), make(), make()]);
    expect(made.map(({ status }) => status).toSorted()).toEqual([201, 409, 409]);
    const { data } = made.find(({ status }) => status === 201) ?? {};
    await ask('DELETE', `/v1/keys/${data?.key_id}`, { key });
    expect((await make()).status).toBe(201);
  });
});
