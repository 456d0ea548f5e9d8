import { type Clock, toInstant } from '../core/clock.ts';
import { inFull, toWizError } from '../core/errors.ts';
import type { Logger } from '../core/log.ts';
import type { ClearableColdStore } from '../lake/cold/cold-store.ts';
import { keptFrom } from '../model/retention.ts';
import type { Database } from '../storage/client.ts';
import { hasOpenRows } from '../storage/cold/open-records.ts';
import { hasPublished } from '../storage/cold/published-files.ts';
import { extendPartitions, rowsBeyond } from '../storage/partition-policies.ts';
import { recordRetention } from '../storage/retention.ts';
import { checkFiles } from './cold/check-files.ts';
import { clearFiles } from './cold/clear-files.ts';
import { type ColdAfterMonths, compact } from './cold/compact.ts';
import { publish } from './cold/publish.ts';
import { whileHeld } from './held.ts';
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
const budgetMs = { check: 2 * 60_000, compact: 6 * 60_000, publish: 8 * 60_000, retain: 10 * 60_000 };
/** What runs each minute has half a minute of computing; the night makes what is left. */
const firstBudgetMs = 15_000;
/** A file is two calls, and 2,000 of them are decades. */
const filesPerRun = 200;
const partsPerRun = 100;
const lease = 'daily';

/** What keeps the tables small: once a day, one at a time, and each step whatever became of the others. */
export async function daily(deps: DailyDeps): Promise<void> {
  const { db, store, clock, logger } = deps;
  const startedMs = clock.now();
  const step = (name: string, work: () => Promise<object>) => stepOf(logger, name, work);
  await step('partition', () => preparePartitions(deps));
  await whileHeld(lease, deps, async (holds) => {
    const held = { ...deps, holds };
    await step('check', () => checkFiles({ untilMs: startedMs + budgetMs.check, files: filesPerRun }, held));
    await step('compact', () =>
      compact(deps.coldAfterMonths, { untilMs: startedMs + budgetMs.compact, parts: partsPerRun }, held),
    );
    await step('publish', () => publish(startedMs + budgetMs.publish, held));
    await step('retain', async () => {
      const removed = await retain(startedMs + budgetMs.retain, { db, clock });
      const ran_at = toInstant(clock.now());
      const kept_from = keptFrom('replaced_files', startedMs) ?? 0;
      const files = await clearFiles(startedMs - kept_from, { db, store, clock });
      await db.batch([recordRetention('replaced_files', { ran_at, kept_from: toInstant(kept_from), removed: files })]);
      return { ...removed, replaced_files: files };
    });
  });
}

/**
 * Where nothing was ever published, that is not left to the night: whoever has just set the platform up would find no
 * file for a day. Each minute's look is two probes, and none once there is a file.
 */
export async function publishFirst(deps: DailyDeps): Promise<void> {
  const { db, clock, logger, manifestKey } = deps;
  if (manifestKey === null || (await hasPublished(db)) || !(await hasOpenRows(db))) return;
  await whileHeld(lease, deps, async (holds) => {
    const until = clock.now() + firstBudgetMs;
    await stepOf(logger, 'publish', () => publish(until, { ...deps, holds }));
  });
}

async function stepOf(logger: Logger, name: string, work: () => Promise<object>): Promise<void> {
  try {
    logger.log('info', name, { ...(await work()) });
  } catch (caught) {
    const error = toWizError(caught);
    logger.log('error', `${name}_failed`, { code: error.code, error: inFull(error) });
  }
}

/** A row beyond the last partition says that nobody has made any for months, or that a source is ahead of its time. */
async function preparePartitions({ db, clock, logger }: DailyDeps): Promise<object> {
  const made = await extendPartitions(db, toInstant(clock.now()));
  const beyond = await rowsBeyond(db);
  if (Object.values(beyond).some((rows) => rows > 0)) logger.log('error', 'rows_beyond_partitions', beyond);
  return made;
}
