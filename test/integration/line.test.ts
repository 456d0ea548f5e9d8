import { createHash } from 'node:crypto';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Difference } from '../../src/model/replay.ts';
import { cronOf } from '../../src/pipeline/jobs.ts';
import { contentHashes } from '../../src/storage/content-hash.ts';
import { startIngestedPlatform } from './ingested-platform.ts';
import { type Fields, type SamplePlatform, startSamplePlatform } from './sample-platform.ts';
import { StreamReader } from './stream-reader.ts';

let line: SamplePlatform;

beforeAll(async () => {
  line = await startIngestedPlatform();
});
afterAll(() => line.stop());

async function payloadOf(
  fetchId: string,
  key?: string,
): Promise<{ bytes: Buffer; provenance: Record<string, unknown> }> {
  const provenance = (await line.get(`/v1/provenance/${fetchId}`, key)).json.data;
  const response = await fetch(new URL(String(provenance.payload), line.platform.url), {
    headers: key ? { authorization: `Bearer ${key}` } : {},
  });
  expect(response.status).toBe(200);
  return { bytes: Buffer.from(await response.arrayBuffer()), provenance };
}

describe('one datum, from the payload to REST and socket', () => {
  test('a published rate leaves as the same decimal string by both doors, and walks back to its bytes', async () => {
    const byRest = (await line.get('/v1/rates/EUR-ZAR?from=2022-12-30&to=2022-12-31&source=ecb')).json;
    const row = byRest.data.find(({ date }) => date === '2022-12-30') ?? {};
    expect(row.value).toBe('18.0986');

    const reader = await StreamReader.open(line.platform.url);
    await reader.subscribe(1, [{ channel: 'rate.1d:FX:EUR-ZAR', since: 'start' }]);
    const event = await reader.untilEvent(({ data }) => data.source === 'ecb' && data.date === '2022-12-30');
    reader.close();
    expect(event.data.value).toBe(row.value);
    expect(event.data.is_sample).toBe(true);

    const { bytes, provenance } = await payloadOf(String(event.data.fetch_id));
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(provenance.sha256);
    const [csv] = Object.values(unzipSync(bytes));
    const published = new TextDecoder()
      .decode(csv)
      .split('\n')
      .find((text) => text.startsWith('2022-12-30'));
    expect(published?.split(',')).toContain(row.value);
  });

  test('a JSE close stays in cents with its unit, and its payload asks for the admin scope', async () => {
    const { json } = await line.get('/v1/bars/XJSE:NPN?from=2021-01-13&to=2021-01-14');
    const bar = json.data[0] ?? {};
    expect(bar).toMatchObject({ close: '319878', session_date: '2021-01-13', unit: 'ZAc', is_sample: true });
    const refused = await line.get(`/v1/provenance/${bar.fetch_id}/payload`);
    expect([refused.status, refused.json.code]).toEqual([401, 'unauthenticated']);
    const { bytes, provenance } = await payloadOf(String(bar.fetch_id), line.admin);
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(provenance.sha256);
    expect(bytes.toString()).toContain(String(bar.close));
  });

  test('crypto bars, live trades and World Bank series answer with real figures', async () => {
    const bars = (await line.get('/v1/bars/BINANCE:BTC-USDT?interval=1d&from=2021-01-01&to=2021-01-02')).json.data;
    expect(bars.find(({ source }) => source === 'binance')).toMatchObject({
      close: '29331.69000000',
    });
    const observations = (await line.get('/v1/series/WB:SP.POP.TOTL.ZAF/observations?from=2020-01-01')).json.data;
    expect(observations.length).toBeGreaterThan(2);
    const reader = await StreamReader.open(line.platform.url);
    await reader.subscribe(1, [{ channel: 'trade:BINANCE:NKN-USDT', since: 'start' }]);
    const { data } = await reader.untilEvent(({ channel }) => channel === 'trade:BINANCE:NKN-USDT');
    reader.close();
    expect(data).toMatchObject({ instrument_id: 'BINANCE:NKN-USDT', source: 'binance', is_sample: true });
    await line.settled();
    expect((await line.get(`/v1/provenance/${data.fetch_id}`)).json.data.subject).toBe('live');
  });
});

