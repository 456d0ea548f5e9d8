import { z } from 'zod';
import { isLink, newKey } from '../auth/key-format.ts';
import { WizError } from '../core/errors.ts';
import { newId } from '../core/ids.ts';
import { retry } from '../core/retry.ts';
import { hmac } from '../core/secret.ts';
import type { Caller, Member, SignedIn } from '../model/account-service.ts';
import { type Role, roles } from '../model/principal.ts';
import type { Database } from '../storage/client.ts';
import { changeNoted, noteOf, oneByOne } from './audit.ts';
import type { LinkSender } from './link-sender.ts';

export interface SignInDeps {
  readonly db: Database;
  readonly pepper: string;
  /** Null where nobody can sign up: this deployment sends no letters. */
  readonly sender: LinkSender | null;
  /** Where the portal is: links lead there and not to whatever host a request named. */
  readonly portalUrl: string;
  /** Work that nobody waits for, so that an answer tells nothing by its time. */
  defer(work: Promise<unknown>): void;
}

interface Invitation {
  readonly account_id: string;
  readonly role: Role;
}

/** A link to sign in is read at once; an invitation waits for somebody who does not know that it comes. */
const linkMinutes = 15;
const invitationMinutes = 24 * 60;
/** Letters to one address in a quarter of an hour, whoever asks for them. */
const lettersAtMost = 3;
const sessionHours = 12;
const sending = { attempts: 3, baseDelayMs: 500, maxDelayMs: 5_000 };

export const memberColumns = 'member_id, email, role, wire_instant(created_at) AS created_at';

/**
 * The address gets a letter whether or not an account has it: what an account is, is found out when the link is
 * redeemed, by whoever reads the letters of the address.
 */
export async function sendLink(deps: SignInDeps, email: string, invitation: Invitation | null = null): Promise<void> {
  const { db, pepper, sender, portalUrl, defer } = deps;
  if (sender === null) throw new WizError('forbidden', 'Sign-up is closed: this deployment sends no letters');
  const link = newKey('link');
  const minutes = invitation === null ? linkMinutes : invitationMinutes;
  const kept = await oneByOne(db, email, {
    text: `INSERT INTO sign_in_link (link_hmac, email, account_id, role, expires_at)
      SELECT $1, $2, $3, $4, now() + $5::integer * interval '1 minute'
      WHERE (SELECT count(*) FROM sign_in_link WHERE email = $2 AND created_at > now() - interval '15 minutes')
        < ${lettersAtMost}
      RETURNING 1`,
    params: [await hmac(pepper, link), email, invitation?.account_id ?? null, invitation?.role ?? null, minutes],
  });
  if (kept.length === 0) return;
  // Behind the # it reaches no server and no log until its reader sends it himself.
  const address = `${portalUrl}/sign-in#${link}`;
  const why = invitation === null ? 'sign in to' : 'join an account of';
  const text = `Open this to ${why} WizData, within ${minutes} minutes and once:\n\n${address}\n\nIf you did not ask for it, do nothing.\n`;
  const letter = { to: email, subject: `Your link to ${why} WizData`, text };
  defer(retry(sending, () => sender.send(letter)));
}

const redeemed = z.object({ email: z.string(), account_id: z.string().nullable(), role: z.enum(roles).nullable() });

export async function signIn(deps: SignInDeps, link: string, requestId: string): Promise<SignedIn> {
  const { db, pepper } = deps;
  const [row] = isLink(link)
    ? await db.query(
        `UPDATE sign_in_link SET used_at = now() WHERE link_hmac = $1 AND used_at IS NULL AND expires_at > now()
         RETURNING email, account_id, role`,
        [await hmac(pepper, link)],
      )
    : [];
  if (row === undefined)
    throw new WizError('unauthenticated', 'The link is unknown, was used, or is too old: ask anew');
  const { email, account_id, role } = redeemed.parse(row);
  const invitation = account_id === null || role === null ? null : { account_id, role };
  const member =
    (await findMember(db, email)) ?? (await join(db, email, invitation, requestId)) ?? (await findMember(db, email));
  if (member === null) throw new WizError('conflict', 'The account was closed meanwhile');
  if (invitation !== null && member.account_id !== invitation.account_id) {
    throw new WizError('conflict', 'This address belongs to another account; it has to be removed from it first');
  }
  const session = newKey('session');
  const begun = await changeNoted(
    db,
    `INSERT INTO session (session_hmac, member_id, expires_at) VALUES ($1, $2, now() + interval '${sessionHours} hours')
     RETURNING member_id, wire_instant(expires_at) AS expires_at`,
    [await hmac(pepper, session), member.member_id],
    'member_id',
    noteOf({ ...member, key_id: null, request_id: requestId }, 'session.begin'),
  );
  const { account_id: of, ...shown } = member;
  return { session, expires_at: String(begun?.expires_at), account_id: of, member: shown };
}

export async function signOut({ db, pepper }: SignInDeps, caller: Caller): Promise<void> {
  if (caller.session === null) return;
  await db.query('DELETE FROM session WHERE session_hmac = $1', [await hmac(pepper, caller.session)]);
}

type Owned = Member & { readonly account_id: string };

async function findMember(db: Database, email: string): Promise<Owned | null> {
  const [row] = await db.query(`SELECT account_id, ${memberColumns} FROM member WHERE email = $1`, [email]);
  return row === undefined ? null : (row as unknown as Owned);
}

/** A member of the account that invites, or the owner of a new one. Null when the address was faster elsewhere. */
async function join(
  db: Database,
  email: string,
  invitation: Invitation | null,
  requestId: string,
): Promise<Owned | null> {
  const member_id = newId('member');
  const account_id = invitation?.account_id ?? newId('account');
  const insert = `INSERT INTO member (member_id, account_id, email, role)
    SELECT $1, account_id, $2, $3 FROM home ON CONFLICT (email) DO NOTHING
    RETURNING member_id, account_id, email, role, wire_instant(created_at) AS created_at`;
  const home =
    invitation === null
      ? `INSERT INTO account (account_id, name, plan) SELECT $4, $2, 'free'
         WHERE NOT EXISTS (SELECT FROM member WHERE email = $2) RETURNING account_id`
      : 'SELECT account_id FROM account WHERE account_id = $4';
  const note = noteOf({ account_id, member_id, key_id: null, request_id: requestId }, 'member.join');
  const params = [member_id, email, invitation?.role ?? 'owner', account_id];
  const row = await changeNoted(db, insert, params, 'member_id', note, { home });
  return row === undefined ? null : (row as unknown as Owned);
}
