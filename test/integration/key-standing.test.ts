import { afterAll, beforeAll, expect, test } from 'vitest';
import { keyStanding } from '../../src/accounts/key-standing.ts';
import { type AuthStand, startAuthStand } from './auth-stand.ts';

let auth: AuthStand;
beforeAll(async () => {
  auth = await startAuthStand();
});
afterAll(() => auth.stop());

const credentialOf = async (key: string) => (await auth.service.verify(key))?.credential ?? 'none';
const ended = (...credentials: string[]) => keyStanding(auth.db).ended(credentials);

test('a key may go on streaming until it is revoked, expires or loses the scope; others of its account may still', async () => {
  const made = await Promise.all(
    ['revoked', 'expired', 'narrowed', 'kept'].map(async (name) => {
      const { key, key_id } = await auth.key(name, ['read', 'stream']);
      return { key_id, credential: await credentialOf(key) };
    }),
  );
  const all = made.map(({ credential }) => credential);
  expect(await ended(...all)).toEqual([]);
  for (const change of [`revoked_at = now()`, `expires_at = now()`, `scopes = '["read"]'`]) {
    await auth.owner.query(`UPDATE api_key SET ${change} WHERE key_id = $1`, [made.shift()?.key_id]);
  }
  expect((await ended(...all)).toSorted()).toEqual(all.slice(0, 3).toSorted());
});

test('the secret before a rotation holds its sockets as long as it works itself', async () => {
  const { key: manager } = await auth.key('rotating', ['read', 'stream', 'account']);
  const { ask } = auth.gateway();
  const made = (await ask('POST', '/v1/keys', { key: manager, body: { name: 'x', scopes: ['stream'] } })).data;
  const rotate = async (overlap_seconds: number) =>
    String((await ask('POST', `/v1/keys/${made.key_id}/rotate`, { key: manager, body: { overlap_seconds } })).data.key);
  const first = await credentialOf(String(made.key));
  const second = await credentialOf(await rotate(3600));
  expect(await ended(first, second)).toEqual([]);
  const third = await credentialOf(await rotate(0));
  expect((await ended(first, second, third)).toSorted()).toEqual([first, second].toSorted());
});

test('a credential tells nothing of the secret, and an invented one holds nothing', async () => {
  const { key, key_id } = await auth.key('telling', ['stream']);
  const credential = await credentialOf(key);
  expect(credential).toMatch(new RegExp(`^${key_id}\\.[0-9a-f]{16}$`));
  for (const invented of ['', '.', key_id, `${key_id}.`, `${key_id}.0000000000000000`, "'; DROP TABLE api_key"]) {
    expect(await ended(invented, credential)).toEqual([invented]);
  }
});
