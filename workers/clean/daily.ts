import { systemClock } from '../../src/core/clock.ts';
import { parseConfig } from '../../src/core/config.ts';
import type { Logger } from '../../src/core/log.ts';
import { patientStore } from '../../src/lake/cold/patient-store.ts';
import { defaultColdAfterMonths } from '../../src/pipeline/cold/compact.ts';
import { type DailyDeps, daily, publishFirst } from '../../src/pipeline/daily.ts';
import { database } from '../../src/storage/client.ts';
import { type CleanEnv, cleanConfig } from './env.ts';

/** Statements of the daily jobs go through whole periods. */
const timeoutMs = 120_000;

export const runDaily = (env: CleanEnv, logger: Logger): Promise<void> => daily(depsOf(env, logger));

export const runFirstPublication = (env: CleanEnv, logger: Logger): Promise<void> => publishFirst(depsOf(env, logger));

function depsOf(env: CleanEnv, logger: Logger): DailyDeps {
  const config = parseConfig(cleanConfig, env, 'clean');
  return {
    db: database({ connectionString: config.DATABASE_URL, endpoint: config.DATABASE_ENDPOINT, timeoutMs }),
    store: patientStore(env.LAKE),
    clock: systemClock,
    logger,
    coldAfterMonths: {
      intraday: config.COLD_AFTER_MONTHS_INTRADAY ?? defaultColdAfterMonths.intraday,
      daily: config.COLD_AFTER_MONTHS_DAILY ?? defaultColdAfterMonths.daily,
    },
    manifestKey: config.MANIFEST_KEY ?? null,
  };
}
