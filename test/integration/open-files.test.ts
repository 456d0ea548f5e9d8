import { generateKeyPairSync } from 'node:crypto';
import { parquetReadObjects } from 'hyparquet';
import Papa from 'papaparse';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fixedClock } from '../../src/core/clock.ts';
import { sha256 } from '../../src/core/hash.ts';
import type { Logger } from '../../src/core/log.ts';
import { signedManifest, signingKey, verifyManifest } from '../../src/lake/cold/manifest.ts';
import { decompressors } from '../../src/lake/cold/parquet-file.ts';
import { clearFiles } from '../../src/pipeline/cold/clear-files.ts';
import { publish } from '../../src/pipeline/cold/publish.ts';
import { publishRecords } from '../../src/pipeline/cold/publish-records.ts';
import { type DailyDeps, publishFirst } from '../../src/pipeline/daily.ts';
import type { Database } from '../../src/storage/client.ts';
import { RangeBucket } from '../support/range-bucket.ts';
import { type Answer, first, type ReadApi, startReadApi } from './read-api.ts';

let read: ReadApi;
const bucket = new RangeBucket();
const clock = fixedClock(Date.now());
const logged: { event: string; fields: unknown }[] = [];
const logger: Logger = { log: (_level, event, fields) => void logged.push({ event, fields }), with: () => logger };
const secret = generateKeyPairSync('ed25519').privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64');
const holds = { text: 'SELECT 1' };

const publishing = (change: Partial<DailyDeps> = {}): DailyDeps => ({
  ...{ db: read.owner, store: bucket, clock, logger, manifestKey: secret },
  ...{ coldAfterMonths: { intraday: 3, daily: 120 }, ...change },
});
const round = () => publish(Number.POSITIVE_INFINITY, { ...publishing(), holds });

beforeAll(async () => {
  read = await startReadApi({ lake: bucket });
  await read.owner.query("UPDATE source SET redistribution = 'open' WHERE source_id = 'binance'");
  // A code of the exchange with a sign by which a spreadsheet would calculate.
  await read.owner.query(
    `INSERT INTO alias VALUES ('BINANCE:BTC-USDT', 'binance', 'name', '=Bitcoin', NULL, '2025-05-27', true, $1, '2025-05-01')`,
    [first],
  );
});
afterAll(() => read.stop());

/** Each time in other words, since an answer is kept for a minute. */
let asked = 100;
const list = (query: string): Promise<Answer> => read.get(`/v1/files?limit=${asked++}&${query}`, 'listFiles');
const files = (query = ''): Promise<Answer> => list(`format=csv${query}`);
const bytesOf = async (path: string) => {
  const response = await read.api.request(`/v1/files/${path}`);
  expect(response.status).toBe(200);
  return new Uint8Array(await response.arrayBuffer());
};

async function rowsOf(dataset: string, period: string, format: 'csv' | 'parquet'): Promise<Record<string, unknown>[]> {
  const { data } = await list(`dataset=${dataset}&period=${period}&format=${format}`);
  const bytes = await bytesOf(data[0].path);
  if (format === 'csv') {
    return Papa.parse<Record<string, unknown>>(new TextDecoder().decode(bytes), { header: true, skipEmptyLines: true })
      .data;
  }
  return await parquetReadObjects({ file: bytes.buffer, compressors: decompressors });
}

const inText = (row: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(row).map(([name, value]) => [name, value === null ? '' : String(value)]));

test('nothing is published before anything was read, and the first files do not wait for the night', async () => {
  expect((await files()).meta).toMatchObject({ last_published_at: null });
  await read.owner.query('UPDATE fetch_log SET parsed_at = NULL');
  await publishFirst(publishing());
  expect([logged, bucket.puts]).toEqual([[], []]);
  await read.owner.query('UPDATE fetch_log SET parsed_at = fetched_at');
  await publishFirst(publishing({ manifestKey: null }));
  expect(logged).toEqual([]);

  await publishFirst(publishing());
  expect(logged).toEqual([{ event: 'publish', fields: { published: 9, left: 0 } }]);
  expect((await files()).meta).toMatchObject({
    ...{ is_sample: true, next_cursor: null },
    last_published_at: new Date(clock.now()).toISOString(),
  });
  const puts = bucket.puts.length;
  await publishFirst(publishing());
  expect([logged.length, bucket.puts.length]).toEqual([1, puts]);
});

const listed = ({ data }: Answer): string[] =>
  data.map((file: Record<string, unknown>) => `${file.dataset} ${file.period} ${file.part} ${file.rows}`);

