import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { claimStateFolder } from './earlier-run.ts';

let folder: string;
let children: ChildProcess[];
const file = () => join(folder, 'run.json');

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'wizdata-earlier-'));
  children = [];
});
afterEach(async () => {
  for (const child of children) child.kill('SIGKILL');
  await rm(folder, { recursive: true, force: true });
});

/** A process in a group of its own that bears the name and ends only when it is killed, or after some milliseconds. */
async function start(name: string, endsAfterMs = 60_000): Promise<ChildProcess & { pid: number }> {
  const path = join(folder, name);
  await mkdir(join(path, '..'), { recursive: true });
  await writeFile(path, `process.on('SIGTERM', () => {}); console.log('up'); setTimeout(() => {}, ${endsAfterMs});`);
  const child = spawn(process.execPath, [path], { detached: true, stdio: ['ignore', 'pipe', 'ignore'] });
  children.push(child);
  await new Promise((resolve) => child.stdout?.once('data', resolve));
  return child as ChildProcess & { pid: number };
}

/** What a run that was killed leaves behind. */
const leave = (run: { supervisor: number; group: number }): Promise<void> => writeFile(file(), JSON.stringify(run));
const claimant = async (): Promise<number> => JSON.parse(await readFile(file(), 'utf8')).supervisor;
const isOver = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null;
/** A process number that is free: its process has just ended. */
async function freeNumber(): Promise<number> {
  const child = await start('gone.js', 0);
  if (!isOver(child)) await new Promise((resolve) => child.once('exit', resolve));
  return child.pid;
}

test('a first start has nothing to end, nor has one after a file that was cut off', async () => {
  await claimStateFolder(folder);
  await writeFile(file(), '{"supervisor":12');
  await expect(claimStateFolder(folder)).resolves.toBeUndefined();
});

test.skipIf(process.platform !== 'linux')('a run that is alive and well is left alone', async () => {
  const supervisor = await start('local/main.ts.js');
  const server = await start('local/server.ts');
  await leave({ supervisor: supervisor.pid, group: server.pid });
  await expect(claimStateFolder(folder)).rejects.toThrow(`process ${supervisor.pid}`);
  expect([isOver(supervisor), isOver(server), await claimant()]).toEqual([false, false, supervisor.pid]);
});

test.skipIf(process.platform !== 'linux')('what a killed run left behind may end by itself', async () => {
  const server = await start('local/server.ts', 700);
  await leave({ supervisor: await freeNumber(), group: server.pid });
  await claimStateFolder(folder);
  expect([server.signalCode, await claimant()]).toEqual([null, process.pid]);
});

test.skipIf(process.platform !== 'linux')(
  'what does not end by itself is ended',
  async () => {
    const server = await start('local/server.ts');
    await leave({ supervisor: await freeNumber(), group: server.pid });
    await claimStateFolder(folder);
    await new Promise((resolve) => (isOver(server) ? resolve(null) : server.once('exit', resolve)));
    expect([server.signalCode, await claimant()]).toEqual(['SIGKILL', process.pid]);
  },
  15_000,
);

test.skipIf(process.platform !== 'linux')('a stranger that has got the old number is left alone', async () => {
  const stranger = await start('editor.js');
  await leave({ supervisor: stranger.pid, group: stranger.pid });
  await claimStateFolder(folder);
  expect([isOver(stranger), await claimant()]).toEqual([false, process.pid]);
});
