import { migrate } from './migrate.ts';

// `npm run migrate`: DATABASE_URL names the owner's direct connection; DATABASE_ENDPOINT a bridge on loopback.
const { DATABASE_URL, DATABASE_ENDPOINT } = process.env;
if (DATABASE_URL === undefined) {
  process.stderr.write('Set DATABASE_URL to the owner of the database, on Neon by its direct (not pooled) host.\n');
  process.exit(1);
}
await migrate({ connectionString: DATABASE_URL, endpoint: DATABASE_ENDPOINT });
process.stdout.write(`Migrated ${new URL(DATABASE_URL).host}.\n`);