test('what open sources say is there by dataset and year or as a whole, and nothing of others', async () => {
  expect(listed(await files('&interval_class=all'))).toEqual([
    ...['alias snapshot 0 1', 'instrument snapshot 0 1', 'observation 2022 0 1', 'observation 2023 0 1'],
    ...['observation 2024 0 1', 'observation 2025 0 1', 'rate 2021 0 3', 'rate 2022 0 2', 'series snapshot 0 1'],
  ]);
  expect((await files('&dataset=rate&period=2021')).data[0]).toMatchObject({
    ...{ from_time: '2021-01-13T00:00:00.000Z', to_time: '2021-01-13T00:00:00.000Z', fetches: 1 },
  });
  expect((await files('&dataset=series')).data[0]).toMatchObject({ from_time: null, to_time: null });
  expect(await rowsOf('instrument', 'snapshot', 'csv')).toMatchObject([{ ticker: 'BTC-USDT', source: 'binance' }]);
  expect(await rowsOf('alias', 'snapshot', 'csv')).toMatchObject([{ alias: "'=Bitcoin", valid_to: '2025-05-27' }]);
  expect(await rowsOf('alias', 'snapshot', 'parquet')).toMatchObject([
    { alias: '=Bitcoin', valid_from: null, valid_to: new Date('2025-05-27') },
  ]);
});

test('their manifests are signed, and say what the files are', async () => {
  const { keys } = (await (await read.api.request('/.well-known/wizdata-keys')).json()) as { keys: [] };
  const { data } = await files('&interval_class=all');
  for (const { manifest_path, dataset, period } of data) {
    const manifest = signedManifest.parse(JSON.parse(new TextDecoder().decode(await bytesOf(manifest_path))));
    expect(manifest).toMatchObject({ dataset, period });
    expect(manifest.files).toHaveLength(2);
    expect(await verifyManifest(manifest, keys)).toBe(true);
    expect(await verifyManifest({ ...manifest, period: '1999' }, keys)).toBe(false);
    for (const { path, sha256: digest } of manifest.files) expect(await sha256(await bytesOf(path))).toBe(digest);
  }
});

test('they hold the rows of REST with their digits and provenance', async () => {
  const rates = await rowsOf('rate', '2021', 'csv');
  const columns = ['base', 'quote', 'source', 'date', 'value', 'is_sample', 'fetch_id', 'recorded_at', 'rev'];
  expect(Object.keys(rates[0] ?? {})).toEqual(columns);
  for (const row of rates) {
    const rest = await read.get(`/v1/rates/${row.base}-${row.quote}?date=${row.date}`, 'getRates');
    const [said] = [rest.data].flat();
    expect(row).toEqual(inText(Object.fromEntries(columns.map((name) => [name, said[name]]))));
  }
  const typed = await rowsOf('rate', '2021', 'parquet');
  // This reader makes floats of decimals.
  expect(typed.map(({ value, ...row }) => ({ ...row, value: Number(value).toFixed(10) }))).toMatchObject([
    { quote: 'JPY', value: '126.4400000000', date: new Date('2021-01-13'), is_sample: true, rev: 1 },
    { quote: 'USD', value: '1.2166000000' },
    { quote: 'ZAR', value: '18.6329000000', recorded_at: new Date('2023-01-03T05:00:00Z') },
  ]);

  const path = '/v1/series/WB:FP.CPI.TOTL.ZG.ZAF/observations?from=2022-01-01&to=2022-12-31';
  const observations = (await read.get(path, 'listObservations')).data;
  expect(await rowsOf('observation', '2022', 'csv')).toEqual(observations.map(inText));
  // Nothing was published for 2025: that is no 0.
  expect(await rowsOf('observation', '2025', 'csv')).toMatchObject([{ value: '' }]);
  expect(await rowsOf('observation', '2025', 'parquet')).toMatchObject([{ value: null }]);
});

test('a year is made anew when a row of it was corrected or withdrawn, and others are not', async () => {
  const before = (await files('&dataset=rate')).data;
  const puts = bucket.puts.length;
  expect(await round()).toEqual({ published: 0, left: 0 });
  expect(bucket.puts).toHaveLength(puts);

  clock.advance(3 * 86_400_000);
  await read.owner.query("UPDATE rate SET value = 18.6330 WHERE quote = 'ZAR' AND date = '2021-01-13'");
  expect(await round()).toEqual({ published: 1, left: 0 });
  const after = (await files('&dataset=rate')).data;
  expect(after[0].path).not.toBe(before[0].path);
  expect(after[1]).toEqual(before[1]);
  expect(await rowsOf('rate', '2021', 'csv')).toContainEqual(expect.objectContaining({ value: '18.6330' }));

  await read.owner.query("DELETE FROM rate WHERE quote = 'JPY'");
  expect(await round()).toEqual({ published: 1, left: 0 });
  expect(listed(await files('&dataset=rate&period=2021'))).toEqual(['rate 2021 0 2']);
});

