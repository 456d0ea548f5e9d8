import { WizError } from '../core/errors.ts';
import type { Account, Caller, Member } from '../model/account-service.ts';
import type { Role } from '../model/principal.ts';
import type { Database } from '../storage/client.ts';
import { changeNoted, type Note, noteOf } from './audit.ts';
import { demandRole } from './permission.ts';
import { memberColumns, type SignInDeps, sendLink } from './sign-in.ts';

/** People are shown to who manages the account; a key that only reads learns the plan. */
export async function readAccount(db: Database, caller: Caller): Promise<Account> {
  const [row] = await db.query(
    `SELECT account_id, name, plan, wire_instant(created_at) AS created_at, CASE WHEN $2 THEN
       (SELECT coalesce(json_agg(m ORDER BY m.member_id), '[]') FROM (
         SELECT ${memberColumns} FROM member WHERE account_id = $1) m)
       ELSE '[]' END AS members
     FROM account WHERE account_id = $1`,
    [caller.account_id, caller.scopes.includes('account')],
  );
  if (row === undefined) throw new WizError('not_found', 'The account was closed');
  return row as unknown as Account;
}

export async function inviteMember(
  deps: SignInDeps,
  caller: Caller,
  { email, role }: { readonly email: string; readonly role: Role },
): Promise<void> {
  demandOver(caller, role);
  await sendLink(deps, email, { account_id: caller.account_id, role });
  await changeNoted(
    deps.db,
    'SELECT account_id FROM account WHERE account_id = $1',
    [caller.account_id],
    'account_id',
    noteOf(caller, 'member.invite', { email, role }),
  );
}

export async function changeMember(db: Database, caller: Caller, memberId: string, role: Role): Promise<Member | null> {
  const known = await demandMember(db, caller, memberId);
  if (known === null) return null;
  demandOver(caller, role);
  return await changed(
    db,
    `UPDATE member SET role = $3 WHERE account_id = $1 AND member_id = $2 AND (role <> 'owner' OR $3 = 'owner' OR ${other})
     RETURNING ${memberColumns}`,
    [caller.account_id, memberId, role],
    noteOf(caller, 'member.change', { role, before: known.role }),
  );
}

export async function removeMember(db: Database, caller: Caller, memberId: string): Promise<Member | null> {
  const known = await demandMember(db, caller, memberId);
  if (known === null) return null;
  return await changed(
    db,
    `DELETE FROM member WHERE account_id = $1 AND member_id = $2 AND (role <> 'owner' OR ${other})
     RETURNING ${memberColumns}`,
    [caller.account_id, memberId],
    noteOf(caller, 'member.remove', { email: known.email, role: known.role }),
  );
}

/** An account keeps an owner. */
const other = "EXISTS (SELECT FROM member o WHERE o.account_id = $1 AND o.role = 'owner' AND o.member_id <> $2)";

async function changed(db: Database, change: string, params: unknown[], note: Note) {
  const row = await changeNoted(db, change, params, 'member_id', note, { lock: note.account_id });
  if (row === undefined) throw new WizError('conflict', 'An account keeps at least one owner');
  return row as unknown as Member;
}

async function demandMember(db: Database, caller: Caller, memberId: string): Promise<Member | null> {
  const [row] = await db.query(`SELECT ${memberColumns} FROM member WHERE account_id = $1 AND member_id = $2`, [
    caller.account_id,
    memberId,
  ]);
  if (row === undefined) return null;
  const known = row as unknown as Member;
  demandOver(caller, known.role);
  return known;
}

/** Admins manage people, and only owners manage owners. */
function demandOver(caller: Caller, role: Role): void {
  demandRole(caller, role === 'owner' ? 'owner' : 'admin');
}
