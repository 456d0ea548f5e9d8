import { is } from 'drizzle-orm';
import { getTableConfig, PgTable } from 'drizzle-orm/pg-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createLogins } from '../../local/logins.ts';
import { migrate } from '../../local/migrate.ts';
import { datasets } from '../../src/model/symbol.ts';
import { database } from '../../src/storage/client.ts';
import * as accounts from '../../src/storage/schema/accounts.ts';
import * as indicators from '../../src/storage/schema/indicators.ts';
import * as operations from '../../src/storage/schema/operations.ts';
import * as records from '../../src/storage/schema/records.ts';
import * as replays from '../../src/storage/schema/replay.ts';
import { type MigratedDatabase, startMigratedDatabase } from './migrated-database.ts';

let migrated: MigratedDatabase;
const declared = [
  ...Object.values(records),
  ...Object.values(operations),
  ...Object.values(indicators),
  ...Object.values(replays),
  ...Object.values(accounts),
];
const tables: readonly PgTable[] = declared.filter((entity) => is(entity, PgTable));

beforeAll(async () => {
  migrated = await startMigratedDatabase();
});
afterAll(() => migrated.stop());

const columnsOf = async (table: string): Promise<string[]> =>
  (
    await migrated.db.query<{ text: string }>(
      `SELECT attname || ' ' || format_type(atttypid, atttypmod) || CASE WHEN attnotnull THEN ' not null' ELSE '' END AS text
       FROM pg_attribute WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attnum`,
      [table],
    )
  ).map(({ text }) => text);

test.each(tables.map((table) => [getTableConfig(table).name, table] as const))(
  '%s is migrated as declared',
  async (name, table) => {
    const columns = getTableConfig(table).columns.map(
      (column) => `${column.name} ${column.getSQLType()}${column.notNull ? ' not null' : ''}`,
    );
    expect((await columnsOf(name)).toSorted()).toEqual(columns.toSorted());
  },
);

test.each(datasets)('%s keeps its revisions in the same columns', async (dataset) => {
  expect(await columnsOf(`${dataset}_revision`)).toEqual([
    'superseded_at timestamp with time zone not null',
    ...(await columnsOf(dataset)),
  ]);
});

test('migrating again, twice at once, changes nothing', async () => {
  const again = { connectionString: migrated.owner, endpoint: migrated.endpoint };
  await expect(Promise.all([migrate(again), migrate(again)])).resolves.toBeDefined();
});

describe('what each Worker may do', () => {
  const credentials = new Proxy({} as never, { get: (_, name) => `secret-of-${String(name)}` });
  let logins: Awaited<ReturnType<typeof createLogins>>;
  beforeAll(async () => {
    logins = await createLogins(migrated.owner, migrated.endpoint, credentials);
  });
  const as = (name: keyof typeof logins) => database({ connectionString: logins[name], endpoint: migrated.endpoint });
  const denied = { code: 'internal', message: expect.stringContaining('42501') };

  test('the gateway reads market tables and writes none', async () => {
    await expect(as('api').query('SELECT count(*) FROM bar')).resolves.toHaveLength(1);
    await expect(as('api').query('DELETE FROM bar')).rejects.toMatchObject(denied);
    await expect(as('api').query('UPDATE source SET name = name')).rejects.toMatchObject(denied);
  });

  test.each(Object.values(accounts).map((table) => getTableConfig(table).name))('only auth sees %s', async (table) => {
    await expect(as('auth').query(`SELECT count(*) FROM ${table}`)).resolves.toHaveLength(1);
    for (const name of ['api', 'clean', 'indicators', 'stream'] as const) {
      await expect(as(name).query(`SELECT count(*) FROM ${table}`)).rejects.toMatchObject(denied);
    }
  });

  test('auth sees nothing of the market', async () => {
    await expect(as('auth').query('SELECT count(*) FROM bar')).rejects.toMatchObject(denied);
  });

  test('the stream marks what it published and changes nothing else', async () => {
    await expect(as('stream').query('UPDATE outbox SET published_at = now()')).resolves.toEqual([]);
    await expect(as('stream').query('UPDATE outbox SET derived_at = now()')).rejects.toMatchObject(denied);
    await expect(as('stream').query('DELETE FROM bar')).rejects.toMatchObject(denied);
  });
});
