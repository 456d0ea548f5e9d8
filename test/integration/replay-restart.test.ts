import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Difference } from '../../src/model/replay.ts';
import { contentHashes } from '../../src/storage/content-hash.ts';
import { copyTemplate } from '../templates/copy-template.ts';
import { type Fields, type SamplePlatform, startSamplePlatform } from './sample-platform.ts';

let stateFolder: string;
let started: SamplePlatform;

beforeAll(async () => {
  stateFolder = join(await mkdtemp(join(tmpdir(), 'wizdata-replay-')), 'sample');
  await copyTemplate('ingested', stateFolder);
  started = await startSamplePlatform({ stateFolder });
});
afterAll(async () => {
  await started.stop();
  await rm(stateFolder, { recursive: true, force: true });
});

const all = { from: '2026-01-01', to: '2100-01-01' };

async function until(id: string, wanted: (state: Fields) => boolean): Promise<Fields> {
  let state: Fields = {};
  for (let tries = 0; tries < 600; tries += 1) {
    state = (await started.get(`/v1/admin/replays/${id}`, started.admin)).json.data ?? {};
    if (wanted(state)) return state;
    if (state.status === 'failed') break;
    await sleep(100);
  }
  throw new Error(`the replay stands at ${JSON.stringify(state).slice(0, 2_000)}`);
}

const begin = async () => String((await started.post('/v1/admin/replays', all, started.admin)).json.data.replay_id);

/** The process dies in the midst of it, and what it left half done is old when the next one looks. */
async function dieWhile(status: string): Promise<void> {
  await started.stop();
  started = await startSamplePlatform({ stateFolder });
  const left = await started.db.query(
    "UPDATE replay SET heard_at = heard_at - interval '100 seconds' RETURNING status",
  );
  expect(left).toEqual([{ status }]);
}

test('a replay goes on where it was when everything was stopped, in the rebuild and in the swap', async () => {
  const before = await contentHashes(started.db);
  // What no payload says: the replay finds it and takes it back.
  await started.db.query(`UPDATE observation SET value = value + 1 WHERE value IS NOT NULL`);
  await started.db.query(
    `INSERT INTO rate SELECT base, 'XTS', source, date, value, is_sample, fetch_id, recorded_at, rev
     FROM rate WHERE quote = 'ZAR' AND base = 'EUR'`,
  );
  const id = await begin();
  await until(id, ({ payloads_done, status }) => Number(payloads_done) > 0 || status !== 'rebuilding');
  await dieWhile('rebuilding');
  await started.platform.sweep();
  const compared = await until(id, ({ status }) => status === 'compared');
  const found = compared.difference as Difference;
  const of = (name: string) => found.find(({ dataset }) => dataset === name);
  expect(of('observation')?.changed).toBeGreaterThan(100);
  expect(of('rate')?.withdrawn).toBeGreaterThan(100);
  expect(await contentHashes(started.db)).not.toEqual(before);

  await started.post(`/v1/admin/replays/${id}/swap`, {}, started.admin);
  await dieWhile('swapping');
  await started.platform.sweep();
  await until(id, ({ status }) => status === 'swapped');
  await started.platform.sweep();
  await started.settled();
  expect(await contentHashes(started.db)).toEqual(before);
  const [kept] = await started.db.query(
    `SELECT count(*)::int AS rows, count(DISTINCT (base, quote, source, date))::int AS keys FROM rate_revision
     WHERE quote = 'XTS'`,
  );
  expect(kept).toEqual({ rows: of('rate')?.withdrawn, keys: of('rate')?.withdrawn });
  const [open] = await started.db.query('SELECT count(*)::int AS n FROM outbox WHERE published_at IS NULL');
  expect(open).toEqual({ n: 0 });
}, 180_000);
