import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { LocalPostgresError } from './local-postgres-error.ts';
import type { PostgresBinaries } from './postgres-binaries.ts';
import { runProgram } from './run-program.ts';

const fastShutdownMs = 15_000;
const immediateShutdownMs = 5_000;

/** Names the starting process in the postmaster's own arguments, where the next run can read it. */
export function startedBy(pid: number): string {
  return `cluster_name=wizdata-started-by-${pid}`;
}

/** Process 1, to which orphans go, did not start what process 12345 started, although one number begins the other. */
export function wasStartedBy(argumentText: string, pid: number): boolean {
  return new RegExp(`${startedBy(pid)}(?!\\d)`).test(argumentText);
}

/**
 * Ends the postmaster that a killed run left on this data folder. `postmaster.pid` alone proves nothing: after
 * a crash of the machine its number may belong to any program, which is left alone.
 */
export async function stopOrphan(dataFolder: string, binaries: PostgresBinaries): Promise<void> {
  const pidFile = path.join(dataFolder, 'postmaster.pid');
  const lines = (await readFile(pidFile, 'utf8').catch(() => '')).split('\n');
  const pid = Number(lines[0]);
  if (!Number.isSafeInteger(pid) || pid <= 1) return;

  if (process.platform === 'win32') {
    // There pg_ctl talks to the postmaster through a named pipe that no other program has.
    const asOurselves = { prefix: [], owner: {}, fileOwner: undefined };
    await runProgram(asOurselves, binaries.pgCtl, ['stop', '-D', dataFolder, '-m', 'fast', '-w', '-t', '15']);
    return;
  }

  const found = await postmasterOf(pid, dataFolder);
  if (found === undefined) {
    // Postgres takes the number of its own parent for a stale one, and then still looks for shared memory in use.
    await writeFile(pidFile, [process.pid, ...lines.slice(1)].join('\n'));
    return;
  }
  if (wasStartedBy(found.argumentText, found.parent)) {
    throw new LocalPostgresError(
      `The database in ${dataFolder} is in use by process ${found.parent}. Stop that one first.`,
    );
  }
  await shutDown({
    signal: (name) => process.kill(pid, name),
    isGone: async () => (await postmasterOf(pid, dataFolder)) === undefined,
  });
}

/** A fast shutdown: sessions are cut, the database is left clean. Only if that hangs, harder. */
export async function shutDown(target: {
  signal(name: NodeJS.Signals): void;
  isGone(): boolean | Promise<boolean>;
}): Promise<void> {
  const steps = [
    ['SIGINT', fastShutdownMs],
    ['SIGQUIT', immediateShutdownMs],
    ['SIGKILL', immediateShutdownMs],
  ] as const;
  for (const [name, patienceMs] of steps) {
    if (await target.isGone()) return;
    target.signal(name);
    const deadline = performance.now() + patienceMs;
    while (performance.now() < deadline) {
      if (await target.isGone()) return;
      await sleep(10);
    }
  }
  throw new LocalPostgresError('The database did not stop, even when killed.');
}

async function postmasterOf(
  pid: number,
  dataFolder: string,
): Promise<{ parent: number; argumentText: string } | undefined> {
  const running = process.platform === 'linux' ? await fromProc(pid) : await fromPs(pid);
  if (running === undefined || !/postgres/.test(running.argumentText)) return undefined;
  return running.argumentText.includes(` -D ${dataFolder} `) ? running : undefined;
}

async function fromProc(pid: number): Promise<{ parent: number; argumentText: string } | undefined> {
  try {
    const argumentText = (await readFile(`/proc/${pid}/cmdline`, 'utf8')).replaceAll('\0', ' ');
    const status = await readFile(`/proc/${pid}/status`, 'utf8');
    return { argumentText, parent: Number(/^PPid:\s*(\d+)/m.exec(status)?.[1]) };
  } catch {
    return undefined;
  }
}

async function fromPs(pid: number): Promise<{ parent: number; argumentText: string } | undefined> {
  const asOurselves = { prefix: [], owner: {}, fileOwner: undefined };
  const listed = await runProgram(asOurselves, 'ps', ['-ww', '-o', 'ppid=,args=', '-p', String(pid)]);
  const match = /^\s*(\d+)\s+(.*)$/m.exec(listed.output);
  return match ? { parent: Number(match[1]), argumentText: `${match[2]} ` } : undefined;
}
