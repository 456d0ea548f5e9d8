import { expect, test, vi } from 'vitest';
import { WizError } from '../core/errors.ts';
import { once } from './once.ts';

const write = { account_id: 'account_1', name: 'mine', asker: 'key_1', operation: 'createKey', input: {} };

test.each([
  ['is free again where nothing was done', new WizError('invalid_request', 'no'), 1],
  ['stays taken while it is not clear what was done', new WizError('dependency_unavailable', 'away'), 0],
])('a name %s', async (_says, failure, times) => {
  const accounts = { beginWrite: async () => ({ state: 'begun' }) as const, endWrite: vi.fn(async () => undefined) };
  await expect(once(accounts, write, () => Promise.reject(failure))).rejects.toBe(failure);
  expect(accounts.endWrite).toHaveBeenCalledTimes(times);
});
