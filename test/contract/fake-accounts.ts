import { exampleKey, exampleMember } from '../../src/api/endpoints/account-schemas.ts';
import { exampleScreen } from '../../src/api/endpoints/screen-schemas.ts';
import type { AccountService } from '../../src/model/account-service.ts';

const withSecret = { ...exampleKey, key: 'wiz_test_...' };

/** `auth` with one account, one member, one key and one screen. */
export const fakeAccounts: AccountService = {
  signUp: async () => undefined,
  signIn: async () => ({
    ...{ session: 'wiz_session_...', expires_at: '2026-11-24T17:00:00.000Z' },
    ...{ account_id: 'account_1', member: exampleMember },
  }),
  signOut: async () => undefined,
  account: async ({ account_id }) => ({
    ...{ account_id, name: 'thandi@example.com', plan: 'free', created_at: '2026-11-24T05:00:00.000Z' },
    members: [exampleMember],
  }),
  inviteMember: async () => undefined,
  changeMember: async () => exampleMember,
  removeMember: async () => exampleMember,
  listKeys: async () => [exampleKey],
  getKey: async () => exampleKey,
  createKey: async () => withSecret,
  changeKey: async () => exampleKey,
  rotateKey: async () => withSecret,
  revokeKey: async () => exampleKey,
  listScreens: async () => [exampleScreen],
  getScreen: async () => exampleScreen,
  createScreen: async () => exampleScreen,
  changeScreen: async () => exampleScreen,
  removeScreen: async () => exampleScreen,
  listAudit: async () => ({ events: [], next: null }),
  usage: async () => ({ plan: 'free', counted_until: null, rows: [], today: 0, month: 0 }),
  beginWrite: async () => ({ state: 'begun' }),
  endWrite: async () => undefined,
};

/** `auth` of which every part fails alike. */
export function failingAccounts(fail: () => Promise<never>): AccountService {
  return Object.fromEntries(Object.keys(fakeAccounts).map((name) => [name, fail])) as unknown as AccountService;
}
