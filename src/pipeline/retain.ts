import { type Clock, toInstant } from '../core/clock.ts';
import { keptFrom } from '../model/retention.ts';
import type { Database } from '../storage/client.ts';
import { exactlyKeptFrom, recordRetention, removeSome, tablePolicies } from '../storage/retention.ts';

const rowsPerBatch = 5_000;

/** Removes what no policy keeps any more, in batches, until a moment; what is left over goes the next day. */
export async function retain(
  untilMs: number,
  { db, clock }: { readonly db: Database; readonly clock: Clock },
): Promise<Record<string, number>> {
  const removedBy: Record<string, number> = {};
  for (const policy of tablePolicies) {
    const kept_from = exactlyKeptFrom(policy, toInstant(keptFrom(policy, clock.now()) ?? 0));
    let removed = 0;
    for (let more = true; more && clock.now() < untilMs; ) {
      const some = await removeSome(db, policy, kept_from, rowsPerBatch);
      removed += some.removed;
      more = some.more;
    }
    await db.batch([recordRetention(policy, { ran_at: toInstant(clock.now()), kept_from, removed })]);
    removedBy[policy] = removed;
  }
  return removedBy;
}
