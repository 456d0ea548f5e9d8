import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { NeonDbError, neon, neonConfig, Pool } from '@neondatabase/serverless';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LocalPostgres, startPostgres } from '../postgres/start-postgres.ts';
import { type NeonBridge, startNeonBridge } from './start-neon-bridge.ts';

let directory: string;
let postgres: LocalPostgres;
let bridge: NeonBridge;

beforeAll(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'neon-bridge-'));
  postgres = await startPostgres({ directory: path.join(directory, 'postgres') });
  bridge = await startNeonBridge({ postgresHost: postgres.host, postgresPort: postgres.port });
  neonConfig.fetchEndpoint = `${bridge.url}/sql`;
  neonConfig.wsProxy = `127.0.0.1:${bridge.port}/v2`;
  neonConfig.useSecureWebSocket = false;
  await neon(connection())`create role reader login password 'reader-secret'`;
  await neon(connection())`create table bar (instrument text primary key, close numeric, raw bytea)`;
  await neon(connection())`grant select on bar to reader`;
});

afterAll(async () => {
  await bridge?.stop();
  await postgres?.stop();
  await rm(directory, { recursive: true, force: true });
});

function connection(user = 'postgres', password = postgres.superuser.password, database = 'postgres'): string {
  return `postgresql://${user}:${password}@db.example.test/${database}`;
}

function openPool(connectionString: string): Pool {
  const pool = new Pool({ connectionString });
  // `end` does not wait for the sockets; the database may be stopped while they close.
  pool.on('error', () => undefined);
  return pool;
}

async function failure(query: Promise<unknown>): Promise<NeonDbError> {
  const error = await query.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof NeonDbError) return error;
  throw new Error(`a NeonDbError was expected, not ${error}`);
}

describe('POST /sql', () => {
  it('counts the trips of each login, however many queries go in one', async () => {
    const before = bridge.trips.get('reader') ?? 0;
    const sql = neon(connection('reader', 'reader-secret'));
    await sql.transaction([sql`select 1`, sql`select 2`]);
    expect(bridge.trips.get('reader')).toBe(before + 1);
  });

  it('carries values of every kind to the driver as Neon does', async () => {
    const sql = neon(connection());
    const bytes = Buffer.from([0, 255, 10]);
    expect(
      await sql`select ${12}::int4 as int, ${'12.3400'}::numeric as price, ${null}::text as nothing, ${true}::bool as yes,
        ${bytes}::bytea as raw, ${JSON.stringify({ a: [1] })}::jsonb as json, ${['x', 'y"']}::text[] as list, 'é€😀' as text`,
    ).toEqual([
      {
        int: 12,
        price: '12.3400',
        nothing: null,
        yes: true,
        raw: bytes,
        json: { a: [1] },
        list: ['x', 'y"'],
        text: 'é€😀',
      },
    ]);
  });

  it('gives full results and rows as arrays when asked', async () => {
    const sql = neon(connection(), { fullResults: true, arrayMode: true });
    const result = await sql.query('select n, n * 2 as n from generate_series(1, 2) n');
    expect(result).toMatchObject({
      command: 'SELECT',
      rowCount: 2,
      rowAsArray: true,
      rows: [
        [1, 2],
        [2, 4],
      ],
    });
    expect(result.fields[0]).toEqual({
      name: 'n',
      dataTypeID: 23,
      tableID: 0,
      columnID: 0,
      dataTypeSize: 4,
      dataTypeModifier: -1,
      format: 'text',
    });
  });

  it('counts the rows a statement wrote, and none where there is nothing to count', async () => {
    const sql = neon(connection(), { fullResults: true });
    expect(await sql`insert into bar values ('COUNT:A', 1), ('COUNT:B', 2)`).toMatchObject({
      command: 'INSERT',
      rowCount: 2,
    });
    expect(await sql`create table if not exists empty ()`).toMatchObject({
      command: 'CREATE',
      rowCount: null,
      fields: [],
    });
    expect(await sql.query('')).toMatchObject({ rows: [] });
  });

  it('names the constraint, the code and the place of an error', async () => {
    const sql = neon(connection());
    await sql`insert into bar values ('DUP', 1)`;
    expect(await failure(sql`insert into bar values ('DUP', 2)`)).toMatchObject({
      code: '23505',
      severity: 'ERROR',
      table: 'bar',
      constraint: 'bar_pkey',
      detail: 'Key (instrument)=(DUP) already exists.',
    });
    expect(await failure(sql`select nothing`)).toMatchObject({ code: '42703', position: '8' });
  });

  it('refuses two statements in one text', async () => {
    expect(await failure(neon(connection()).query('select 1; select 2'))).toMatchObject({ code: '42601' });
  });

  it('answers a wrong password as Neon does, also after a right one', async () => {
    await neon(connection('reader', 'reader-secret'))`select 1`;
    const error = await failure(neon(connection('reader', 'wrong'))`select 1`);
    expect(error).toMatchObject({ code: '28P01', message: 'password authentication failed for user "reader"' });
  });

  it('runs each query with the rights of the role that signed it', async () => {
    const reader = neon(connection('reader', 'reader-secret'));
    expect(await reader`select current_user as role`).toEqual([{ role: 'reader' }]);
    expect(await failure(reader`delete from bar`)).toMatchObject({ code: '42501' });
  });

  it('commits a batch whole or not at all', async () => {
    const sql = neon(connection());
    expect(
      await sql.transaction([
        sql`insert into bar values ('BATCH', 1)`,
        sql`select close from bar where instrument = 'BATCH'`,
      ]),
    ).toEqual([[], [{ close: '1' }]]);
    const error = await failure(
      sql.transaction([
        sql`insert into bar values ('LOST', 1)`,
        sql`insert into bar values ('BATCH', 2)`,
        sql`select 1`,
      ]),
    );
    expect(error.code).toBe('23505');
    expect(await sql`select count(*)::int as n from bar where instrument = 'LOST'`).toEqual([{ n: 0 }]);
    expect(await sql.transaction([])).toEqual([]);
  });

  it('honours isolation, read-only and deferrable', async () => {
    const sql = neon(connection());
    const options = { isolationLevel: 'Serializable', readOnly: true, deferrable: true } as const;
    const settings = ['transaction_isolation', 'transaction_read_only', 'transaction_deferrable'];
    const shown = await sql.transaction(
      settings.map((name) => sql.query(`show ${name}`)),
      options,
    );
    expect(shown.flat().map((row) => Object.values(row)[0])).toEqual(['serializable', 'on', 'on']);
    expect(await failure(sql.transaction([sql`insert into bar values ('RO', 1)`], options))).toMatchObject({
      code: '25006',
    });
  });

  it('ends a transaction that a request left open', async () => {
    await neon(connection('reader', 'reader-secret'))`begin`;
    const open = () => neon(connection())`select usename from pg_stat_activity where state = 'idle in transaction'`;
    await expect.poll(open).toEqual([]);
  });

  it('forgets a setting before the next request', async () => {
    const sql = neon(connection('reader', 'reader-secret'));
    await sql`set timezone = 'Africa/Johannesburg'`;
    for (let i = 0; i < 3; i++) expect(await sql`show timezone`).toEqual([{ TimeZone: 'UTC' }]);
  });

  it('carries 8 MB both ways', async () => {
    const sql = neon(connection());
    const text = '{"close":"12.3400"}\n'.repeat(420_000);
    const [row] = await sql`select ${text}::text as text`;
    expect(row?.text === text).toBe(true);
  });

  it('answers a COPY from the caller with an error, and goes on', async () => {
    const sql = neon(connection());
    expect(await failure(sql`copy bar from stdin`)).toMatchObject({ code: '57014' });
    expect(await sql`select 1 as n`).toEqual([{ n: 1 }]);
  });

  it('serves more callers at once than it has sessions', async () => {
    const sql = neon(connection());
    const answers = await Promise.all(Array.from({ length: 200 }, (_, n) => sql`select ${n}::int as n`));
    expect(answers.map((rows) => rows[0]?.n)).toEqual(Array.from({ length: 200 }, (_, n) => n));
  });

  it('refuses what is no query with a sentence', async () => {
    const post = (body: string, headers: Record<string, string>) =>
      fetch(`${bridge.url}/sql`, { method: 'POST', body, headers }).then(async (r) => [r.status, await r.text()]);
    const headers = { 'Neon-Connection-String': connection(), 'Neon-Raw-Text-Output': 'true' };
    expect(await post('{', headers)).toEqual([400, '{"message":"The body is not JSON."}']);
    expect(await post('{"params":[]}', headers)).toMatchObject([400, expect.stringContaining('The body is no query')]);
    expect(await post('{"query":"select 1"}', {})).toMatchObject([400, expect.stringContaining('header is missing')]);
    expect(await post('{}', { ...headers, 'Neon-Connection-String': 'x' })).toMatchObject([400, expect.anything()]);
    expect((await fetch(`${bridge.url}/other`, { method: 'POST', body: '{}' })).status).toBe(404);
  });
});