test('what was replaced stays for a day, and then goes', async () => {
  const stored = () =>
    bucket.puts.filter((path) => path.startsWith('public/rate/all/2021/') && bucket.objects.has(path));
  const dayMs = 86_400_000;
  expect(new Set(stored()).size).toBe(7);
  await clearFiles(dayMs, publishing());
  expect(new Set(stored()).size).toBe(7);
  clock.advance(2 * dayMs);
  await clearFiles(dayMs, publishing());
  const { data } = await list('dataset=rate&period=2021');
  const paths = data.map(({ path }: { path: string }) => path);
  expect([...new Set(stored())].sort()).toEqual([...paths, data[0].manifest_path].sort());
});

test('rows that change while they are read are left to the next run, and nothing names half of them', async () => {
  const before = (await files('&dataset=rate')).data;
  await read.owner.query("UPDATE rate SET value = 18.6331 WHERE quote = 'ZAR' AND date = '2021-01-13'");
  let pages = 0;
  const changing: Database = {
    ...read.owner,
    async batch(statements) {
      if (statements.some(({ text }) => text.includes('LIMIT $1'))) {
        pages += 1;
        if (pages === 2)
          await read.owner.query("UPDATE rate SET value = 18.64 WHERE quote = 'ZAR' AND date = '2021-01-13'");
      }
      return await read.owner.batch(statements);
    },
  };
  expect(await publish(Number.POSITIVE_INFINITY, { ...publishing({ db: changing }), holds })).toEqual({
    ...{ published: 0, left: 1 },
  });
  expect((await files('&dataset=rate')).data).toEqual(before);
  expect(await round()).toEqual({ published: 1, left: 0 });
});

test('a run ends in time, and the next goes on', async () => {
  await read.owner.query('UPDATE rate SET rev = rev + 1');
  expect(await publish(clock.now(), { ...publishing(), holds })).toEqual({ published: 0, left: 2 });
  expect(await round()).toEqual({ published: 2, left: 0 });
});

test('of more rows than memory holds a year has several files', async () => {
  const deps = { ...publishing(), holds, key: await signingKey(secret) };
  const inTwos = () => publishRecords({ untilMs: Number.POSITIVE_INFINITY, periods: 10, rowsPerFile: 2 }, deps);
  await read.owner.query('UPDATE rate SET rev = rev + 1');
  await read.owner.query(`INSERT INTO rate VALUES ('EUR', 'JPY', 'ecb', '2022-12-30', 140.66, true, $1, now(), 1)`, [
    first,
  ]);
  expect(await inTwos()).toEqual({ published: 2, left: 0 });
  expect(listed(await files('&dataset=rate'))).toEqual(['rate 2021 0 2', 'rate 2022 0 2', 'rate 2022 1 1']);
  const { data } = await files('&dataset=rate&period=2022');
  const texts = await Promise.all(
    data.map(async ({ path }: { path: string }) => new TextDecoder().decode(await bytesOf(path))),
  );
  const quotes = texts.map((text: string) =>
    text
      .split('\r\n')
      .slice(1, -1)
      .map((line) => line.split(',')[1]),
  );
  expect(quotes).toEqual([['JPY', 'USD'], ['ZAR']]);
  expect(await inTwos()).toEqual({ published: 0, left: 0 });
});

test('a run publishes so many periods, and the next goes on', async () => {
  await read.owner.query('UPDATE rate SET rev = rev + 1');
  const deps = { ...publishing(), holds, key: await signingKey(secret) };
  const one = () => publishRecords({ untilMs: Number.POSITIVE_INFINITY, periods: 1, rowsPerFile: 9 }, deps);
  expect([await one(), await one(), await one()]).toEqual([
    { published: 1, left: 1 },
    { published: 1, left: 0 },
    { published: 0, left: 0 },
  ]);
});

test('what its source gives away no more is public no more', async () => {
  await read.owner.query("UPDATE source SET redistribution = 'restricted' WHERE source_id = 'ecb'");
  expect(await round()).toMatchObject({ left: 0 });
  expect((await files('&dataset=rate')).data).toEqual([]);
  const manifest = JSON.parse(new TextDecoder().decode(await bytesOf('public/rate/all/2021/manifest.json')));
  expect(manifest.files).toEqual([]);
});
