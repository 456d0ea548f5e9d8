import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { encodeCursor } from '../../src/api/cursor.ts';
import { endpoints } from '../../src/api/endpoints/index.ts';
import { newId } from '../../src/core/ids.ts';
import { lake } from '../../src/lake/lake.ts';
import type { RawMessage } from '../../src/model/messages.ts';
import type { FetchRecord } from '../../src/model/payload.ts';
import { cronOf } from '../../src/pipeline/jobs.ts';
import { type SamplePlatform, startSamplePlatform } from './sample-platform.ts';
import { StreamReader } from './stream-reader.ts';

let line: SamplePlatform;
let fetchId: string;
let backfillId: string;
let replayId: string;
let keyId: string;
let screenId: string;
let filePath: string;

beforeAll(async () => {
  line = await startSamplePlatform();
  await line.ingest();
  keyId = String((await line.get('/v1/keys', line.admin)).json.data[0]?.key_id);
  const screen = { name: 'risen', screen: { filters: [{ field: 'change_1d', min: '0' }] } };
  screenId = String((await line.post('/v1/screens', screen, line.admin)).json.data.screen_id);
  const { json } = await line.get('/v1/bars/XJSE:NPN?limit=1');
  fetchId = String(json.data[0]?.fetch_id);
  const asked = { source: 'ecb', from: '2022-12-01', to: '2022-12-30' };
  backfillId = String((await line.post('/v1/admin/backfills', asked, line.admin)).json.data.backfill_id);
  const again = { connector: 'ecb', from: '2020-01-01', to: new Date().toISOString().slice(0, 10) };
  replayId = String((await line.post('/v1/admin/replays', again, line.admin)).json.data.replay_id);
  const state = async (path: string) => (await line.get(path, line.admin)).json.data?.status;
  while ((await state(`/v1/admin/backfills/${backfillId}`)) !== 'succeeded') await sleep(200);
  while ((await state(`/v1/admin/replays/${replayId}`)) !== 'compared') await sleep(200);
  await line.platform.crons.trigger('wizdata-clean', Date.now(), cronOf('publish'));
  const files = await line.get('/v1/files?dataset=rate&format=csv&limit=1');
  filePath = String(files.json.data[0]?.path);
});
afterAll(() => line.stop());

/** Placeholders of the examples stand for ids that every run makes anew. */
const real = (path: string): string =>
  path
    .replaceAll(/fetch_[0-9a-f]{32}/g, fetchId)
    .replaceAll(/backfill_[0-9a-f]{32}/g, backfillId)
    .replaceAll(/replay_[0-9a-f]{32}/g, replayId)
    .replaceAll(/key_[0-9a-f]{32}/g, keyId)
    .replaceAll(/screen_[0-9a-f]{32}/g, screenId)
    .replaceAll(/public\/rate\/.*$/g, filePath);

describe('every documented example', () => {
  const reads = endpoints.filter(({ method }) => method === 'GET');
  test.each(reads.map((endpoint) => [endpoint.operationId, endpoint] as const))(
    '%s answers with real figures, in its documented form',
    async (_id, endpoint) => {
      const answer = await line.get(real(endpoint.example.path), line.admin);
      if (endpoint.operationId === 'getStreamHistory' && answer.status === 404) {
        // The example's epoch is another log's: that is told as documented.
        expect(answer.json.code).toBe('not_found');
        return;
      }
      expect(answer.status, answer.text.slice(0, 300)).toBe(200);
      if (endpoint.response === 'bytes') return;
      const said: unknown = endpoint.protocol === undefined ? answer.json.data : answer.json;
      const parsed = endpoint.response.safeParse(said);
      expect(parsed.error?.issues ?? []).toEqual([]);
      // What the document does not name, the schema leaves out.
      expect(said).toEqual(parsed.data);
    },
  );

  test('is in the OpenAPI document under its operation', async () => {
    const document = JSON.parse((await line.get('/openapi.json')).text) as {
      openapi: string;
      paths: Record<string, object>;
    };
    expect(document.openapi).toMatch(/^3\.1/);
    for (const { path, method } of endpoints) {
      expect(Object.keys(document.paths[path] ?? {}), path).toContain(method.toLowerCase());
    }
  });
});

