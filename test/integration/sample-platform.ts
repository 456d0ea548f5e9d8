import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { handInFiles } from '../../local/hand-in.ts';
import type { Letter } from '../../local/mailbox.ts';
import { type Platform, startPlatform } from '../../local/platform.ts';
import { type Database, database } from '../../src/storage/client.ts';
import { bundleOnce } from '../templates/bundle-once.ts';

export interface SamplePlatform {
  readonly platform: Platform;
  readonly stateFolder: string;
  readonly db: Database;
  readonly admin: string;
  readonly logs: readonly string[];
  readonly letters: readonly Letter[];
  get(path: string, key?: string): Promise<Answer>;
  post(path: string, body: unknown, key?: string): Promise<Answer>;
  /** Fires every cron once and waits until nothing is under way. */
  ingest(): Promise<void>;
  settled(): Promise<void>;
  stop(): Promise<void>;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly json: Envelope;
}

export type Fields = Readonly<Record<string, unknown>>;

/** The JSON answers of the API, as a test reads them: an envelope, or a problem. */
interface Envelope {
  readonly data: readonly Fields[] & Fields;
  readonly meta: Fields;
  readonly code?: string;
  readonly detail?: string;
}

export async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port was given');
  return address.port;
}

/** The whole platform on sample sources, in a folder of its own. */
export async function startSamplePlatform(options: { stateFolder?: string } = {}): Promise<SamplePlatform> {
  const stateFolder = options.stateFolder ?? (await mkdtemp(join(tmpdir(), 'wizdata-test-')));
  const logs: string[] = [];
  const letters: Letter[] = [];
  const platform = await startPlatform({
    stateFolder,
    port: await freePort(),
    mode: 'sample',
    socketSpeed: Number.POSITIVE_INFINITY,
    bundle: bundleOnce,
    onLetter: (letter) => void letters.push(letter),
    onLog: (level, message) => void logs.push(`${level} ${message}`),
  });
  const db = database({ connectionString: platform.owner, endpoint: platform.endpoint });
  const admin = await platform.issueKey('test', 'internal', ['read', 'stream', 'account', 'admin']);
  const ask = async (path: string, init: RequestInit, key?: string): Promise<Answer> => {
    const headers = { ...init.headers, ...(key && { authorization: `Bearer ${key}` }) };
    const response = await fetch(platform.url + path, { ...init, headers });
    const text = await response.text();
    const isJson = /^application\/(?:problem\+)?json/.test(response.headers.get('content-type') ?? '');
    return {
      status: response.status,
      headers: response.headers,
      text,
      json: (isJson ? JSON.parse(text) : {}) as Envelope,
    };
  };
  const settled = () => untilSettled(db, platform);
  return {
    platform,
    stateFolder,
    db,
    admin,
    logs,
    letters,
    settled,
    get: (path, key) => ask(path, {}, key),
    post: (path, body, key) =>
      ask(path, { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }, key),
    ingest: async () => {
      await platform.crons.fire();
      await handInFiles(platform, 'sample', admin);
      await settled();
    },
    stop: async () => {
      await platform.stop();
      if (options.stateFolder === undefined) await rm(stateFolder, { recursive: true, force: true });
    },
  };
}

/** Every fetch in the lake is logged, every change sent, and counts stand still. */
async function untilSettled(db: Database, platform: Platform): Promise<void> {
  let last = '';
  for (let still = 0, tries = 0; still < 4; tries += 1) {
    if (tries > 400) throw new Error(`the platform did not settle: ${last}`);
    await sleep(150);
    const bucket = await platform.miniflare.getR2Bucket('LAKE', 'wizdata-clean');
    const objects = await listAll(bucket, 'fetch/');
    const [row] = await db.query<{ fetches: string; unsent: string; outbox: string }>(
      `SELECT (SELECT count(*) FROM fetch_log WHERE parsed_at IS NOT NULL) AS fetches, (SELECT count(*) FROM outbox WHERE published_at IS NULL OR derived_at IS NULL) AS unsent,
        (SELECT count(*) FROM outbox) AS outbox`,
    );
    const now = JSON.stringify([row, objects.length]);
    const done = row?.unsent === '0' && Number(row.fetches) >= objects.length;
    still = done && now === last ? still + 1 : 0;
    last = now;
  }
}

async function listAll(bucket: Awaited<ReturnType<Platform['miniflare']['getR2Bucket']>>, prefix: string) {
  const keys: string[] = [];
  for (let cursor: string | undefined; ; ) {
    const page = await bucket.list({ prefix, limit: 1000, ...(cursor && { cursor }) });
    keys.push(...page.objects.map(({ key }) => key));
    if (!page.truncated) return keys;
    cursor = page.cursor;
  }
}
