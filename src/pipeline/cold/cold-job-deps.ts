import type { Clock } from '../../core/clock.ts';
import type { Logger } from '../../core/log.ts';
import type { ColdStore } from '../../lake/cold/cold-store.ts';
import type { Database, Statement } from '../../storage/client.ts';

/** What the jobs of cold storage work with, of which there may be one at a time. */
export interface ColdJobDeps {
  readonly db: Database;
  readonly store: ColdStore;
  readonly clock: Clock;
  readonly logger: Logger;
  /** First in their transactions: fails where the job has passed to somebody else. */
  readonly holds: Statement;
}
