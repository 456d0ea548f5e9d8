import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { greeting } from './greeting.ts';
import { handInFiles } from './hand-in.ts';
import { type Platform, startPlatform } from './platform.ts';
import type { Settings } from './settings.ts';

const settings = JSON.parse(process.argv[2] ?? '{}') as Settings;
const startedAt = Number(process.env.STARTED_AT ?? Date.now());
const say = (line: string): void => void process.stdout.write(`${line}\n`);
const seconds = (): string => ((Date.now() - startedAt) / 1000).toFixed(1);
const drainMs = 5_000;
/** A stranger's text must not steer the terminal. */
const printable = (text: string): string => text.replaceAll(/[^\P{C}\n]/gu, '');

interface Progress {
  readonly detail?: string;
  readonly sources?: number;
  readonly finished?: number;
  readonly succeeded?: number;
}

/** Prints progress until the first ingestion has landed, or until every source was asked and none has answered. */
async function firstIngestion(platform: Platform, ended: () => boolean): Promise<boolean> {
  for (let last = ''; !ended(); await sleep(250)) {
    const response = await fetch(`${platform.url}/healthz`);
    if (response.ok) return true;
    const { detail = `healthz answers ${response.status}`, ...progress } = (await response.json()) as Progress;
    if (detail !== last) say(`  ${seconds()} s  ${detail}`);
    last = detail;
    if (progress.finished === progress.sources && progress.succeeded === 0) return false;
  }
  return false;
}

/** How long the folder's first start took until it was ready; kept to be printed beside the later ones. */
function firstSeconds(path: string, now: string): string {
  if (!existsSync(path)) writeFileSync(path, now);
  return readFileSync(path, 'utf8');
}

/** No new work, then what is under way gets a moment to land. Whatever does not is found by the sweeper next time. */
async function drain(platform: Platform): Promise<void> {
  await platform.crons.stop();
  const until = Date.now() + drainMs;
  while (Date.now() < until && (await platform.underWay()) > 0) await sleep(200);
}

async function main(): Promise<void> {
  let ending = false;
  const asked = new Promise<void>((resolve) => {
    const end = (): void => {
      ending = true;
      resolve();
    };
    process.on('message', end);
    process.on('disconnect', end);
    process.on('SIGTERM', end);
  });
  say(`WizData starts with ${settings.mode} sources, state in ${settings.stateFolder}`);
  const platform = await startPlatform({
    ...settings,
    onLetter: ({ to, text }) => say(`\n  A letter to ${printable(to)}:\n${printable(text)}`),
    onLog: (level, message) => {
      // What the runtime says of itself comes with addresses and stacks; what a Worker has to say is one JSON line.
      const ours = level === 'error' && message.startsWith('{');
      if (ours || process.env.LOG === 'all') process.stderr.write(`${message}\n`);
    },
  });
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    for (const listener of process.listeners(name).slice(name === 'SIGTERM' ? 1 : 0)) process.off(name, listener);
  }
  say(`  ${seconds()} s  databases, stand-ins and Workers are up`);
  await platform.sweep();
  platform.crons.start();
  const admin = await platform.issueKey('admin', 'internal', ['read', 'stream', 'account', 'admin']);
  await handInFiles(platform, settings.mode, admin);
  const landed = await firstIngestion(platform, () => ending);
  if (!ending) {
    const demo = await platform.issueKey('demo', 'free', ['read', 'stream']);
    const first = landed ? firstSeconds(join(settings.stateFolder, 'first-start-seconds'), seconds()) : seconds();
    say(greeting({ url: platform.url, mode: settings.mode, landed, seconds: seconds(), first, demo, admin }));
  }
  await asked;
  say('Stopping: finishing what is under way');
  await drain(platform);
  await platform.stop();
  say('Stopped.');
}

try {
  await main();
  process.exit(0);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
