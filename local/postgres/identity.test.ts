import { chmod, mkdir, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { chooseIdentity } from './identity.ts';
import { startPostgres } from './start-postgres.ts';

const isRoot = process.getuid?.() === 0;
let home: string;

beforeEach(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'private-home-'));
});

afterEach(() => rm(home, { recursive: true, force: true, maxRetries: 5 }));

describe('the identity Postgres runs as', () => {
  it.skipIf(isRoot)('is our own when we are not root', async () => {
    expect(await chooseIdentity('/bin/true', home)).toEqual({ prefix: [], owner: {}, fileOwner: undefined });
  });

  it.skipIf(!isRoot)('is nobody where nobody can enter', async () => {
    await chmod(home, 0o755);
    expect((await chooseIdentity('/bin/true', home)).owner.uid).toBe(65534);
  });

  it.skipIf(!isRoot)('is root under another name in a home closed to nobody, and its files follow', async () => {
    await chmod(home, 0o755);
    const directory = path.join(home, 'project', 'postgres');
    await mkdir(directory, { recursive: true });
    const open = await startPostgres({ directory });
    await open.stop();
    expect((await stat(path.join(directory, 'cluster'))).uid).toBe(65534);

    await chmod(home, 0o700);
    const closed = await startPostgres({ directory });
    const { host, port, superuser } = closed;
    const client = new pg.Client({ host, port, ...superuser, database: 'postgres' });
    await client.connect();
    expect((await client.query('select 1 as n')).rows).toEqual([{ n: 1 }]);
    await client.end();
    await closed.stop();
  });

  it.skipIf(!isRoot)('is refused in a sentence where no way exists', async () => {
    await expect(chooseIdentity('/bin/true', home, [])).rejects.toThrow('Postgres does not run as root');
  });
});
