import { resolve } from 'node:path';
import { neonConfig, Pool } from '@neondatabase/serverless';
import { drizzle } from 'drizzle-orm/neon-serverless';
import { migrate as applyMigrations } from 'drizzle-orm/neon-serverless/migrator';
import { connectors } from '../src/connectors/index.ts';

export interface MigrateOptions {
  /** The owner's connection, on Neon the direct one and not the pooler's. */
  readonly connectionString: string;
  /** `http://127.0.0.1:port/sql` of a bridge on loopback; absent on Neon. */
  readonly endpoint?: string | undefined;
}

/** One lock for all who migrate; the number says nothing but is ours. */
const migrationLock = 7_246_091;

/** Brings a database to the newest schema and writes the sources' facts. Two at once wait for each other. */
export async function migrate({ connectionString, endpoint }: MigrateOptions): Promise<void> {
  if (endpoint !== undefined) {
    neonConfig.wsProxy = () => `${new URL(endpoint).host}/v2`;
    neonConfig.useSecureWebSocket = false;
    neonConfig.pipelineTLS = false;
    neonConfig.pipelineConnect = false;
  }
  const pool = new Pool({ connectionString, max: 1 });
  // A tunnel may break off while it closes; a statement that fails says so itself.
  pool.on('error', () => {});
  try {
    await pool.query('SELECT pg_advisory_lock($1)', [migrationLock]);
    await applyMigrations(drizzle(pool), { migrationsFolder: resolve(import.meta.dirname, '../migrations') });
    for (const { source: facts, intakeOnly = false } of connectors) {
      const source = { ...facts, intake_only: intakeOnly };
      const columns = Object.keys(source);
      await pool.query(
        `INSERT INTO source (${columns.join(', ')}) SELECT ${columns.map((name) => `r.${name}`).join(', ')}
         FROM jsonb_populate_record(null::source, $1::jsonb) AS r
         ON CONFLICT (source_id) DO UPDATE SET ${columns.map((name) => `${name} = EXCLUDED.${name}`).join(', ')}`,
        [JSON.stringify(source)],
      );
    }
    await pool.query('SELECT pg_advisory_unlock($1)', [migrationLock]);
  } finally {
    await pool.end();
  }
}