describe('WS /v2', () => {
  it('carries an interactive transaction of the driver, with its password sent ahead', async () => {
    const pool = openPool(connection());
    const client = await pool.connect();
    await client.query('begin');
    await client.query('insert into bar values ($1, $2)', ['SOCKET', '5.50']);
    expect((await client.query(`select close from bar where instrument = 'SOCKET'`)).rows).toEqual([{ close: '5.50' }]);
    await client.query('rollback');
    expect((await client.query(`select close from bar where instrument = 'SOCKET'`)).rows).toEqual([]);
    client.release();
    await pool.end();
  });

  it('carries it also to a driver that waits to be asked', async () => {
    neonConfig.pipelineConnect = false;
    const pool = openPool(connection('reader', 'reader-secret'));
    expect((await pool.query('select current_user as role')).rows).toEqual([{ role: 'reader' }]);
    await pool.end();
    neonConfig.pipelineConnect = 'password';
  });

  it('refuses a wrong password', async () => {
    const pool = openPool(connection('reader', 'wrong'));
    await expect(pool.query('select 1')).rejects.toMatchObject({ code: '28P01' });
    await pool.end();
  });

  it('carries many megabytes', async () => {
    const pool = openPool(connection());
    const text = 'x'.repeat(8_000_000);
    expect((await pool.query('select $1::text as text', [text])).rows[0].text === text).toBe(true);
    await pool.end();
  });
});

describe('a bridge without its database', () => {
  it('says so, and works again when the database is back', async () => {
    const sql = neon(connection());
    await sql`select 1`;
    await postgres.stop();
    expect((await failure(sql`select 1`)).message).toContain('The local database cannot be reached');
    postgres = await startPostgres({ directory: path.join(directory, 'postgres'), port: postgres.port });
    expect(await sql`select 1 as n`).toEqual([{ n: 1 }]);
  });
});
