import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { flushUsage } from '../../src/accounts/flush-usage.ts';
import { usageMeter } from '../../src/accounts/meter.ts';
import type { SharedUsage, UsageBlock } from '../../src/accounts/shared-usage.ts';
import { fixedClock } from '../../src/core/clock.ts';
import { newId } from '../../src/core/ids.ts';
import { silentLogger } from '../../src/core/log.ts';
import { fakeApi } from '../contract/fake-api.ts';
import { type AuthStand, startAuthStand } from './auth-stand.ts';

let auth: AuthStand;
const today = new Date().toISOString().slice(0, 10);
beforeAll(async () => {
  auth = await startAuthStand();
});
afterAll(() => auth.stop());
beforeEach(async () => {
  await auth.db.query('DELETE FROM usage');
});

const block = (tokens: number, operation = 'listBars'): UsageBlock => ({
  block_id: newId('flush'),
  counts: [{ account_id: 'account_1', key_id: 'key_1', day: today, operation, requests: 1, tokens }],
});
const billed = async () =>
  (await auth.db.query('SELECT operation, requests::int, tokens::int FROM usage ORDER BY operation')) as unknown;

describe('a block of counts', () => {
  test('counts once, however often it comes', async () => {
    const { usage } = auth;
    const once = block(5);
    const said = [await usage.add(once), await usage.add(once), await usage.add(block(2, 'getRates'))];
    expect(said.map((spent) => spent.get('account_1')?.today)).toEqual([5, 5, 7]);
    expect(said[2]?.get('account_1')).toEqual({ day: today, today: 7, month: 7 });
    expect(await flushUsage(auth.db, usage)).toBe(2);
    expect(await billed()).toEqual([
      { operation: 'getRates', requests: 1, tokens: 2 },
      { operation: 'listBars', requests: 1, tokens: 5 },
    ]);
    expect(await flushUsage(auth.db, usage)).toBe(0);
  });
});

describe('a flush that breaks off', () => {
  const broken = (at: 'before Postgres' | 'after Postgres'): [typeof auth.db, SharedUsage] => {
    const fail = () => Promise.reject(new Error('the isolate ended'));
    return at === 'before Postgres'
      ? [{ ...auth.db, query: fail }, auth.usage]
      : [auth.db, { ...auth.usage, drop: fail }];
  };

  test.each(['before Postgres', 'after Postgres'] as const)('%s loses nothing and doubles nothing', async (at) => {
    await auth.usage.add(block(3));
    await expect(flushUsage(...broken(at))).rejects.toThrow('the isolate ended');
    // What comes meanwhile goes beside it.
    await auth.usage.add(block(4));
    await expect(flushUsage(...broken(at))).rejects.toThrow('the isolate ended');
    await flushUsage(auth.db, auth.usage);
    expect(await billed()).toEqual([{ operation: 'listBars', requests: 2, tokens: 7 }]);
    expect(await flushUsage(auth.db, auth.usage)).toBe(0);
  });

  test('and comes to its end late drops nothing of the next', async () => {
    const { usage } = auth;
    await usage.add(block(1));
    const slow = await usage.setAside('flush_slow');
    await flushUsage(auth.db, usage);
    await usage.add(block(2));
    const next = await usage.setAside('flush_next');
    await usage.drop(slow?.flush_id ?? '');
    expect(await usage.setAside('flush_third')).toEqual(next);
    await flushUsage(auth.db, usage);
    expect(await billed()).toEqual([{ operation: 'listBars', requests: 2, tokens: 3 }]);
  });

  test('and two at once bring each count once', async () => {
    for (let round = 0; round < 20; round += 1) {
      await auth.usage.add(block(1));
      await Promise.all([flushUsage(auth.db, auth.usage), flushUsage(auth.db, auth.usage)]);
    }
    await flushUsage(auth.db, auth.usage);
    expect(await billed()).toEqual([{ operation: 'listBars', requests: 20, tokens: 20 }]);
  });
});

