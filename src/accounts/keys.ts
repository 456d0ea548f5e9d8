import { type KeyMode, newKey } from '../auth/key-format.ts';
import type { Clock } from '../core/clock.ts';
import { WizError } from '../core/errors.ts';
import { newId } from '../core/ids.ts';
import { hmac } from '../core/secret.ts';
import type { Caller, Key, KeyChange, KeyRequest, KeyWithSecret } from '../model/account-service.ts';
import type { Database, Row } from '../storage/client.ts';
import { changeNoted, noteOf } from './audit.ts';
import { demandGrantable, demandHandling, demandRole } from './permission.ts';

export interface KeyDeps {
  readonly db: Database;
  readonly pepper: string;
  readonly clock: Clock;
  readonly mode: KeyMode;
}

type OwnedKey = Key & { readonly created_by: string };

/** So many keys that work an account may have. */
const keysAtMost = 100;

const columns = `key_id, name, CASE WHEN service IS NULL THEN 'personal' ELSE 'service' END AS kind, service, scopes,
  allowed_addresses, api_version, created_by, wire_instant(created_at) AS created_at, wire_instant(expires_at) AS expires_at,
  wire_instant(revoked_at) AS revoked_at, wire_instant(last_used_at) AS last_used_at,
  CASE WHEN previous_until > now() THEN wire_instant(previous_until) END AS previous_until`;

export async function listKeys({ db }: KeyDeps, caller: Caller): Promise<readonly Key[]> {
  const rows = await db.query(
    `SELECT ${columns} FROM api_key WHERE account_id = $1 AND (revoked_at IS NULL OR revoked_at > now() - interval '90 days')
     ORDER BY key_id DESC LIMIT 1000`,
    [caller.account_id],
  );
  return rows.map((row) => shown(owned(row)));
}

export async function getKey(deps: KeyDeps, caller: Caller, keyId: string): Promise<Key | null> {
  const key = await findKey(deps, caller, keyId);
  return key === null ? null : shown(key);
}

export async function createKey(deps: KeyDeps, caller: Caller, request: KeyRequest): Promise<KeyWithSecret> {
  demandRole(caller, 'member');
  demandGrantable(caller, request.scopes);
  demandFuture(deps, request.expires_at);
  const { name, scopes, service, allowed_addresses, api_version, expires_at } = request;
  const key = newKey(deps.mode);
  const note = noteOf(caller, 'key.create', { name, scopes, service, allowed_addresses, api_version, expires_at });
  const row = await changeNoted(
    deps.db,
    `INSERT INTO api_key (key_id, account_id, key_hmac, name, service, scopes, allowed_addresses, created_by, created_at,
       expires_at, api_version)
     SELECT $1, $2, $3, $4, $5, $6::jsonb, $7::jsonb, $8, now(), $9::timestamptz, $10
     WHERE (SELECT count(*) FROM api_key WHERE account_id = $2 AND revoked_at IS NULL
       AND (expires_at IS NULL OR expires_at > now())) < ${keysAtMost}
     RETURNING ${columns}`,
    [
      ...[newId('key'), caller.account_id, await hmac(deps.pepper, key), name, service, JSON.stringify(scopes)],
      ...[JSON.stringify(allowed_addresses), note.actor, expires_at, api_version],
    ],
    'key_id',
    note,
    { lock: caller.account_id },
  );
  if (row === undefined) throw new WizError('conflict', `An account has at most ${keysAtMost} keys; revoke one first`);
  return { ...shown(owned(row)), key };
}

export async function changeKey(deps: KeyDeps, caller: Caller, keyId: string, change: KeyChange): Promise<Key | null> {
  const key = await findKey(deps, caller, keyId);
  if (key === null) return null;
  demandHandling(caller, key);
  demandGrantable(caller, change.scopes ?? []);
  demandFuture(deps, change.expires_at ?? null);
  const { name = null, scopes, allowed_addresses, api_version, expires_at } = change;
  const json = (value: unknown) => (value === undefined ? null : JSON.stringify(value));
  return await changed(
    deps,
    caller,
    keyId,
    `name = coalesce($3, name), scopes = coalesce($4::jsonb, scopes),
     allowed_addresses = coalesce($5::jsonb, allowed_addresses),
     expires_at = CASE WHEN $6::boolean THEN $7::timestamptz ELSE expires_at END,
     api_version = CASE WHEN $8::boolean THEN $9 ELSE api_version END`,
    [
      ...[name, json(scopes), json(allowed_addresses), expires_at !== undefined, expires_at ?? null],
      ...[api_version !== undefined, api_version ?? null],
    ],
    ['key.change', { ...change }],
  );
}

/** The key stays what it is and gets another secret; the one that it had works for a while beside it. */
export async function rotateKey(
  deps: KeyDeps,
  caller: Caller,
  keyId: string,
  overlapSeconds: number,
): Promise<KeyWithSecret | null> {
  const known = await findKey(deps, caller, keyId);
  if (known === null) return null;
  demandHandling(caller, known);
  const key = newKey(deps.mode);
  const rotated = await changed(
    deps,
    caller,
    keyId,
    `previous_hmac = CASE WHEN $4::integer > 0 THEN key_hmac END,
     previous_until = CASE WHEN $4::integer > 0 THEN now() + $4::integer * interval '1 second' END, key_hmac = $3`,
    [await hmac(deps.pepper, key), overlapSeconds],
    ['key.rotate', { overlap_seconds: overlapSeconds }],
  );
  return { ...rotated, key };
}

/** Who may not handle a key may still stop it, when the account is his to manage. */
export async function revokeKey(deps: KeyDeps, caller: Caller, keyId: string): Promise<Key | null> {
  const known = await findKey(deps, caller, keyId);
  if (known === null) return null;
  if (caller.role === 'member' || caller.role === 'viewer') demandHandling(caller, known);
  if (known.revoked_at !== null) return shown(known);
  return await changed(deps, caller, keyId, 'revoked_at = now()', [], ['key.revoke', {}]);
}

async function findKey({ db }: KeyDeps, caller: Caller, keyId: string): Promise<OwnedKey | null> {
  const [row] = await db.query(`SELECT ${columns} FROM api_key WHERE account_id = $1 AND key_id = $2`, [
    caller.account_id,
    keyId,
  ]);
  return row === undefined ? null : owned(row);
}

async function changed(
  { db }: KeyDeps,
  caller: Caller,
  keyId: string,
  set: string,
  params: readonly unknown[],
  [action, detail]: readonly [string, Readonly<Record<string, unknown>>],
): Promise<Key> {
  const row = await changeNoted(
    db,
    `UPDATE api_key SET ${set} WHERE account_id = $1 AND key_id = $2 AND revoked_at IS NULL RETURNING ${columns}`,
    [caller.account_id, keyId, ...params],
    'key_id',
    noteOf(caller, action, detail),
  );
  if (row === undefined) throw new WizError('conflict', 'The key is revoked, which is for ever');
  return shown(owned(row));
}

function demandFuture({ clock }: KeyDeps, expiresAt: string | null): void {
  if (expiresAt === null || Date.parse(expiresAt) > clock.now()) return;
  throw new WizError('invalid_request', 'expires_at: must lie in the future');
}

const owned = (row: Row): OwnedKey => row as unknown as OwnedKey;

function shown({ created_by: _, ...key }: OwnedKey): Key {
  return key;
}
