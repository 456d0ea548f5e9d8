import type { Clock } from '../../core/clock.ts';
import { WizError } from '../../core/errors.ts';
import type { ColdStore } from '../../lake/cold/cold-store.ts';
import type { Database } from '../../storage/client.ts';
import { coldLinesOf } from '../../storage/cold/guard.ts';
import { reopen } from './reopen.ts';

/** Somebody may turn cold again what was just taken back: that is once a day. */
const attempts = 4;

/**
 * A database whose guards (see `storage/cold/guard.ts`) do not fail: what a transaction needs of cold storage is taken
 * back into the table, and the transaction begins anew.
 */
export function reopeningDatabase(db: Database, store: ColdStore, clock: Clock): Database {
  const warmly = async <T>(work: () => Promise<T>): Promise<T> => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await work();
      } catch (error) {
        const lines = coldLinesOf(error);
        if (lines === null) throw error;
        if (attempt === attempts) throw new WizError('dependency_unavailable', (error as Error).message, {}, error);
        for (const line of lines) await reopen(line, { db, store, clock });
      }
    }
  };
  return {
    query: (text, params) => warmly(() => db.query(text, params)),
    batch: (statements) => warmly(() => db.batch(statements)),
  };
}