describe('a cursor that no answer gave', () => {
  const paged = endpoints.filter(({ method, query }) => method === 'GET' && 'cursor' in query.shape);
  const never = ['2021-02-30', '2021-02-30T00:00:00.000Z', '2021-13-01', '99999999999', 'x', '', '\0', "'"];

  test.each(paged.map(({ operationId, example }) => [operationId, example.path]))(
    '%s refuses it',
    async (_id, path) => {
      for (const part of never) {
        for (const parts of [1, 2, 3]) {
          const cursor = encodeCursor(Array.from({ length: parts }, () => part));
          const { status, json } = await line.get(
            `${real(path)}${path.includes('?') ? '&' : '?'}cursor=${cursor}`,
            line.admin,
          );
          expect([200, 400], `${part} x ${parts}: ${JSON.stringify(json)}`).toContain(status);
        }
      }
    },
  );
});

describe('a correction', () => {
  test('reaches REST, the cache and the stream, and leaves what was known before to those who ask as of then', async () => {
    const path = '/v1/bars/XJSE:NPN?from=2021-01-13&to=2021-01-14';
    const before = (await line.get(path)).json.data[0] ?? {};
    await line.get(path);
    expect((await line.get(path)).headers.get('cache-status')).toContain('hit');
    const channel = 'bar.1d:XJSE:NPN';
    const reader = await StreamReader.open(line.platform.url);
    const ack = await reader.subscribe(1, [channel]);
    const [head] = ack.results as { head_seq: number }[];

    const corrected = await correct(String(before.fetch_id), '319878', '319879');
    const event = await reader.untilEvent(({ data }) => data.close === '319879');
    reader.close();
    expect(event.seq).toBe((head?.head_seq ?? 0) + 1);
    expect(event.data).toMatchObject({ rev: 2, fetch_id: corrected.fetch_id });

    const after = (await line.get(path)).json.data[0] ?? {};
    expect(after).toEqual(event.data);
    const then = (await line.get(`${path}&as_of=${before.recorded_at}`)).json.data[0];
    expect(then).toEqual(before);
    const long = await line.get(`${path}&as_of=2020-01-01T00:00:00Z`);
    expect(long.json.data).toEqual([]);
  });

  /** The source sends its document again with one figure changed. */
  async function correct(id: string, from: string, to: string): Promise<FetchRecord> {
    const bucket = await line.platform.miniflare.getR2Bucket('LAKE', 'wizdata-ingest');
    const kept = lake(bucket as unknown as Parameters<typeof lake>[0]);
    const [row] = await line.db.query<{ record: FetchRecord }>(
      `SELECT to_json(f) AS record FROM fetch_log f WHERE fetch_id = $1`,
      [id],
    );
    const first = row?.record as FetchRecord;
    const payload = await kept.payload(first);
    const text = new TextDecoder().decode(payload.bytes).replaceAll(from, to);
    const { run_id, connector, subject, is_sample } = first;
    const window = { window_from: '2021-01-01T00:00:00.000Z', window_to: '2021-01-14T00:00:00.000Z' };
    const record = await kept.put(
      { ...payload, bytes: new TextEncoder().encode(text), fetched_at: new Date().toISOString() },
      { fetch_id: newId('fetch'), run_id, connector, subject, is_sample, ...window },
    );
    const queue = await line.platform.miniflare.getQueueProducer<RawMessage>('RAW_QUEUE', 'wizdata-ingest');
    await queue.send({ type: 'raw', fetch: record });
    return record;
  }
});

test('a span that only derived bars cover is answered with them, and says so', async () => {
  const { json } = await line.get('/v1/bars/BINANCE:BTC-USDT?from=2021-10-11&to=2021-10-12');
  expect(json.meta).toMatchObject({ source: 'derived', is_sample: true });
  expect(json.data.length).toBeGreaterThan(0);
});

test('an answer without rows says all the same that the world is a sample', async () => {
  const { json } = await line.get('/v1/bars/XJSE:NPN?from=1990-01-01&to=1990-02-01', line.admin);
  expect(json.data).toEqual([]);
  expect(json.meta.is_sample).toBe(true);
});

