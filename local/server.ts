import { mkdirSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { greeting } from './greeting.ts';
import { type Platform, startPlatform } from './platform.ts';
import type { Settings } from './settings.ts';

const settings = JSON.parse(process.argv[2] ?? '{}') as Settings;
const startedAt = Number(process.env.STARTED_AT ?? Date.now());
const say = (line: string): void => void process.stdout.write(`${line}\n`);
const seconds = (): string => ((Date.now() - startedAt) / 1000).toFixed(1);
const drainMs = 5_000;

interface Health {
  readonly ready: boolean;
  readonly message: string;
  readonly pending: number;
}

async function health(url: string): Promise<Health> {
  const response = await fetch(`${url}/healthz`);
  const body = (await response.json()) as { detail?: string; pending?: number };
  return {
    ready: response.ok,
    message: body.detail ?? `healthz answers ${response.status}`,
    pending: body.pending ?? 0,
  };
}

async function firstIngestion(platform: Platform, ended: () => boolean): Promise<void> {
  for (let last = ''; !ended(); await sleep(250)) {
    const { ready, message } = await health(platform.url);
    if (ready) return;
    if (message !== last) say(`  ${seconds()} s  ${message}`);
    last = message;
  }
}

/** No new work, then what is under way gets a moment to land. Whatever does not is found by the sweeper next time. */
async function drain(platform: Platform): Promise<void> {
  await platform.crons.stop();
  const until = Date.now() + drainMs;
  while (Date.now() < until && (await health(platform.url)).pending > 0) await sleep(200);
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
  mkdirSync(settings.stateFolder, { recursive: true });
  process.send?.('started');
  say(`WizData starts with ${settings.mode} sources, state in ${settings.stateFolder}`);
  const platform = await startPlatform({
    ...settings,
    onLog: (level, message) => {
      if (level === 'error' || process.env.LOG === 'all') process.stderr.write(`${message}\n`);
    },
  });
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    for (const listener of process.listeners(name).slice(name === 'SIGTERM' ? 1 : 0)) process.off(name, listener);
  }
  say(`  ${seconds()} s  databases, stand-ins and Workers are up`);
  await platform.sweep();
  platform.crons.start();
  await firstIngestion(platform, () => ending);
  if (!ending) {
    const demo = await platform.issueKey('demo', 'free', ['read', 'stream']);
    const admin = await platform.issueKey('admin', 'internal', ['read', 'stream', 'admin']);
    say(greeting({ url: platform.url, mode: settings.mode, seconds: seconds(), demo, admin }));
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
