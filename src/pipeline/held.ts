import { toWizError } from '../core/errors.ts';
import { newId } from '../core/ids.ts';
import type { Logger } from '../core/log.ts';
import type { Database, Statement } from '../storage/client.ts';
import { assertLease, endLease, extendLease, heartbeatMs, takeLease } from '../storage/cold/lease.ts';

/**
 * Does what there may be one of at a time; where somebody else is at it, that is only said. Whoever dies at it holds it
 * up for no longer than a lease that nobody extends.
 * @param work is given a first statement for its transactions, which fails where the job has passed to another
 */
export async function whileHeld(
  job: string,
  { db, logger }: { readonly db: Database; readonly logger: Logger },
  work: (holds: Statement) => Promise<void>,
): Promise<void> {
  const holder = newId('job');
  if (!(await takeLease(db, job, holder))) return logger.log('warn', `${job}_job_held`);
  const heart = setInterval(() => {
    // The next beat may succeed; if none does, the transactions fail.
    extendLease(db, job, holder).catch((error: unknown) =>
      logger.log('warn', `${job}_job_not_extended`, { error: toWizError(error).message }),
    );
  }, heartbeatMs);
  try {
    await work(assertLease(job, holder));
  } finally {
    clearInterval(heart);
    await endLease(db, job, holder);
  }
}
