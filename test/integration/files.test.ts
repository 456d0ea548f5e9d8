import { generateKeyPairSync } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { parquetReadObjects } from 'hyparquet';
import Papa from 'papaparse';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fixedClock } from '../../src/core/clock.ts';
import { sha256 } from '../../src/core/hash.ts';
import { type Logger, silentLogger } from '../../src/core/log.ts';
import { signedManifest, signingKey, verifyManifest } from '../../src/lake/cold/manifest.ts';
import { publishBars } from '../../src/pipeline/cold/publish-bars.ts';
import { RangeBucket } from '../support/range-bucket.ts';
import { freeze } from './cold-bars.ts';
import { type Answer, type ReadApi, startReadApi } from './read-api.ts';

let read: ReadApi;
let before: Answer;
const bucket = new RangeBucket();
const logged: unknown[] = [];
const log: Logger = { log: (_level, _event, fields) => void logged.push(fields), with: () => log };

beforeAll(async () => {
  read = await startReadApi({ lake: bucket, log });
  const { owner } = read;
  await owner.query(
    `INSERT INTO source (source_id, name, url, terms_url, redistribution, attribution, country, datasets,
       cadence_seconds, coverage_start, verified_on, rank, price_basis)
     VALUES ('yahoo', 'y', 'u', 'u', 'open', 'a', 'ZA', '[]', 60, '2000-01-01', '2026-11-24', 3, NULL)`,
  );
  before = await read.get('/v1/bars/XJSE:NPN', 'listBars');
  await freeze(owner, bucket, 'daily', '2021');
  const secret = generateKeyPairSync('ed25519').privateKey.export({ format: 'der', type: 'pkcs8' });
  await publishBars(Number.POSITIVE_INFINITY, {
    ...{ db: owner, store: bucket, clock: fixedClock(Date.UTC(2026, 10, 24)), logger: silentLogger },
    ...{ holds: { text: 'SELECT 1' }, key: await signingKey(secret.toString('base64')) },
  });
});
afterAll(() => read.stop());

const files = async (query = ''): Promise<Answer> => await read.get(`/v1/files${query}`, 'listFiles');
const fetched = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
  read.api.request(`/v1/files/${path}`, { headers, method });
const bytesOf = async (response: Response) => new Uint8Array(await response.arrayBuffer());

async function pathOf(format: string): Promise<string> {
  const [file] = (await files(`?format=${format}`)).data;
  return file.path;
}

test('are listed with what is needed to check them', async () => {
  const { data, meta } = await files();
  expect(data.map(({ format, rows, is_sample }: Record<string, unknown>) => [format, rows, is_sample])).toEqual([
    ['csv', 2, true],
    ['parquet', 2, true],
  ]);
  expect(meta).toMatchObject({ is_sample: true, next_cursor: null });
  expect((await files('?period=2020')).data).toEqual([]);
  expect((await files('?dataset=bar&interval_class=daily&period=2021&format=parquet')).data).toHaveLength(1);
  const first = await files('?limit=1');
  const rest = await files(`?limit=1&cursor=${first.meta.next_cursor}`);
  expect([...first.data, ...rest.data]).toEqual(data);
  expect(rest.meta.next_cursor).toBeNull();
});

test('are what a manifest says that a published key has signed', async () => {
  const [{ manifest_path }] = (await files()).data;
  const manifest = signedManifest.parse(await (await fetched(manifest_path)).json());
  const { keys } = (await (await read.api.request('/.well-known/wizdata-keys')).json()) as { keys: [] };
  expect(await verifyManifest(manifest, keys)).toBe(true);
  const [file, ...others] = manifest.files as [(typeof manifest.files)[number], ...unknown[]];
  expect(await verifyManifest({ ...manifest, files: [{ ...file, rows: 3 }] }, keys)).toBe(false);
  expect(others).toHaveLength(1);
  for (const { path, sha256: digest, bytes: size } of manifest.files) {
    const response = await fetched(path);
    const bytes = await bytesOf(response);
    expect([await sha256(bytes), bytes.byteLength]).toEqual([digest, size]);
    expect(response.headers.get('etag')).toBe(`"${digest}"`);
  }
});

