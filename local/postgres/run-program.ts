import { spawn } from 'node:child_process';
import type { Identity } from './identity.ts';

export interface ProgramResult {
  readonly succeeded: boolean;
  readonly output: string;
}

/** Postgres reads PG* variables as settings; those of the person's shell belong to another server. */
export function postgresEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^(PG|LC_|LANG)/.test(name));
  return { ...Object.fromEntries(kept), LC_ALL: 'C', TZ: 'UTC' };
}

/** Runs a program to its end as the given identity; a program that cannot even start is a failure, not an exception. */
export function runProgram(identity: Identity, program: string, args: readonly string[]): Promise<ProgramResult> {
  const [command = program, ...rest] = [...identity.prefix, program, ...args];
  return new Promise((resolve) => {
    const child = spawnOrNot(command, rest, identity);
    if (child instanceof Error) {
      resolve({ succeeded: false, output: child.message });
      return;
    }
    let output = '';
    const collect = (chunk: Buffer) => {
      output += chunk.toString();
    };
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    child.once('error', (error) => resolve({ succeeded: false, output: error.message }));
    child.once('close', (code) => resolve({ succeeded: code === 0, output }));
  });
}

/** A user this machine does not know at all makes `spawn` throw instead of reporting. */
function spawnOrNot(command: string, args: readonly string[], identity: Identity) {
  try {
    return spawn(command, args, {
      ...identity.owner,
      cwd: rootFolder(),
      env: postgresEnvironment(),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

/** A folder every user may stand in: the person's own folder may be closed to the user Postgres runs as. */
export function rootFolder(): string {
  return process.platform === 'win32' ? process.cwd() : '/';
}