describe('the gateway', () => {
  /** One isolate that counts into the real Redis. */
  function isolate() {
    const work: Promise<unknown>[] = [];
    const clock = fixedClock(Date.now());
    const defer = (promise: Promise<unknown>) => void work.push(promise);
    const meter = usageMeter({ shared: auth.usage, clock, log: silentLogger, defer, wait: async () => undefined });
    const api = fakeApi({ accounts: auth.service, keys: auth.service, meter, clock });
    return { api, settled: () => Promise.all(work) };
  }

  test('bills what it answered: each request once, failures and refusals never', async () => {
    const { key, key_id } = await auth.key('billed', ['read']);
    const { api, settled } = isolate();
    const get = async (path: string) => (await api.request(path, { key })).status;
    for (let hit = 0; hit < 3; hit += 1) expect(await get('/v1/bars/XJSE:NPN')).toBe(200);
    expect(await get('/v1/bars/npn')).toBe(400);
    expect((await api.request('/v1/bars/XJSE:NPN')).status).toBe(200);
    api.answers = () => {
      throw new Error('broken');
    };
    expect(await get('/v1/bars/XJSE:SOL')).toBe(500);
    await settled();
    await flushUsage(auth.db, auth.usage);
    const { data } = await auth.gateway().ask('GET', `/v1/usage?from=${today}`, { key });
    expect(data.days).toEqual([{ day: today, key_id, operation: 'listBars', requests: 4, tokens: 4 }]);
    expect(data.month).toEqual({ limit: 3_000_000, spent: 4, remaining: 2_999_996 });
    expect(data.counted_until).toMatch(/^\d{4}-/);
  });

  test('tells the day from its month, and the month from the one before', async () => {
    const { key, key_id, account_id } = await auth.key('monthly', ['read', 'account']);
    const month = today.slice(0, 7);
    const before = new Date(Date.parse(`${month}-01`) - 1).toISOString().slice(0, 10);
    const other = today.endsWith('15') ? `${month}-16` : `${month}-15`;
    for (const [day, tokens] of [
      [today, 1],
      [other, 20],
      [before, 300],
    ]) {
      await auth.db.query(
        `INSERT INTO usage (account_id, key_id, day, operation, requests, tokens) VALUES ($1, $2, $3, 'listBars', 1, $4)`,
        [account_id, key_id, day, tokens],
      );
    }
    expect((await auth.service.verify(key))?.spent).toEqual({ day: today, today: 1, month: 21 });
    const { data } = await auth.gateway().ask('GET', '/v1/usage', { key });
    expect([data.today, data.month]).toMatchObject([{ spent: 1 }, { spent: 21 }]);
  });

  test('refuses who has spent the day, with the time to wait', async () => {
    const { key, key_id, account_id } = await auth.key('spent', ['read']);
    const elsewhere = { account_id, key_id, day: today, operation: 'listBars', requests: 1, tokens: 199_999 };
    await auth.usage.add({ block_id: newId('flush'), counts: [elsewhere] });
    await flushUsage(auth.db, auth.usage);
    const { api } = isolate();
    expect((await api.request('/v1/bars/XJSE:NPN', { key })).status).toBe(200);
    const refused = await api.request('/v1/bars/XJSE:NPN', { key });
    expect([refused.status, ((await refused.json()) as { code: string }).code]).toEqual([429, 'quota_exceeded']);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  });
});

describe('an Idempotency-Key', () => {
  const named = (name: string) => ({ 'idempotency-key': name });
  const keysOf = async (account: string) =>
    (await auth.db.query('SELECT 1 FROM api_key WHERE account_id = $1', [account])).length;

  test('makes a write once, also when it is asked for at the same time', async () => {
    const { key, account_id } = await auth.key('idempotent', ['read', 'account']);
    const { ask } = auth.gateway();
    const make = (name: string, body: unknown) => ask('POST', '/v1/keys', { key, body, headers: named(name) });
    const first = await make('a', { name: 'x' });
    const again = await make('a', { name: 'x' });
    expect([first.status, again.status]).toEqual([201, 201]);
    expect(again.data).toEqual(first.data);
    expect((await make('a', { name: 'y' })).problem).toMatchObject({ status: 409, code: 'conflict' });
    const race = await Promise.all(Array.from({ length: 8 }, () => make('b', { name: 'x' })));
    expect(race.some(({ status }) => status === 201)).toBe(true);
    expect(race.every(({ status }) => status === 201 || status === 409)).toBe(true);
    expect(await keysOf(account_id)).toBe(3);
    const kept = JSON.stringify(await auth.owner.query('SELECT * FROM remembered_write'));
    expect(kept).not.toContain(String(first.data.key));
    expect(kept).not.toContain(btoa(String(first.data.key)).slice(0, 12));
  });

  test('is the account’s own, forgotten after a day, and free again when nothing was done', async () => {
    const one = await auth.key('one', ['read', 'account']);
    const other = await auth.key('other', ['read', 'account']);
    const { ask } = auth.gateway();
    const make = (key: string, body: unknown) => ask('POST', '/v1/keys', { key, body, headers: named('same') });
    const first = await make(one.key, { name: 'x' });
    expect((await make(other.key, { name: 'y' })).status).toBe(201);
    await auth.owner.query("UPDATE remembered_write SET begun_at = begun_at - interval '1 day'");
    const next = await make(one.key, { name: 'x' });
    expect(next.data.key_id).not.toBe(first.data.key_id);
    const refused = { name: 'z', expires_at: '2020-01-01T00:00:00Z' };
    const ill = (body: unknown) => ask('POST', '/v1/keys', { key: one.key, body, headers: named('ill') });
    expect((await ill(refused)).status).toBe(400);
    expect((await ill({ name: 'z' })).status).toBe(201);
    const bad = await ask('POST', '/v1/keys', { key: one.key, body: { name: 'z' }, headers: named('x'.repeat(256)) });
    expect(bad.status).toBe(400);
  });

  test('of a write that was broken off may be taken again after a minute', async () => {
    const write = { account_id: 'account_x', name: 'n', fingerprint: 'f' };
    const { service } = auth;
    expect((await service.beginWrite(write)).state).toBe('begun');
    expect((await service.beginWrite(write)).state).toBe('running');
    await auth.owner.query("UPDATE remembered_write SET begun_at = begun_at - interval '61 seconds'");
    expect((await service.beginWrite({ ...write, fingerprint: 'g' })).state).toBe('other');
    expect((await service.beginWrite(write)).state).toBe('begun');
    // The first asker comes to its end after all: what was answered stands.
    const answer = { status: 201, body: 'the second' } as const;
    await service.endWrite(write, answer);
    await service.endWrite(write, { status: 201, body: 'the first' });
    await service.endWrite(write, null);
    expect(await service.beginWrite(write)).toEqual({ state: 'done', answer });
  });
});