test('hold the rows of REST, as Parquet and as CSV', async () => {
  const parquet = await bytesOf(await fetched(await pathOf('parquet')));
  const rows = await parquetReadObjects({
    file: parquet.buffer,
    compressors: { GZIP: (bytes) => new Uint8Array(gunzipSync(bytes)) },
  });
  const day = (value: unknown) => (value instanceof Date ? value.toISOString() : value);
  expect(rows.map((row) => Object.fromEntries(Object.entries(row).map(([name, value]) => [name, day(value)])))).toEqual(
    before.data.map((row: Record<string, unknown>) => ({
      ...row,
      session_date: `${row.session_date}T00:00:00.000Z`,
      ...Object.fromEntries(['open', 'high', 'low', 'close', 'volume'].map((name) => [name, Number(row[name])])),
    })),
  );
  const csv = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(
    await bytesOf(await fetched(await pathOf('csv'))),
  );
  const said = Papa.parse<Record<string, string>>(csv, { header: true, skipEmptyLines: true });
  expect(said.meta.linebreak).toBe('\r\n');
  expect(said.data).toEqual(
    before.data.map((row: Record<string, unknown>) =>
      Object.fromEntries(Object.entries(row).map(([name, value]) => [name, value === null ? '' : String(value)])),
    ),
  );
});

test('are saved under a name, and come in parts', async () => {
  const path = await pathOf('csv');
  const response = await fetched(path);
  expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8');
  expect(response.headers.get('content-disposition')).toMatch(
    /^attachment; filename="wizdata-bar-daily-2021-.*\.csv"$/,
  );
  expect(response.headers.get('cache-control')).toContain('immutable');
  const whole = await bytesOf(response);
  const etag = String(response.headers.get('etag'));

  const part = await fetched(path, { range: 'bytes=10-19' });
  expect([part.status, part.headers.get('content-range'), part.headers.get('content-length')]).toEqual([
    206,
    `bytes 10-19/${whole.byteLength}`,
    '10',
  ]);
  expect(await bytesOf(part)).toEqual(whole.slice(10, 20));
  expect(await bytesOf(await fetched(path, { range: 'bytes=-5', 'if-range': etag }))).toEqual(whole.slice(-5));
  expect((await fetched(path, { range: 'bytes=-5', 'if-range': '"other"' })).status).toBe(200);

  const beyond = await fetched(path, { range: `bytes=${whole.byteLength}-` });
  expect([beyond.status, beyond.headers.get('content-range')]).toEqual([416, `bytes */${whole.byteLength}`]);
  expect(await beyond.json()).toMatchObject({ code: 'range_not_satisfiable', status: 416 });

  expect((await fetched(path, { 'if-none-match': etag })).status).toBe(304);
  const asked = bucket.gets.length;
  const head = await fetched(path, {}, 'HEAD');
  expect([head.status, head.headers.get('content-length'), head.headers.get('accept-ranges')]).toEqual([
    200,
    String(whole.byteLength),
    'bytes',
  ]);
  expect(bucket.gets).toHaveLength(asked);
});

test.each([
  ['public/bar/daily/2021/..%2F..%2Fkeys.json', 400],
  ['public/bar/daily/2021/%2e%2e', 404],
  ['public/keys.json', 404],
  ['cold/bar/daily/2021/9-0123456789abcdef.parquet', 404],
  ['public/bar/daily/2021/9-0123456789abcdef.parquet', 404],
  ['public/bar/daily/1999/manifest.json', 404],
  ['public/bar/daily/2021-13/manifest.json', 400],
])('nothing else is: %s', async (path, status) => {
  const response = await fetched(path);
  expect([response.status, response.headers.get('content-type')]).toEqual([status, 'application/problem+json']);
});

test('whose bytes cannot be reached are worth another attempt', async () => {
  const path = await pathOf('csv');
  bucket.failure = new Error('R2 is away');
  const response = await fetched(path);
  bucket.failure = null;
  const problem = (await response.json()) as { code: string; detail: string };
  expect([response.status, problem.code, problem.detail]).toEqual([503, 'dependency_unavailable', 'the lake failed']);
  expect(logged).toContainEqual(expect.objectContaining({ status: 503, error: 'the lake failed: R2 is away' }));
});

test('the document says that they come in parts', async () => {
  const { paths } = (await (await read.api.request('/openapi.json')).json()) as {
    paths: Record<string, { get: { parameters: { name: string }[]; responses: Record<string, { headers: object }> } }>;
  };
  const { responses, parameters } = paths['/v1/files/public/{dataset}/{interval_class}/{period}/{name}']?.get ?? {};
  expect(Object.keys(responses ?? {})).toEqual(expect.arrayContaining(['200', '206', '304', '416']));
  expect([responses?.['206'], responses?.['416']]).toMatchObject([
    { headers: { 'Content-Range': {} } },
    { headers: { 'Content-Range': {} } },
  ]);
  expect(parameters?.map(({ name }) => name)).toContain('Range');
  expect(Object.keys(paths['/v1/files']?.get.responses ?? {})).not.toContain('206');
});
