import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Fields, type SamplePlatform, startSamplePlatform } from './sample-platform.ts';

let stateFolder: string;
let started: SamplePlatform;

beforeAll(async () => {
  stateFolder = join(await mkdtemp(join(tmpdir(), 'wizdata-backfill-')), 'sample');
  started = await startSamplePlatform({ stateFolder });
});
afterAll(async () => {
  await started.stop();
  await rm(stateFolder, { recursive: true, force: true });
});

const halfYear = { source: 'binance', subject: 'BTCUSDT:1d', from: '2021-01-01', to: '2021-06-29' };

async function begin(body: object): Promise<string> {
  const { status, json } = await started.post('/v1/admin/backfills', body, started.admin);
  expect(status, JSON.stringify(json)).toBe(202);
  return String(json.data.backfill_id);
}

/** The state once it is as a test wants it. */
async function until(id: string, wanted: (state: Fields) => boolean): Promise<Fields> {
  let state: Fields = {};
  for (let tries = 0; tries < 240; tries += 1) {
    const { status, json } = await started.get(`/v1/admin/backfills/${id}`, started.admin);
    state = json.data ?? {};
    if (status === 200 && wanted(state)) return state;
    await sleep(250);
  }
  throw new Error(`the backfill stands at ${JSON.stringify(state)}`);
}

const ended = ({ status }: Fields): boolean => status !== 'running';

test('brings a span in pieces and says how it went; again, it changes nothing', async () => {
  const state = await until(await begin(halfYear), ended);
  expect(state).toMatchObject({ status: 'succeeded', percent: 100, requests: 6, requests_done: 6, requests_failed: 0 });
  await started.settled();
  const bars = await started.get('/v1/bars/BINANCE:BTC-USDT?from=2021-01-01&to=2021-06-29&limit=1000');
  expect(bars.json.data.length).toBe(180);
  const again = await until(await begin(halfYear), (known) => ended(known) && Number(known.rows) > 0);
  expect(again).toMatchObject({ rows_inserted: 0, rows_revised: 0 });
});

test('what is not there to be fetched is refused with what to do', async () => {
  const refused = async (body: object) => (await started.post('/v1/admin/backfills', body, started.admin)).json;
  expect(await refused({ ...halfYear, subject: 'DOGEUSDT:1d' })).toMatchObject({ code: 'not_found' });
  expect(await refused({ ...halfYear, source: 'nobody' })).toMatchObject({ code: 'not_found' });
  const tooMuch = { source: 'binance', from: '1990-01-01', to: '2140-01-01' };
  expect(await refused(tooMuch)).toMatchObject({
    code: 'invalid_request',
    detail: expect.stringContaining('500 at most'),
  });
  expect(await refused({ ...halfYear, from: '2140-01-01', to: '2141-01-01' })).toMatchObject({
    code: 'invalid_request',
  });
  expect(await refused({ source: 'price-file', from: '2021-01-01', to: '2021-06-30' })).toMatchObject({
    code: 'conflict',
  });
});

test('a job of a subject that there is not, or of a source of files, is refused', async () => {
  const run = (source: string, subject?: string) =>
    started.post(`/v1/admin/jobs/${source}/run`, { subject }, started.admin);
  expect((await run('ecb', 'zzz')).status).toBe(404);
  expect((await run('price-file')).status).toBe(409);
});

test('goes on where it was when everything is stopped and started again', async () => {
  const { upstream } = started.platform;
  const id = await begin({ ...halfYear, subject: 'ETHUSDT:1d' });
  await until(id, ({ requests_done }) => Number(requests_done) >= 1);
  upstream?.fault('binance', 'timeout');
  await sleep(500);
  await started.stop();

  started = await startSamplePlatform({ stateFolder });
  await started.platform.crons.fire();
  const state = await until(id, ended);
  expect(state).toMatchObject({ status: 'succeeded', percent: 100, requests_done: 6, requests_failed: 0 });
  await started.platform.sweep();
  await started.settled();
  const rows = await started.db.query(
    `SELECT DISTINCT window_from FROM fetch_log WHERE run_id IN (SELECT run_id FROM job_run WHERE backfill_id = $1)`,
    [id],
  );
  expect(rows).toHaveLength(6);
  // Nothing that the backfill has asked for is waited for in vain.
  expect((await started.get('/healthz')).status).toBe(200);
}, 240_000);
