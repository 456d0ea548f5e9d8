import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startNeonBridge } from '../../local/neon/start-neon-bridge.ts';
import { startPostgres } from '../../local/postgres/start-postgres.ts';
import { type Database, database } from '../../src/storage/client.ts';
import { copyTemplate } from '../templates/copy-template.ts';

export interface MigratedDatabase {
  readonly db: Database;
  readonly owner: string;
  readonly endpoint: string;
  stop(): Promise<void>;
}

/** A real Postgres of its own, migrated, behind the Neon protocol. */
export async function startMigratedDatabase(): Promise<MigratedDatabase> {
  const directory = await mkdtemp(join(tmpdir(), 'wizdata-database-'));
  await copyTemplate('migrated', directory);
  const postgres = await startPostgres({ directory });
  const bridge = await startNeonBridge({ postgresHost: postgres.host, postgresPort: postgres.port });
  const { user, password } = postgres.superuser;
  const owner = `postgres://${user}:${password}@127.0.0.1:${postgres.port}/postgres`;
  const endpoint = `${bridge.url}/sql`;
  return {
    db: database({ connectionString: owner, endpoint }),
    owner,
    endpoint,
    stop: async () => {
      await bridge.stop();
      await postgres.stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

/** Enters rows that a test wrote past the line into the lists of who speaks, as the line itself does. */
export async function listSeries(db: Database): Promise<void> {
  for (const listed of [
    'bar_series SELECT DISTINCT instrument_id, "interval", source FROM bar',
    "tick_series SELECT DISTINCT 'quote', instrument_id, source FROM quote",
    "tick_series SELECT DISTINCT 'measurement', series_id, source FROM measurement",
  ]) {
    await db.query(`INSERT INTO ${listed} ON CONFLICT DO NOTHING`);
  }
}
