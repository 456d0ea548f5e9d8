import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, open, readFile, realpath } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { dataFolderOf, ensureCluster, lastLines, type Superuser } from './cluster.ts';
import { chooseIdentity, type Identity } from './identity.ts';
import { LocalPostgresError } from './local-postgres-error.ts';
import { type PostgresBinaries, postgresBinaries } from './postgres-binaries.ts';
import { shutDown, startedBy, stopOrphan } from './postmaster.ts';
import { postgresEnvironment, rootFolder, runProgram } from './run-program.ts';

export interface LocalPostgres {
  readonly host: string;
  readonly port: number;
  readonly superuser: Superuser;
  stop(): Promise<void>;
}

const host = '127.0.0.1';
/** Recovery after a crash replays the log first; a large one takes a while. */
const startPatienceMs = 60_000;

const settings = {
  listen_addresses: host,
  unix_socket_directories: '',
  // An acknowledged row survives a kill; compiling queries costs more than these short ones take.
  fsync: 'on',
  synchronous_commit: 'on',
  jit: 'off',
  // One small machine shared with the Workers.
  max_connections: '100',
  shared_buffers: '128MB',
  work_mem: '8MB',
  maintenance_work_mem: '64MB',
  effective_cache_size: '1GB',
  max_wal_size: '1GB',
  max_parallel_workers_per_gather: '0',
  wal_level: 'minimal',
  max_wal_senders: '0',
  log_checkpoints: 'off',
};

/** A real Postgres 17 on loopback, its state in `directory`. What an earlier run left behind is put in order first. */
export async function startPostgres(options: { directory: string; port?: number }): Promise<LocalPostgres> {
  try {
    await mkdir(options.directory, { recursive: true });
    const directory = await realpath(options.directory);
    const binaries = await postgresBinaries();
    await stopOrphan(dataFolderOf(directory), binaries);
    const identity = await chooseIdentity(binaries.postgres, directory);
    const { superuser } = await ensureCluster(directory, binaries, identity);
    return await run(directory, options.port ?? (await freePort()), binaries, identity, superuser);
  } catch (error) {
    if (error instanceof LocalPostgresError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new LocalPostgresError(`The database in ${options.directory} did not start: ${reason}`, { cause: error });
  }
}

async function run(
  directory: string,
  port: number,
  binaries: PostgresBinaries,
  identity: Identity,
  superuser: Superuser,
): Promise<LocalPostgres> {
  const dataFolder = dataFolderOf(directory);
  const logFile = path.join(directory, 'postgres.log');
  const child = await spawnPostgres(logFile, binaries, identity, [
    ...['-D', dataFolder, '-p', String(port), '-c', startedBy(process.pid)],
    ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ]);
  const hasEnded = () => child.exitCode !== null || child.signalCode !== null;
  const endWithUs = () => child.kill('SIGINT');
  process.once('exit', endWithUs);

  const stop = async () => {
    process.off('exit', endWithUs);
    await shutDown({
      isGone: hasEnded,
      signal(name) {
        // Windows knows no signals: there `kill` would be a crash.
        if (process.platform !== 'win32') child.kill(name);
        else void runProgram(identity, binaries.pgCtl, ['stop', '-D', dataFolder, '-m', 'fast']);
      },
    });
  };

  try {
    await untilReady(dataFolder, child.pid, hasEnded);
  } catch (error) {
    await stop();
    const said = await readFile(logFile, 'utf8').then(lastLines);
    const reason = error instanceof Error ? error.message : String(error);
    throw new LocalPostgresError(`The database in ${directory} did not start on port ${port}: ${reason}. ${said}`, {
      cause: error,
    });
  }
  return { host, port, superuser, stop };
}

/** In a process group of its own: Ctrl-C goes to the whole group, and the database must outlive those who still write. */
async function spawnPostgres(
  logFile: string,
  binaries: PostgresBinaries,
  identity: Identity,
  args: readonly string[],
): Promise<ChildProcess> {
  const log = await open(logFile, 'w');
  try {
    const [command = binaries.postgres, ...rest] = [...identity.prefix, binaries.postgres, ...args];
    const child = spawn(command, rest, {
      ...identity.owner,
      cwd: rootFolder(),
      env: postgresEnvironment(),
      detached: true,
      stdio: ['ignore', log.fd, log.fd],
    });
    await new Promise((resolve, reject) => child.once('spawn', resolve).once('error', reject));
    return child;
  } finally {
    await log.close();
  }
}

/** The postmaster itself writes "ready" under its number: a foreign server on the same port cannot be taken for it. */
async function untilReady(dataFolder: string, pid: number | undefined, hasEnded: () => boolean): Promise<void> {
  const deadline = performance.now() + startPatienceMs;
  while (performance.now() < deadline) {
    if (hasEnded()) throw new Error('it ended at once');
    const lines = (await readFile(path.join(dataFolder, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n');
    if (Number(lines[0]) === pid && lines[7]?.trim() === 'ready') return;
    await sleep(10);
  }
  throw new Error(`it was not ready after ${startPatienceMs / 1000} seconds`);
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, host, resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('this machine gave no free port');
  return address.port;
}
