import { migrate } from '../../local/migrate.ts';
import { startNeonBridge } from '../../local/neon/start-neon-bridge.ts';
import { startPostgres } from '../../local/postgres/start-postgres.ts';
import type { TemplateName } from './on-demand.ts';

const makers: Readonly<Record<TemplateName, (folder: string) => Promise<void>>> = {
  async migrated(folder) {
    const postgres = await startPostgres({ directory: folder });
    const bridge = await startNeonBridge({ postgresHost: postgres.host, postgresPort: postgres.port });
    const { user, password } = postgres.superuser;
    const owner = `postgres://${user}:${password}@127.0.0.1:${postgres.port}/postgres`;
    await migrate({ connectionString: owner, endpoint: `${bridge.url}/sql` });
    await bridge.stop();
    await postgres.stop();
  },
  async ingested(stateFolder) {
    const { startSamplePlatform } = await import('../integration/sample-platform.ts');
    const platform = await startSamplePlatform({ stateFolder });
    await platform.ingest();
    await platform.stop();
  },
};

// Ended early, it takes along the database and the Workers that it started.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

const [name = '', folder = ''] = process.argv.slice(2);
const make = makers[name as TemplateName];
await make(folder);
process.exit(0);
