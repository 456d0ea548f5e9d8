import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { credentialsOf } from '../../local/credentials.ts';
import { createLogins } from '../../local/logins.ts';
import type { Logger } from '../../src/core/log.ts';
import { defaultColdAfterMonths } from '../../src/pipeline/cold/compact.ts';
import type { DailyDeps } from '../../src/pipeline/daily.ts';
import { type Database, database } from '../../src/storage/client.ts';
import { type ColdStand, coldStand } from './cold.ts';
import { startMigratedDatabase } from './migrated-database.ts';

export interface DailyStand {
  readonly owner: Database;
  /** Under the rights that the Worker has. */
  readonly writer: Database;
  /** Nothing is stored, and a day begins. */
  begin(): Promise<DailyRound>;
  stop(): Promise<void>;
}

export interface DailyRound {
  readonly stand: ColdStand;
  readonly deps: DailyDeps;
  readonly logged: { level: string; event: string; fields: unknown }[];
  errors(): { event: string; fields: unknown }[];
}

/** Secrets of a machine that is started for the first time. */
export async function newCredentials() {
  const folder = await mkdtemp(join(tmpdir(), 'wizdata-cold-'));
  const credentials = await credentialsOf(folder);
  await rm(folder, { recursive: true, force: true });
  return credentials;
}

export async function startDailyStand(): Promise<DailyStand> {
  const { db: owner, stop, owner: address, endpoint } = await startMigratedDatabase();
  const credentials = await newCredentials();
  const { clean } = await createLogins(address, endpoint, credentials);
  const writer = database({ connectionString: clean, endpoint });
  return {
    ...{ owner, writer, stop },
    async begin() {
      await owner.query(`TRUNCATE bar, bar_revision, bar_series, bar_thawing, cold_file, cold_reopened, published_file,
        outbox, job_lease, retention_run, trade, job_run, quality, finding, dead_letter`);
      await owner.query("UPDATE source SET redistribution = 'open' WHERE source_id IN ('binance', 'yahoo-csv')");
      await owner.query("UPDATE source SET redistribution = 'restricted' WHERE source_id = 'kraken'");
      const stand = coldStand(writer, Date.now());
      const logged: DailyRound['logged'] = [];
      const logger: Logger = {
        log: (level, event, fields) => void logged.push({ level, event, fields }),
        with: () => logger,
      };
      const deps = {
        ...{ db: writer, store: stand.bucket, clock: stand.clock, logger },
        ...{ coldAfterMonths: defaultColdAfterMonths, manifestKey: credentials.manifest_key },
      };
      const errors = () =>
        logged.filter(({ level }) => level === 'error').map(({ event, fields }) => ({ event, fields }));
      return { stand, deps, logged, errors };
    },
  };
}
