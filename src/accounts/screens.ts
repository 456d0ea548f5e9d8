import { WizError } from '../core/errors.ts';
import { newId } from '../core/ids.ts';
import type { Caller, SavedScreen, ScreenRequest } from '../model/account-service.ts';
import type { Database, Row } from '../storage/client.ts';
import { changeNoted, noteOf } from './audit.ts';
import { demandRole } from './permission.ts';

/** So many screens an account may keep. */
const screensAtMost = 100;

const columns = `screen_id, name, definition AS screen, created_by, wire_instant(created_at) AS created_at,
  wire_instant(changed_at) AS changed_at`;
const own = 'account_id = $1 AND screen_id = $2';

export async function listScreens(db: Database, caller: Caller): Promise<readonly SavedScreen[]> {
  const rows = await db.query(`SELECT ${columns} FROM saved_screen WHERE account_id = $1 ORDER BY screen_id DESC`, [
    caller.account_id,
  ]);
  return rows.map(shown);
}

export async function getScreen(db: Database, caller: Caller, screenId: string): Promise<SavedScreen | null> {
  const [row] = await db.query(`SELECT ${columns} FROM saved_screen WHERE ${own}`, [caller.account_id, screenId]);
  return row === undefined ? null : shown(row);
}

export async function createScreen(
  db: Database,
  caller: Caller,
  { name, screen }: ScreenRequest,
): Promise<SavedScreen> {
  demandRole(caller, 'member');
  const note = noteOf(caller, 'screen.create', { name });
  const row = await changeNoted(
    db,
    `INSERT INTO saved_screen (screen_id, account_id, name, definition, created_by)
     SELECT $1, $2, $3, $4::json, $5
     WHERE (SELECT count(*) FROM saved_screen WHERE account_id = $2) < ${screensAtMost} RETURNING ${columns}`,
    [newId('screen'), caller.account_id, name, JSON.stringify(screen), note.actor],
    'screen_id',
    note,
    { lock: caller.account_id },
  );
  if (row === undefined) throw new WizError('conflict', `An account keeps at most ${screensAtMost} screens`);
  return shown(row);
}

/** The account's screens are for all of its people: whoever may make one may change any. */
export async function changeScreen(
  db: Database,
  caller: Caller,
  screenId: string,
  { name, screen }: Partial<ScreenRequest>,
): Promise<SavedScreen | null> {
  const known = await getScreen(db, caller, screenId);
  if (known === null) return null;
  demandRole(caller, 'member');
  const row = await changeNoted(
    db,
    `UPDATE saved_screen SET name = coalesce($3, name), definition = coalesce($4::json, definition), changed_at = now()
     WHERE ${own} RETURNING ${columns}`,
    [caller.account_id, screenId, name ?? null, screen === undefined ? null : JSON.stringify(screen)],
    'screen_id',
    noteOf(caller, 'screen.change', { from: known.name, name: name ?? known.name, screen: screen !== undefined }),
  );
  return row === undefined ? null : shown(row);
}

export async function removeScreen(db: Database, caller: Caller, screenId: string): Promise<SavedScreen | null> {
  const known = await getScreen(db, caller, screenId);
  if (known === null) return null;
  demandRole(caller, 'member');
  const row = await changeNoted(
    db,
    `DELETE FROM saved_screen WHERE ${own} RETURNING ${columns}`,
    [caller.account_id, screenId],
    'screen_id',
    noteOf(caller, 'screen.delete', { name: known.name }),
  );
  return row === undefined ? null : shown(row);
}

const shown = (row: Row): SavedScreen => row as unknown as SavedScreen;
