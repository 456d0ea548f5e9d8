import type { Database } from '../storage/client.ts';
import { openBarChanges } from '../storage/outbox.ts';
import { messageOf } from './announce.ts';
import { type DeriveChangeDeps, deriveChange } from './derive-change.ts';

/** As many changes as a reader can be kept waiting for; a backfill has thousands, and its turn comes by the queue. */
const changesAtMost = 20;

/**
 * Derives what is stored of an instrument's bars and not yet in the longer ones, so that a reader of these sees no less
 * than a reader of those. False where that is too much for now.
 */
export async function catchUp(
  instrumentId: string,
  deps: DeriveChangeDeps & { readonly db: Database },
): Promise<boolean> {
  const open = await openBarChanges(deps.db, instrumentId, changesAtMost + 1);
  if (open.length > changesAtMost) return false;
  for (const change of open) await deriveChange(messageOf(change), deps);
  return true;
}
