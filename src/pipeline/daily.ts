import { type Clock, toInstant } from '../core/clock.ts';
import { toWizError } from '../core/errors.ts';
import { newId } from '../core/ids.ts';
import type { Logger } from '../core/log.ts';
import type { ClearableColdStore } from '../lake/cold/cold-store.ts';
import { signingKey } from '../lake/cold/manifest.ts';
import { keptFrom } from '../model/retention.ts';
import type { Database } from '../storage/client.ts';
import { assertLease, endLease, takeLease } from '../storage/cold/lease.ts';
import { extendPartitions, rowsBeyond } from '../storage/partition-policies.ts';
import { recordRetention } from '../storage/retention.ts';
import { clearFiles } from './cold/clear-files.ts';
import { type ColdAfterMonths, compact } from './cold/compact.ts';
import { publishBars } from './cold/publish-bars.ts';
import { retain } from './retain.ts';

export interface DailyDeps {
  /** Statements may take minutes: they go through whole periods. */
  readonly db: Database;
  readonly store: ClearableColdStore;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly coldAfterMonths: ColdAfterMonths;
  /** PKCS #8 in base64; null where nothing is published. */
  readonly manifestKey: string | null;
}

/** A run ends well before the platform ends it, which is after 15 minutes; each part may take its last step beyond. */
const budgetMs = { compact: 6 * 60_000, publish: 8 * 60_000, retain: 10 * 60_000 };
const partsPerRun = 100;
const lease = 'daily';

/** What keeps the tables small: once a day, one at a time, and each step whatever became of the others. */
export async function daily(deps: DailyDeps): Promise<void> {
  const { db, store, clock, logger } = deps;
  const startedMs = clock.now();
  const holder = newId('job');
  const holds = assertLease(lease, holder);
  const step = async (name: string, work: () => Promise<object>): Promise<void> => {
    try {
      logger.log('info', name, { ...(await work()) });
    } catch (caught) {
      const { code, message } = toWizError(caught);
      logger.log('error', `${name}_failed`, { code, error: message });
    }
  };
  await step('partition', () => preparePartitions(deps));
  if (!(await takeLease(db, lease, holder))) return;
  try {
    await step('compact', () =>
      compact(
        deps.coldAfterMonths,
        { untilMs: startedMs + budgetMs.compact, parts: partsPerRun },
        { db, store, clock, logger, holds },
      ),
    );
    await step('publish', async () => {
      // Without a key there is nobody who vouches for the files.
      if (deps.manifestKey === null) return { published: 0, reason: 'MANIFEST_KEY is not set' };
      const key = await signingKey(deps.manifestKey);
      const until = startedMs + budgetMs.publish;
      return { published: await publishBars(until, { db, store, clock, logger, holds, key }) };
    });
    await step('retain', async () => {
      const removed = await retain(startedMs + budgetMs.retain, { db, clock });
      const ran_at = toInstant(clock.now());
      const kept_from = keptFrom('replaced_files', startedMs) ?? 0;
      const files = await clearFiles(startedMs - kept_from, { db, store, clock });
      await db.batch([recordRetention('replaced_files', { ran_at, kept_from: toInstant(kept_from), removed: files })]);
      return { ...removed, replaced_files: files };
    });
  } finally {
    await endLease(db, lease, holder);
  }
}

/** A row beyond the last partition says that nobody has made any for months, or that a source is ahead of its time. */
async function preparePartitions({ db, clock, logger }: DailyDeps): Promise<object> {
  const made = await extendPartitions(db, toInstant(clock.now()));
  const beyond = await rowsBeyond(db);
  if (Object.values(beyond).some((rows) => rows > 0)) logger.log('error', 'rows_beyond_partitions', beyond);
  return made;
}