describe('errors', () => {
  const malformed = [
    ['/v1/nothing', 404, 'not_found'],
    ['/v1/bars/XJSE:NOSUCH', 404, 'not_found'],
    ['/v1/bars/npn', 400, 'invalid_request'],
    ['/v1/bars/XJSE:NPN?limit=0', 400, 'invalid_request'],
    ['/v1/bars/XJSE:NPN?limit=1&limit=2', 400, 'invalid_request'],
    ['/v1/bars/XJSE:NPN?from=2021-02-30', 400, 'invalid_request'],
    ['/v1/bars/XJSE:NPN?nonsense=1', 400, 'invalid_request'],
    ['/v1/bars/XJSE:NPN?unit=USD', 400, 'invalid_request'],
    ['/v1/bars/%00', 400, 'invalid_request'],
    ['/v1/bars/%E0%A4%A', 400, 'invalid_request'],
    ['/v1/rates/EUR-EUR-EUR', 400, 'invalid_request'],
    ['/v1/provenance/fetch_00000000000000000000000000000000', 404, 'not_found'],
    ['/v1/stream', 426, 'upgrade_required'],
    ['/v1/admin/runs', 401, 'unauthenticated'],
    ['/v1/sources?api_key=wiz_test_x', 400, 'invalid_request'],
  ] as const;

  test.each(malformed)('%s is a problem: %i %s', async (path, status, code) => {
    const answer = await line.get(path);
    expect([answer.status, answer.json.code], answer.text).toEqual([status, code]);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(answer.headers.get('cache-control')).toContain('no-store');
  });

  test('a wrong method names the allowed ones; a wrong, huge or malformed body says what to do', async () => {
    const url = `${line.platform.url}/v1/admin/replays`;
    const authorization = `Bearer ${line.admin}`;
    const send = (init: RequestInit) => fetch(url, { method: 'POST', ...init });
    const wrongMethod = await fetch(url, { method: 'DELETE' });
    expect([wrongMethod.status, wrongMethod.headers.get('allow')]).toEqual([405, expect.stringContaining('POST')]);
    const json = { authorization, 'content-type': 'application/json' };
    const answers = await Promise.all([
      send({ headers: json, body: '{"from":' }),
      send({ headers: { authorization, 'content-type': 'text/plain' }, body: 'hello' }),
      send({ headers: json, body: JSON.stringify({ connector: 'x'.repeat(2_000_000) }) }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([400, 415, 413]);
    for (const answer of answers) expect(answer.headers.get('content-type')).toContain('application/problem+json');
  });
});

test('a message that nothing can come of is a dead letter, seen by operators, and cannot be sent again as it is', async () => {
  const queue = await line.platform.miniflare.getQueueProducer('RAW_QUEUE', 'wizdata-ingest');
  await queue.send({ type: 'raw', fetch: 'none' });
  const letters = async () => (await line.get('/v1/admin/dead-letters', line.admin)).json.data;
  for (let tries = 0; (await letters()).length === 0 && tries < 100; tries += 1) await sleep(50);
  const [letter = {}] = await letters();
  expect(letter).toMatchObject({ queue: 'wizdata-raw', message: { type: 'raw', fetch: 'none' }, resent_at: null });
  const resent = await line.post(`/v1/admin/dead-letters/${letter.dead_letter_id}/resend`, {}, line.admin);
  expect([resent.status, resent.json.code]).toEqual([409, 'conflict']);
});

test('a validator that still holds is answered with 304 and no body', async () => {
  const first = await line.get('/v1/rates/EUR-ZAR');
  const etag = first.headers.get('etag') ?? '';
  const again = await fetch(`${line.platform.url}/v1/rates/EUR-ZAR`, { headers: { 'if-none-match': etag } });
  expect([again.status, await again.text()]).toEqual([304, '']);
});

test('an anonymous caller is let go at its limit and told when to come back, a key goes on', async () => {
  const statuses: number[] = [];
  let refused: Awaited<ReturnType<typeof line.get>> | undefined;
  // Enough for two minutes' worth, since the minute may turn on the way.
  for (let n = 0; n < 300 && refused === undefined; n += 1) {
    const answer = await line.get('/v1/status');
    statuses.push(answer.status);
    if (answer.status === 429) refused = answer;
  }
  expect(refused?.json.code, statuses.join(' ')).toBe('rate_limited');
  expect(Number(refused?.headers.get('retry-after'))).toBeGreaterThan(0);
  expect((await line.get('/v1/status', line.admin)).status).toBe(200);
});

test('no key was ever written to a log or to the database', async () => {
  const dump = await line.db.query<{ row: string }>('SELECT row_to_json(k)::text AS row FROM api_key k');
  expect(dump.length).toBeGreaterThan(0);
  expect(dump.map(({ row }) => row).join('\n')).not.toContain(line.admin);
  expect(line.logs.join('\n')).not.toContain(line.admin.slice(9));
});
