import type { AuthService } from '../model/account-service.ts';
import { listAudit } from './audit.ts';
import { changeKey, createKey, getKey, type KeyDeps, listKeys, revokeKey, rotateKey } from './keys.ts';
import { changeMember, inviteMember, readAccount, removeMember } from './members.ts';
import { beginWrite, endWrite } from './remember-writes.ts';
import { changeScreen, createScreen, getScreen, listScreens, removeScreen } from './screens.ts';
import { type SignInDeps, sendLink, signIn, signOut } from './sign-in.ts';
import { keyToucher } from './touch-keys.ts';
import { readUsage } from './usage-report.ts';
import { verifySecret } from './verify.ts';

type AuthDeps = KeyDeps & SignInDeps;

/** Everything that `auth` answers, over a database in which it alone sees accounts. */
export function authService(deps: AuthDeps): AuthService {
  const { db, pepper } = deps;
  const touch = keyToucher(db, deps.clock);
  return {
    async verify(secret) {
      const principal = await verifySecret(db, pepper, secret);
      if (principal?.key_id) deps.defer(touch(principal.key_id));
      return principal;
    },
    signUp: (email) => sendLink(deps, email),
    signIn: (link, requestId) => signIn(deps, link, requestId),
    signOut: (caller) => signOut(deps, caller),
    account: (caller) => readAccount(db, caller),
    inviteMember: (caller, member) => inviteMember(deps, caller, member),
    changeMember: (caller, memberId, role) => changeMember(db, caller, memberId, role),
    removeMember: (caller, memberId) => removeMember(db, caller, memberId),
    listKeys: (caller) => listKeys(deps, caller),
    getKey: (caller, keyId) => getKey(deps, caller, keyId),
    createKey: (caller, request) => createKey(deps, caller, request),
    changeKey: (caller, keyId, change) => changeKey(deps, caller, keyId, change),
    rotateKey: (caller, keyId, overlapSeconds) => rotateKey(deps, caller, keyId, overlapSeconds),
    revokeKey: (caller, keyId) => revokeKey(deps, caller, keyId),
    listScreens: (caller) => listScreens(db, caller),
    getScreen: (caller, screenId) => getScreen(db, caller, screenId),
    createScreen: (caller, request) => createScreen(db, caller, request),
    changeScreen: (caller, screenId, change) => changeScreen(db, caller, screenId, change),
    removeScreen: (caller, screenId) => removeScreen(db, caller, screenId),
    listAudit: (caller, page) => listAudit(db, caller, page),
    usage: (caller, span) => readUsage(db, caller, span),
    beginWrite: (write) => beginWrite(deps, write),
    endWrite: (write, answer) => endWrite(deps, write, answer),
  };
}
