import { expect, test, vi } from 'vitest';
import { newKey } from '../auth/key-format.ts';
import { verifySecret } from './verify.ts';

const query = vi.fn(async () => []);
const db = { query: query as never, batch: async () => [] };

test.each(['', 'wiz_test_guess', `${newKey('live')}x`, `${newKey('live').slice(0, -1)}_`, newKey('link')])(
  '%j is nobody, without a look at the database',
  async (secret) => {
    expect(await verifySecret(db, 'a pepper', secret)).toBeNull();
    expect(query).not.toHaveBeenCalled();
  },
);

test('what can be a key is looked for by its HMAC', async () => {
  const key = newKey('live');
  expect(await verifySecret(db, 'a pepper', key)).toBeNull();
  expect(query).toHaveBeenCalledExactlyOnceWith(expect.any(String), [expect.stringMatching(/^[0-9a-f]{64}$/)]);
});
