import { connectorOf } from '../../src/connectors/index.ts';
import { systemClock } from '../../src/core/clock.ts';
import { parseConfig } from '../../src/core/config.ts';
import { reachable } from '../../src/core/errors.ts';
import { lake } from '../../src/lake/lake.ts';
import type { ApplyMessageDeps } from '../../src/pipeline/apply-message.ts';
import { coldRepeats } from '../../src/pipeline/cold/cold-repeats.ts';
import { reopeningDatabase } from '../../src/pipeline/cold/reopening-database.ts';
import { sendAll } from '../../src/queue/send-all.ts';
import { database } from '../../src/storage/client.ts';
import { type CleanEnv, cleanConfig } from './env.ts';

/** The line behind the raw queue; `timeoutMs` where statements go through whole tables. */
export function lineOf(env: CleanEnv, timeoutMs?: number): ApplyMessageDeps {
  const config = parseConfig(cleanConfig, env, 'clean');
  const connection = { connectionString: config.DATABASE_URL, endpoint: config.DATABASE_ENDPOINT };
  const db = database({ ...connection, ...(timeoutMs !== undefined && { timeoutMs }) });
  return {
    db: reopeningDatabase(db, env.LAKE, systemClock),
    repeats: coldRepeats(db, env.LAKE),
    lake: lake(env.LAKE),
    clock: systemClock,
    connectorOf,
    refuse: (refusal) => reachable('ingest', env.INGEST.refuse(refusal)),
    sendRaw: (messages) => sendAll(env.RAW_QUEUE, messages),
    sendPublish: (messages) => sendAll(env.PUBLISH_QUEUE, messages),
    sendDerive: (messages) => sendAll(env.DERIVE_QUEUE, messages),
  };
}
