import { chown, lchown, readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { LocalPostgresError } from './local-postgres-error.ts';
import { runProgram } from './run-program.ts';

/** Who Postgres runs as, and who must own its files for that. */
export interface Identity {
  readonly prefix: readonly string[];
  readonly owner: { readonly uid?: number; readonly gid?: number };
  readonly fileOwner: number | undefined;
}

const nobody = 65534;
const ourselves: Identity = { prefix: [], owner: {}, fileOwner: undefined };

/**
 * Postgres refuses to run as root. Ways for root to step down, the plainest first:
 * nobody (fails where the project lies below a closed folder such as /root);
 * a user namespace in which root is called nobody (fails in most containers);
 * nobody with root's right to pass closed folders.
 */
const rootWays: readonly Identity[] = [
  { prefix: [], owner: { uid: nobody, gid: nobody }, fileOwner: nobody },
  { prefix: ['unshare', `--map-user=${nobody}`, `--map-group=${nobody}`], owner: {}, fileOwner: 0 },
  {
    prefix: [
      'setpriv',
      `--reuid=${nobody}`,
      `--regid=${nobody}`,
      '--clear-groups',
      '--inh-caps=+dac_override',
      '--ambient-caps=+dac_override',
    ],
    owner: {},
    fileOwner: nobody,
  },
];

/** The first identity that can run `program` and stand in `folder`. */
export async function chooseIdentity(program: string, folder: string, ways = rootWays): Promise<Identity> {
  if (process.getuid?.() !== 0) return ourselves;
  for (const way of ways) {
    const attempt = await runProgram(way, '/bin/sh', ['-c', 'cd "$1" && "$0" --version', program, folder]);
    if (attempt.succeeded) return way;
  }
  throw new LocalPostgresError(
    `Postgres does not run as root, and this machine lets root run it as no other user in ${folder}. ` +
      'Start as an ordinary user, or move the project out of /root.',
  );
}

/** Gives a folder to the identity. The folder itself comes last, so that work cut short is begun again. */
export async function giveFolder(folder: string, identity: Identity): Promise<void> {
  const { fileOwner } = identity;
  if (fileOwner === undefined || (await stat(folder)).uid === fileOwner) return;
  for (const entry of await readdir(folder, { recursive: true })) {
    await lchown(path.join(folder, entry), fileOwner, fileOwner);
  }
  await chown(folder, fileOwner, fileOwner);
}
