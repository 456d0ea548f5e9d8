import type { Database, Statement } from './client.ts';
import { unhurried } from './fetch-log.ts';

/** The schema that holds the tables of a replay beside the live ones. */
export function rebuildSchema(replayId: string): string {
  const name = replayId.replace(/^replay_/, 'rebuild_');
  // It stands in SQL as it is.
  if (!/^rebuild_[0-9a-f]{32}$/.test(name)) throw new TypeError(`${replayId} is no replay_id`);
  return name;
}

/** SQL for the rows of a rebuild that a swap has yet to deal with; there is an index of them. */
export const isDue = "verdict IN ('added', 'changed', 'withdrawn') AND NOT swapped";

export async function createRebuild(db: Database, replayId: string): Promise<void> {
  await db.query('SELECT create_rebuild($1)', [rebuildSchema(replayId)]);
}

export async function dropRebuild(db: Database, replayId: string): Promise<void> {
  await db.query('SELECT drop_rebuild($1)', [rebuildSchema(replayId)]);
}

/**
 * A database whose statements find the tables of a rebuild, and these only: once they are dropped, a statement that comes
 * late fails, and does not fall through to the live ones.
 */
export function besideLive(db: Database, replayId: string): Database {
  const path: Statement = {
    text: "SELECT set_config('search_path', $1, true)",
    params: [rebuildSchema(replayId)],
  };
  const batch: Database['batch'] = async (statements) => (await db.batch([path, unhurried, ...statements])).slice(2);
  return { batch, query: async (text, params = []) => ((await batch([{ text, params }]))[0] ?? []) as never };
}