describe('the line loses nothing and repeats nothing', () => {
  test('every record of every payload is a row or a rejection', async () => {
    const off = await line.db.query(
      `SELECT fetch_id FROM fetch_log WHERE error_code IS NULL
       AND rows_in <> inserted + revised + unchanged + stale + rejected`,
    );
    expect(off).toEqual([]);
    const [counts] = await line.db.query(
      `SELECT (SELECT sum(rejected) FROM fetch_log)::int AS logged, (SELECT count(*) FROM quarantine WHERE verdict = 'rejected')::int AS kept,
        (SELECT sum(rows_in) FROM fetch_log)::int AS rows_in`,
    );
    expect(counts?.logged).toBe(counts?.kept);
    expect(counts?.rows_in).toBeGreaterThan(5_000);
  });

  test('replaying the whole lake changes zero rows, and would change none', async () => {
    const before = await contentHashes(line.db);
    const [fetches] = await line.db.query<{ n: number }>('SELECT count(*)::int AS n FROM fetch_log');
    const asked = await line.post('/v1/admin/replays', { from: '2026-01-01', to: '2100-01-01' }, line.admin);
    expect(asked.status, asked.text).toBe(202);
    expect(asked.json.data.payloads).toBe(fetches?.n);
    const path = `/v1/admin/replays/${asked.json.data.replay_id}`;
    const reached = async (status: string) => {
      for (let tries = 0; tries < 240; tries += 1) {
        const { json } = await line.get(path, line.admin);
        if (json.data.status === status || json.data.status === 'failed') return json.data;
        await sleep(250);
      }
      throw new Error(`the replay is not ${status}`);
    };
    const done = await reached('compared');
    expect(done).toMatchObject({ status: 'compared', percent: 100, payloads_refused: 0, refused: [] });
    const difference = done.difference as Difference;
    for (const found of difference) {
      expect(found).toMatchObject({ added: 0, changed: 0, withdrawn: 0, superseded: 0, kept: 0, samples: [] });
      expect(found.live_hash, found.dataset).toBe(found.rebuilt_hash);
    }
    expect(difference.find(({ dataset }) => dataset === 'bar')?.same).toBeGreaterThan(1_000);
    expect((await line.post(`${path}/swap`, {}, line.admin)).status).toBe(202);
    expect(await reached('swapped')).toMatchObject({ status: 'swapped' });
    await line.settled();
    expect(await contentHashes(line.db)).toEqual(before);
    expect((await line.post(`${path}/discard`, {}, line.admin)).status).toBe(409);
  });

  test('the nightly proof finds that the lake still yields every table, and the status says so', async () => {
    await line.platform.crons.trigger('wizdata-clean', Date.now(), cronOf('prove'));
    const sources = await line.db.query('SELECT DISTINCT connector FROM fetch_log');
    for (let tries = 0; ; tries += 1) {
      const proven = await line.db.query("SELECT 1 FROM replay WHERE purpose = 'proof' AND status = 'proven'");
      if (proven.length === sources.length) break;
      if (tries > 400)
        throw new Error(`${proven.length} of ${sources.length} sources are proven\n${line.logs.slice(-5)}`);
      await sleep(250);
    }
    const { json } = await line.get('/v1/status');
    const proofs = json.data.rebuild_proofs as Fields[];
    expect(proofs.length).toBeGreaterThan(sources.length);
    for (const proof of proofs) {
      expect(proof).toMatchObject({ differing: 0, rebuilt_hash: proof.live_hash });
    }
    expect(await line.db.query("SELECT 1 FROM pg_namespace WHERE nspname LIKE 'rebuild%'")).toEqual([]);
  });

  test('an empty database, rebuilt from the lake alone, says the same', async () => {
    const before = await contentHashes(line.db);
    const folder = await mkdtemp(join(tmpdir(), 'wizdata-rebuild-'));
    await cp(join(line.stateFolder, 'v3'), join(folder, 'v3'), { recursive: true });
    const rebuilt = await startSamplePlatform({ stateFolder: folder });
    try {
      const [empty] = await rebuilt.db.query<{ n: number }>('SELECT count(*)::int AS n FROM bar');
      expect(empty?.n).toBe(0);
      await rebuilt.platform.sweep();
      await rebuilt.settled();
      expect(await contentHashes(rebuilt.db)).toEqual(before);
      // The channels that went along know changes by their numbers, and would take an old number for an old change.
      const numbers = (which: 'min' | 'max') => `SELECT ${which}(outbox_id)::text AS id FROM outbox`;
      const [last] = await line.db.query<{ id: string }>(numbers('max'));
      const [first] = await rebuilt.db.query<{ id: string }>(numbers('min'));
      expect(BigInt(first?.id ?? 0)).toBeGreaterThan(BigInt(last?.id ?? 0));
    } finally {
      await rebuilt.stop();
      await rm(folder, { recursive: true, force: true });
    }
  });

  test('a second round of every cron brings nothing new', async () => {
    const before = await contentHashes(line.db);
    await line.ingest();
    expect(await contentHashes(line.db)).toEqual(before);
  });
});

test('a subscriber that comes back gets exactly what it missed', async () => {
  const channel = 'bar.1d:XJSE:SBK';
  const first = await StreamReader.open(line.platform.url);
  await first.subscribe(1, [{ channel, since: 'start' }]);
  await first.untilEvent(({ data }) => data.session_date === '2021-01-13');
  first.close();
  const all = first.events;
  expect(all.map(({ seq }) => seq)).toEqual(all.map((_, index) => index + 1));

  const ack = first.frames.find(({ type }) => type === 'ack');
  const results = (ack?.results ?? []) as { epoch?: string }[];
  const epoch = results[0]?.epoch;
  const second = await StreamReader.open(line.platform.url);
  await second.subscribe(1, [{ channel, since: { epoch, seq: all.length - 5 } }]);
  await second.untilEvent(({ seq }) => seq === all.length);
  second.close();
  expect(second.events).toEqual(all.slice(-5));
});
