import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

interface RunFile {
  /** What a person started, and the process group of all that it started, once there is one. */
  readonly supervisor: number;
  readonly group: number | null;
}

const pathOf = (stateFolder: string): string => join(stateFolder, 'run.json');

/** Where the folder's run can be found by the next one. */
export function recordGroup(stateFolder: string, group: number): void {
  writeFileSync(pathOf(stateFolder), JSON.stringify({ supervisor: process.pid, group } satisfies RunFile));
}

export function releaseStateFolder(stateFolder: string): void {
  rmSync(pathOf(stateFolder), { force: true });
}

/** Takes the folder for this process. Of two that start at once, one is told that the other runs. */
export async function claimStateFolder(stateFolder: string): Promise<void> {
  const claim = `${pathOf(stateFolder)}.${process.pid}`;
  writeFileSync(claim, JSON.stringify({ supervisor: process.pid, group: null } satisfies RunFile));
  try {
    // A link is made whole or not at all, and never over another.
    while (!linked(claim, pathOf(stateFolder))) await endEarlierRun(stateFolder);
  } finally {
    rmSync(claim);
  }
}

function linked(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/**
 * Ends what an earlier run left behind when it was killed: its Workers would hold the port and its folder.
 * A run that is alive and well is left alone, with a sentence.
 */
async function endEarlierRun(stateFolder: string): Promise<void> {
  const run = readRunFile(stateFolder);
  if (run !== null && (await commandOf(run.supervisor).then((command) => command.includes('local/main.ts')))) {
    throw new Error(`WizData is already running on ${stateFolder} (process ${run.supervisor}). Stop it first.`);
  }
  const group = run?.group ?? null;
  for (let waited = 0; group !== null && (await groupIsOurs(group)); waited += 1) {
    // It may be on its way out by itself, which is the better end.
    signal(-group, waited < 50 ? 0 : 'SIGKILL');
    await sleep(100);
  }
  releaseStateFolder(stateFolder);
}

function readRunFile(stateFolder: string): RunFile | null {
  try {
    return JSON.parse(readFileSync(pathOf(stateFolder), 'utf8')) as RunFile;
  } catch (error) {
    if (error instanceof SyntaxError || (error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** Process numbers are used again: only a group that runs our Workers or our server is ours. */
async function groupIsOurs(group: number): Promise<boolean> {
  if (!signal(-group, 0)) return false;
  if (process.platform !== 'linux') return true;
  for (const entry of await readdir('/proc')) {
    if (!/^\d+$/.test(entry)) continue;
    const status = await readFile(`/proc/${entry}/stat`, 'utf8').catch(() => '');
    const [state, , pgrp] = status.slice(status.lastIndexOf(')') + 2).split(' ');
    if (Number(pgrp) !== group || state === 'Z') continue;
    if (/workerd|local\/server\.ts/.test(await commandOf(Number(entry)))) return true;
  }
  return false;
}

/** The command line where the system shows it; an empty text when there is no such process. */
async function commandOf(pid: number): Promise<string> {
  if (!signal(pid, 0)) return '';
  if (process.platform !== 'linux') return 'local/main.ts';
  return await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
}

function signal(pid: number, name: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, name);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
