import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { contentHashes } from '../../src/storage/content-hash.ts';
import { startIngestedPlatform } from './ingested-platform.ts';
import { freePort, type SamplePlatform, startSamplePlatform } from './sample-platform.ts';
import { type StreamEvent, StreamReader } from './stream-reader.ts';

const kills = 5;
const channels = ['bar.1d:XJSE:NPN', 'rate.1d:FX:EUR-ZAR', 'trade:BINANCE:NKN-USDT', 'observation:WB:SP.POP.TOTL.ZAF'];

let stateDir: string;
let undisturbed: SamplePlatform;

beforeAll(async () => {
  stateDir = await mkdtemp(join(tmpdir(), 'wizdata-crash-'));
  undisturbed = await startIngestedPlatform();
});
afterAll(async () => {
  await undisturbed.stop();
  await rm(stateDir, { recursive: true, force: true });
});

function startCommand(port: number): ChildProcess {
  const main = join(import.meta.dirname, '../../local/main.ts');
  return spawn(process.execPath, [main], {
    env: { ...process.env, PORT: String(port), STATE_DIR: stateDir, SOURCES: 'sample', SOCKET_SPEED: '1000' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** The supervisor, the server with its Workers, and the database: nobody gets a chance to finish anything. */
async function killEverything(command: ChildProcess): Promise<void> {
  command.kill('SIGKILL');
  const read = (file: string) => readFile(join(stateDir, 'sample', file), 'utf8').catch(() => null);
  const run = await read('run.json');
  if (run !== null) signal(-JSON.parse(run).group);
  const postmaster = await read('postgres/cluster/postmaster.pid');
  if (postmaster !== null) signal(Number(postmaster.split('\n')[0]));
}

function signal(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** Follows the channels over every life of the platform, going on after the last event it has. */
class Follower {
  readonly events = new Map<string, StreamEvent[]>(channels.map((channel) => [channel, []]));
  readonly #url: string;
  #epoch: string | undefined;
  #reader: StreamReader | null = null;

  constructor(port: number) {
    this.#url = `http://127.0.0.1:${port}`;
  }

  async connect(): Promise<void> {
    this.#reader = await StreamReader.open(this.#url);
    const since = (channel: string) => {
      const last = this.events.get(channel)?.at(-1);
      return last === undefined ? 'start' : { epoch: this.#epoch, seq: last.seq };
    };
    const ack = await this.#reader.subscribe(
      1,
      channels.map((channel) => ({ channel, since: since(channel) })),
    );
    const results = ack.results as { recovered: string; epoch: string }[];
    expect(results.map(({ recovered }) => recovered)).not.toContain('gap');
    this.#epoch = results[0]?.epoch;
  }

  /** What came until now belongs to the subscriber, whatever happens to the platform. */
  take(): void {
    for (const event of this.#reader?.events ?? []) this.events.get(event.channel)?.push(event);
    this.#reader = null;
  }
}

async function untilUp(port: number, command: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 2400; tries += 1) {
    if (command.exitCode !== null) throw new Error(`npm start ended with ${command.exitCode}`);
    const answer = await fetch(`http://127.0.0.1:${port}/healthz`).catch(() => null);
    if (answer !== null) return;
    await sleep(25);
  }
  throw new Error('the platform did not come up');
}

test(`${kills} kills at random moments of an ingestion lose nothing and repeat nothing`, async () => {
  const port = await freePort();
  const follower = new Follower(port);
  const moments: number[] = [];
  for (let life = 0; life < kills; life += 1) {
    const command = startCommand(port);
    await untilUp(port, command);
    await follower.connect();
    const moment = Math.floor(Math.random() * 1_500);
    moments.push(moment);
    await sleep(moment);
    await killEverything(command);
    follower.take();
  }
  const command = startCommand(port);
  const printed: string[] = [];
  command.stdout?.on('data', (text) => printed.push(String(text)));
  command.stderr?.on('data', (text) => printed.push(String(text)));
  await untilUp(port, command);
  await follower.connect();
  for (let tries = 0; !printed.join('').includes('is ready'); tries += 1) {
    if (tries > 1_200) throw new Error(`killed at ${moments}: never ready\n${printed.join('')}`);
    await sleep(50);
  }
  // The sweeper looks for what the killed lives left behind.
  await sleep(2_000);
  follower.take();
  const ended = new Promise<number | null>((resolve) => command.once('exit', resolve));
  command.kill('SIGINT');
  expect(await ended, printed.join('')).toBe(0);

  const survivor = await startSamplePlatform({ stateFolder: join(stateDir, 'sample') });
  try {
    await survivor.platform.sweep();
    await survivor.settled();
    expect(await contentHashes(survivor.db), `killed at ${moments}`).toEqual(await contentHashes(undisturbed.db));
  } finally {
    await survivor.stop();
  }
  for (const [channel, events] of follower.events) {
    expect(events.length, channel).toBeGreaterThan(0);
    expect(
      events.map(({ seq }) => seq),
      channel,
    ).toEqual(events.map((_, index) => index + 1));
    const keys = events.map(({ data }) =>
      JSON.stringify([data.time ?? data.date ?? data.period, data.trade_id, data.source]),
    );
    expect(new Set(keys).size, channel).toBe(keys.length);
  }
}, 480_000);
