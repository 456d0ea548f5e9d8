import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type LocalPostgres, startPostgres } from './start-postgres.ts';

let parent: string;
let directory: string;
let running: LocalPostgres[];
let children: ChildProcess[];

beforeEach(async () => {
  parent = await mkdtemp(path.join(tmpdir(), 'local-postgres-'));
  directory = path.join(parent, 'state', 'postgres');
  running = [];
  children = [];
});

afterEach(async () => {
  for (const child of children) child.kill('SIGKILL');
  await Promise.all(running.map((postgres) => postgres.stop()));
  await rm(parent, { recursive: true, force: true, maxRetries: 5 });
});

async function start(port?: number): Promise<LocalPostgres> {
  const postgres = await startPostgres(port === undefined ? { directory } : { directory, port });
  running.push(postgres);
  return postgres;
}

async function query(postgres: LocalPostgres, text: string, password = postgres.superuser.password) {
  const { host, port, superuser } = postgres;
  const client = new pg.Client({ host, port, user: superuser.user, password, database: 'postgres' });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

/** Another run of the platform, which this test may kill. */
function startElsewhere(): ChildProcess {
  const module = new URL('./start-postgres.ts', import.meta.url).href;
  const script = `
    import { startPostgres } from ${JSON.stringify(module)};
    const postgres = await startPostgres({ directory: ${JSON.stringify(directory)} });
    console.log(JSON.stringify(postgres));
    setInterval(() => undefined, 60_000);`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  return child;
}

async function startedElsewhere(child: ChildProcess): Promise<LocalPostgres> {
  if (child.stdout === null) throw new Error('no output');
  const [line] = await once(child.stdout, 'data');
  return JSON.parse(String(line));
}

async function kill(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}

async function postmasterPid(): Promise<number> {
  return Number((await readFile(path.join(directory, 'cluster', 'postmaster.pid'), 'utf8')).split('\n')[0]);
}

describe('startPostgres', () => {
  it('makes a UTF-8, UTC database that keeps rows over a restart and lets in only the right password', async () => {
    const first = await start();
    await query(first, 'create table kept (price numeric); insert into kept values (12.3400)');
    expect(
      await query(
        first,
        `select current_setting('TimeZone') as zone, pg_encoding_to_char(encoding) as encoding,
      datcollate from pg_database where datname = 'postgres'`,
      ),
    ).toEqual([{ zone: 'UTC', encoding: 'UTF8', datcollate: 'C' }]);
    await expect(query(first, 'select 1', 'wrong')).rejects.toThrow('password authentication failed');
    expect((await stat(path.join(directory, 'superuser-password'))).mode & 0o777).toBe(0o600);
    await first.stop();

    const second = await start();
    expect(second.superuser).toEqual(first.superuser);
    expect(await query(second, 'select price from kept')).toEqual([{ price: '12.3400' }]);
  });

  it('is durable and listens on loopback only', async () => {
    const postgres = await start();
    const names = ['fsync', 'synchronous_commit', 'jit', 'listen_addresses', 'unix_socket_directories'];
    const rows = await query(postgres, `select name, setting from pg_settings where name in ('${names.join("','")}')`);
    expect(Object.fromEntries(rows.map(({ name, setting }) => [name, setting]))).toEqual({
      fsync: 'on',
      synchronous_commit: 'on',
      jit: 'off',
      listen_addresses: '127.0.0.1',
      unix_socket_directories: '',
    });
  });

  it('ends the postmaster that a killed run left behind and keeps its committed rows', async () => {
    const child = startElsewhere();
    const orphaned = await startedElsewhere(child);
    await query(orphaned, 'create table kept as select 1 as n');
    const orphan = await postmasterPid();
    await kill(child);
    expect(await query(orphaned, 'select 1 as n')).toEqual([{ n: 1 }]);

    const postgres = await start();
    expect(await postmasterPid()).not.toBe(orphan);
    await expect(query(orphaned, 'select 1')).rejects.toThrow('ECONNREFUSED');
    expect(await query(postgres, 'select n from kept')).toEqual([{ n: 1 }]);
  });

  it('refuses a folder that another run is using, and leaves that run alone', async () => {
    const child = startElsewhere();
    const theirs = await startedElsewhere(child);
    await expect(start()).rejects.toThrow(`in use by process ${child.pid}`);
    expect(await query(theirs, 'select 1 as n')).toEqual([{ n: 1 }]);
    await kill(child);
    await start();
  });

  it('leaves alone a foreign program that inherited the number in postmaster.pid', async () => {
    await (await start()).stop();
    const owner = await stat(path.join(directory, 'cluster'));
    const foreign = spawn('sleep', ['60'], { uid: owner.uid, gid: owner.gid, cwd: '/' });
    children.push(foreign);
    const lines = [foreign.pid, path.join(directory, 'cluster'), 1, 5432, '', '127.0.0.1', '     0         0', 'ready'];
    await writeFile(path.join(directory, 'cluster', 'postmaster.pid'), lines.join('\n'));

    expect(await query(await start(), 'select 1 as n')).toEqual([{ n: 1 }]);
    expect(foreign.exitCode ?? foreign.signalCode).toBe(null);
  });

  it('begins the creation again when the first one was killed half way', async () => {
    const child = startElsewhere();
    const unfinished = async () =>
      (await readdir(directory).catch(() => [])).filter((n) => n.startsWith('unfinished-'));
    while ((await unfinished()).length === 0) await sleep(5);
    await sleep(150);
    await kill(child);
    expect(await unfinished()).toHaveLength(1);
    expect(await readdir(directory)).not.toContain('cluster');

    expect(await query(await start(), 'select 1 as n')).toEqual([{ n: 1 }]);
    expect(await unfinished()).toEqual([]);
  });

  it('says in a sentence that the port is taken, and leaves nothing running', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    await expect(start(port)).rejects.toThrow(new RegExp(`did not start on port ${port}: .*could not create`));
    server.close();
    expect(await readdir(path.join(directory, 'cluster'))).not.toContain('postmaster.pid');
  });
});
