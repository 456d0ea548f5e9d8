import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type AuthStand, startAuthStand } from './auth-stand.ts';

let auth: AuthStand;
beforeAll(async () => {
  auth = await startAuthStand();
});
afterAll(() => auth.stop());

const screen = { universe: { venues: ['XJSE'] }, filters: [{ field: 'return_1m', min: '5' }], fields: ['rsi(14)'] };
const ask = (...asked: Parameters<ReturnType<AuthStand['gateway']>['ask']>) => auth.gateway().ask(...asked);

describe('a screen that is kept', () => {
  test('is found, changed and removed by the people of the account, and noted', async () => {
    const { cookie, member_id } = await auth.signIn('owner@example.com');
    const made = await ask('POST', '/v1/screens', { cookie, body: { name: ' rising ', screen } });
    expect(made.status).toBe(201);
    const path = `/v1/screens/${made.data.screen_id}`;
    expect(made.data).toMatchObject({ name: 'rising', screen, created_by: member_id });
    expect((await ask('GET', path, { cookie })).data).toEqual(made.data);
    const renamed = await ask('PATCH', path, { cookie, body: { name: 'risen' } });
    expect(renamed.data).toMatchObject({ name: 'risen', screen: made.data.screen, created_at: made.data.created_at });
    const other = { filters: [{ field: 'close', max: '100' }] };
    const changed = await ask('PATCH', path, { cookie, body: { screen: other } });
    expect(changed.data).toMatchObject({ name: 'risen', screen: { universe: {}, ...other, fields: [] } });
    expect((await ask('PATCH', path, { cookie, body: {} })).status).toBe(400);
    expect((await ask('GET', '/v1/screens', { cookie })).data).toEqual([changed.data]);
    expect((await ask('DELETE', path, { cookie })).data).toEqual(changed.data);
    for (const method of ['GET', 'DELETE']) expect((await ask(method, path, { cookie })).status).toBe(404);
    expect((await ask('POST', `${path}/run`, { cookie })).status).toBe(404);
    const events = (await ask('GET', '/v1/account/audit?limit=4', { cookie })).data as unknown as object[];
    expect(events).toMatchObject([
      { action: 'screen.delete', actor: member_id, subject: made.data.screen_id, detail: { name: 'risen' } },
      { action: 'screen.change', detail: { from: 'risen', name: 'risen', screen: true } },
      { action: 'screen.change', detail: { from: 'rising', name: 'risen', screen: false } },
      { action: 'screen.create', detail: { name: 'rising' } },
    ]);
  });

  test('is run by any key of its account that reads, at the price of one that is sent', async () => {
    const { key: manager } = await auth.key('running', ['read', 'account']);
    const body = { name: 'rising', screen };
    const { data } = await ask('POST', '/v1/screens', { key: manager, body });
    const path = `/v1/screens/${data.screen_id}/run`;
    const made = await ask('POST', '/v1/keys', { key: manager, body: { name: 'reads', scopes: ['read'] } });
    const reader = { key: String(made.data.key) };
    const kept = await ask('POST', `${path}?limit=7`, reader);
    const sent = await ask('POST', '/v1/screener?limit=7', { ...reader, body: screen });
    expect(kept.status).toBe(200);
    expect(kept.problem).toEqual(sent.problem);
    const price = async (at: string, init: object) => (await ask('POST', `${at}?dry_run=cost`, init)).problem.data;
    expect(await price(path, reader)).toMatchObject({ tokens: 10 });
    expect(await price('/v1/screener', { ...reader, body: screen })).toMatchObject({ tokens: 10 });
    expect((await ask('POST', `${path}?on=1990-01-02`, reader)).status).toBe(403);
    expect((await ask('PATCH', `/v1/screens/${data.screen_id}`, { ...reader, body: { name: 'x' } })).status).toBe(403);
  });

  test('is looked at when it is saved, and again when it is run', async () => {
    const { key } = await auth.key('checking', ['read', 'account']);
    for (const wrong of [{ filters: [{ field: 'gone', min: '1' }] }, { sort: { field: 'gone' } }, { other: 1 }, []]) {
      expect((await ask('POST', '/v1/screens', { key, body: { name: 'x', screen: wrong } })).status).toBe(400);
    }
    const { data } = await ask('POST', '/v1/screens', { key, body: { name: 'x', screen } });
    const path = `/v1/screens/${data.screen_id}`;
    await auth.owner.query(
      `UPDATE saved_screen SET definition = '{"filters":[{"field":"gone","min":"1"}]}' WHERE screen_id = $1`,
      [data.screen_id],
    );
    const refused = await ask('POST', `${path}/run`, { key });
    expect([refused.status, refused.problem.detail]).toEqual([
      409,
      expect.stringContaining('filters.0.field: must be'),
    ]);
    expect((await ask('PATCH', path, { key, body: { screen } })).status).toBe(200);
    expect((await ask('POST', `${path}/run`, { key })).status).toBe(200);
  });

  test('is one of a hundred at most, however many are asked for at once', async () => {
    const { key, account_id } = await auth.key('many screens', ['read', 'account']);
    await auth.owner.query(
      `INSERT INTO saved_screen (screen_id, account_id, name, definition, created_by)
       SELECT 'screen_many_' || n, $1, 'x', '{}', 'platform' FROM generate_series(1, 99) n`,
      [account_id],
    );
    const make = () => ask('POST', '/v1/screens', { key, body: { name: 'x', screen } });
    const made = await Promise.all([make(), make(), make()]);
    expect(made.map(({ status }) => status).toSorted()).toEqual([201, 409, 409]);
    const { data } = made.find(({ status }) => status === 201) ?? {};
    await ask('DELETE', `/v1/screens/${data?.screen_id}`, { key });
    expect((await make()).status).toBe(201);
  });

  test('is seen by auth alone', async () => {
    const [row] = await auth.owner.query(
      `SELECT bool_or(has_table_privilege(rolname, 'saved_screen', 'SELECT')) AS seen FROM pg_roles
       WHERE rolname IN ('wizdata_reader', 'wizdata_writer')`,
    );
    expect(row?.seen).toBe(false);
  });
});
