import { randomBytes } from 'node:crypto';
import { access, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { giveFolder, type Identity } from './identity.ts';
import { LocalPostgresError } from './local-postgres-error.ts';
import type { PostgresBinaries } from './postgres-binaries.ts';
import { runProgram } from './run-program.ts';

export interface Superuser {
  readonly user: string;
  readonly password: string;
}

const unfinishedPrefix = 'unfinished-';

/** The data folder of the cluster, made on first use. It appears under its name only when it is whole. */
export async function ensureCluster(
  directory: string,
  binaries: PostgresBinaries,
  identity: Identity,
): Promise<{ dataFolder: string; superuser: Superuser }> {
  const dataFolder = dataFolderOf(directory);
  await removeUnfinished(directory);
  const exists = await isThere(dataFolder);
  const superuser = { user: 'postgres', password: await superuserPassword(directory, exists) };
  if (exists) await giveFolder(dataFolder, identity);
  else await createCluster(directory, binaries, identity, superuser);
  return { dataFolder, superuser };
}

export function dataFolderOf(directory: string): string {
  return path.join(directory, 'cluster');
}

async function superuserPassword(directory: string, clusterExists: boolean): Promise<string> {
  const file = path.join(directory, 'superuser-password');
  if (await isThere(file)) return (await readFile(file, 'utf8')).trim();
  if (clusterExists) {
    throw new LocalPostgresError(
      `The password of the database in ${directory} is gone (${file}). Put the file back, or delete the folder to begin with an empty database.`,
    );
  }
  const password = randomBytes(24).toString('base64url');
  await writeFile(file, `${password}\n`, { mode: 0o600 });
  return password;
}

async function createCluster(
  directory: string,
  binaries: PostgresBinaries,
  identity: Identity,
  superuser: Superuser,
): Promise<void> {
  // A fresh name each time: an initdb that outlived its killed parent removes its own folder, never ours.
  const unfinished = await mkdtemp(path.join(directory, unfinishedPrefix));
  try {
    const passwordFile = path.join(unfinished, 'password');
    await writeFile(passwordFile, superuser.password, { mode: 0o600 });
    await giveFolder(unfinished, identity);
    const created = path.join(unfinished, 'cluster');
    const result = await runProgram(identity, binaries.initdb, [
      `--pgdata=${created}`,
      `--username=${superuser.user}`,
      `--pwfile=${passwordFile}`,
      // Neon's proxy asks for the password itself, and its driver sends it before being asked.
      '--auth=password',
      '--encoding=UTF8',
      '--locale=C',
      '--set=timezone=UTC',
      '--set=log_timezone=UTC',
    ]);
    if (!result.succeeded) {
      throw new LocalPostgresError(`The database could not be created in ${directory}: ${lastLines(result.output)}`);
    }
    await rename(created, dataFolderOf(directory));
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
}

async function removeUnfinished(directory: string): Promise<void> {
  for (const entry of await readdir(directory)) {
    if (entry.startsWith(unfinishedPrefix)) {
      await rm(path.join(directory, entry), { recursive: true, force: true, maxRetries: 5 });
    }
  }
}

/** What Postgres said last, on one line. */
export function lastLines(output: string): string {
  return output.trim().split('\n').slice(-3).join(' ');
}

function isThere(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}
