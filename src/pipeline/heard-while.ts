import { type Clock, toInstant } from '../core/clock.ts';
import type { Database } from '../storage/client.ts';
import { hearReplay } from '../storage/replay-state.ts';

/** Far shorter than the silence after which somebody else goes on with it. */
const beatMs = 20_000;

/** Work on a replay, which is heard of as long as it lasts: a single statement may go through whole tables. */
export async function heardWhile<T>(
  replayId: string,
  work: () => Promise<T>,
  { db, clock }: { readonly db: Database; readonly clock: Clock },
): Promise<T> {
  // The work itself tells of a database that is away.
  const beat = () => db.batch([hearReplay(replayId, toInstant(clock.now()))]).catch(() => undefined);
  const beating = setInterval(beat, beatMs);
  try {
    await beat();
    return await work();
  } finally {
    clearInterval(beating);
  }
}
