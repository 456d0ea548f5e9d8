import type { Database, Statement } from '../client.ts';

/** Some beats long, so that one may fail; whoever dies keeps others waiting no longer. */
const leaseSeconds = 120;
/** How often whoever works extends it. */
export const heartbeatMs = 20_000;

/** Whether the job is this holder's from now on. */
export async function takeLease(db: Database, job: string, holder: string): Promise<boolean> {
  const taken = await db.query(
    `INSERT INTO job_lease (job, holder, until) VALUES ($1, $2, now() + make_interval(secs => ${leaseSeconds}))
     ON CONFLICT (job) DO UPDATE SET holder = EXCLUDED.holder, until = EXCLUDED.until
     WHERE job_lease.until < now() RETURNING 1`,
    [job, holder],
  );
  return taken.length > 0;
}

/** A lease that has passed to another is not taken back. */
export async function extendLease(db: Database, job: string, holder: string): Promise<void> {
  await db.query(
    `UPDATE job_lease SET until = now() + make_interval(secs => ${leaseSeconds}) WHERE job = $1 AND holder = $2`,
    [job, holder],
  );
}

/** First in a transaction that only the holder may make. */
export const assertLease = (job: string, holder: string): Statement => ({
  text: 'SELECT assert_lease($1, $2)',
  params: [job, holder],
});

export async function endLease(db: Database, job: string, holder: string): Promise<void> {
  await db.query('DELETE FROM job_lease WHERE job = $1 AND holder = $2', [job, holder]);
}
