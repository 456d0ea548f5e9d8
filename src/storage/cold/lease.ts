import type { Database, Statement } from '../client.ts';

/** Longer than the platform lets a scheduled run live, so that a lease never runs out under somebody who still works. */
const leaseMinutes = 20;

/** Whether the job is this holder's from now on. */
export async function takeLease(db: Database, job: string, holder: string): Promise<boolean> {
  const taken = await db.query(
    `INSERT INTO job_lease (job, holder, until) VALUES ($1, $2, now() + make_interval(mins => ${leaseMinutes}))
     ON CONFLICT (job) DO UPDATE SET holder = EXCLUDED.holder, until = EXCLUDED.until
     WHERE job_lease.until < now() RETURNING 1`,
    [job, holder],
  );
  return taken.length > 0;
}

/** First in a transaction that only the holder may make. */
export const assertLease = (job: string, holder: string): Statement => ({
  text: 'SELECT assert_lease($1, $2)',
  params: [job, holder],
});

export async function endLease(db: Database, job: string, holder: string): Promise<void> {
  await db.query('DELETE FROM job_lease WHERE job = $1 AND holder = $2', [job, holder]);
}
