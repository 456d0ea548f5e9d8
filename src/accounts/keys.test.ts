import { expect, test } from 'vitest';
import type { Database, Row } from '../storage/client.ts';
import { issueKey } from './issue.ts';
import { verifyKey } from './verify.ts';

const pepper = 'a pepper of thirty-two characters';

/** The table of keys, as far as these two statements use it. */
function keyTable(): Database & { readonly rows: Row[] } {
  const rows: Row[] = [];
  return {
    rows,
    async query(text, params = []) {
      if (text.startsWith('INSERT')) {
        const [key_id, key_hmac, name, plan, scopes] = params;
        rows.push({ key_id, key_hmac, name, plan, scopes: JSON.parse(String(scopes)) });
        return [];
      }
      return rows.filter(({ key_hmac }) => key_hmac === params[0]) as never;
    },
    batch: async () => [],
  };
}

test('an issued key is verified, and only its HMAC is kept', async () => {
  const db = keyTable();
  const issued = await issueKey(db, pepper, { name: 'demo', plan: 'free', scopes: ['read', 'stream'], mode: 'live' });
  expect(issued.key).toMatch(/^wiz_live_/);
  expect(await verifyKey(db, pepper, issued.key)).toEqual({
    key_id: issued.key_id,
    plan: 'free',
    scopes: ['read', 'stream'],
  });
  expect(JSON.stringify(db.rows)).not.toContain(issued.key.slice(9, 41));
});

test('with another pepper or another key there is nobody', async () => {
  const db = keyTable();
  const { key } = await issueKey(db, pepper, { name: 'demo', plan: 'free', scopes: ['read'] });
  const other = await issueKey(keyTable(), pepper, { name: 'demo', plan: 'free', scopes: ['read'] });
  expect(await verifyKey(db, `${pepper}!`, key)).toBeNull();
  expect(await verifyKey(db, pepper, other.key)).toBeNull();
  expect(await verifyKey(db, pepper, `${key}x`)).toBeNull();
});

test('a key of a plan that does not exist is not issued', async () => {
  const request = { name: 'x', plan: 'constructor', scopes: [] };
  await expect(issueKey(keyTable(), pepper, request)).rejects.toThrow('no plan');
});
