import { chmodSync, mkdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Makes the folder, or says in a sentence why it cannot be. */
export function ensureStateFolder(folder: string): void {
  try {
    ensure(folder);
    // Payloads of sources that forbid redistribution lie in here.
    const objects = join(folder, 'v3');
    ensure(objects);
    chmodSync(objects, 0o700);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const why: Readonly<Record<string, string>> = {
      EACCES: 'you may not write there',
      EPERM: 'you may not write there',
      EROFS: 'it is on a read-only disk',
      ENOTDIR: 'a part of its path is a file',
      ENOSPC: 'the disk is full',
    };
    const reason = why[code ?? ''] ?? message;
    throw new Error(`The state folder ${folder} cannot be used: ${reason}. Choose another: STATE_DIR=… npm start`);
  }
}

/** One level after the other: the recursive mkdir of Node never ends where a parent refuses without an error. */
function ensure(folder: string): void {
  const known = statSync(folder, { throwIfNoEntry: false });
  if (known?.isDirectory()) return;
  if (known !== undefined) throw Object.assign(new Error(`${folder} is a file`), { code: 'ENOTDIR' });
  if (dirname(folder) !== folder) ensure(dirname(folder));
  mkdirSync(folder);
}
