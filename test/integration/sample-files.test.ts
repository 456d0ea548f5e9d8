import { parquetReadObjects } from 'hyparquet';
import Papa from 'papaparse';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sha256 } from '../../src/core/hash.ts';
import { signedManifest, verifyManifest } from '../../src/lake/cold/manifest.ts';
import { decompressors } from '../../src/lake/cold/parquet-file.ts';
import { cronOf } from '../../src/pipeline/jobs.ts';
import { startIngestedPlatform } from './ingested-platform.ts';
import type { Fields, SamplePlatform } from './sample-platform.ts';

let platform: SamplePlatform;

beforeAll(async () => {
  platform = await startIngestedPlatform();
});
afterAll(() => platform.stop());

type Row = Readonly<Record<string, string>>;

let asked = 500;
async function list(query: string): Promise<readonly Fields[]> {
  const all: Fields[] = [];
  for (let cursor: unknown = null; ; ) {
    const page = cursor === null ? '' : `&cursor=${cursor}`;
    const answer = await platform.get(`/v1/files?limit=${asked++}&${query}${page}`, platform.admin);
    expect(answer.status).toBe(200);
    all.push(...answer.json.data);
    cursor = answer.json.meta.next_cursor;
    if (cursor === null) return all;
  }
}

async function bytesOf(path: unknown): Promise<Uint8Array<ArrayBuffer>> {
  const headers = { authorization: `Bearer ${platform.admin}` };
  const response = await fetch(`${platform.platform.url}/v1/files/${path}`, { headers });
  expect(response.status).toBe(200);
  return new Uint8Array(await response.arrayBuffer());
}
const textOf = async (path: unknown) => new TextDecoder().decode(await bytesOf(path));

/** Where REST answers with a row of the dataset. */
const ways: Readonly<Record<string, (row: Row) => string>> = {
  rate: ({ base, quote, date, source }) => `/v1/rates/${base}-${quote}?date=${date}&source=${source}`,
  observation: ({ series_id, period, source }) =>
    `/v1/series/${series_id}/observations?from=${period}&to=${period}&source=${source}`,
  series: ({ series_id }) => `/v1/series?q=${series_id}`,
  instrument: ({ instrument_id }) => `/v1/instruments/${instrument_id}`,
  alias: ({ instrument_id }) => `/v1/instruments/${instrument_id}/aliases`,
};

test('there are files soon after the first start, and a night brings what came later', async () => {
  await platform.platform.crons.fire();
  await platform.settled();
  await platform.platform.crons.fire();
  expect((await list('')).length).toBeGreaterThan(0);
  await platform.platform.crons.trigger('wizdata-clean', Date.now(), cronOf('publish'));
  const files = await list('');
  expect(new Set(files.map(({ dataset }) => dataset))).toEqual(new Set(Object.keys(ways)));
  const rows = (dataset: string) =>
    files
      .filter((file) => file.dataset === dataset && file.format === 'csv')
      .reduce((sum, file) => sum + Number(file.rows), 0);
  for (const dataset of Object.keys(ways)) {
    const [stored] = await platform.db.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM "${dataset}" WHERE source IN (SELECT source_id FROM source WHERE redistribution = 'open')`,
    );
    expect([dataset, rows(dataset)]).toEqual([dataset, stored?.n]);
  }
  expect(platform.logs.filter((line) => line.includes('not_published') || line.includes('publish_failed'))).toEqual([]);
}, 60_000);

test('their manifests are signed by the key of the platform, and are true', async () => {
  const { keys } = JSON.parse((await platform.get('/.well-known/wizdata-keys')).text) as { keys: [] };
  const paths = new Set((await list('')).map(({ manifest_path }) => manifest_path));
  for (const path of [...paths].slice(0, 12)) {
    const manifest = signedManifest.parse(JSON.parse(await textOf(path)));
    expect(await verifyManifest(manifest, keys)).toBe(true);
    for (const file of manifest.files) expect(await sha256(await bytesOf(file.path))).toBe(file.sha256);
  }
});

test.each(Object.keys(ways))('rows of a file of dataset %s are those of REST', async (dataset) => {
  const [csv] = await list(`dataset=${dataset}&format=csv`);
  const [parquet] = await list(`dataset=${dataset}&format=parquet&period=${csv?.period}`);
  const said = Papa.parse<Row>(await textOf(csv?.path), { header: true, skipEmptyLines: true }).data;
  const typed = await parquetReadObjects({ file: (await bytesOf(parquet?.path)).buffer, compressors: decompressors });
  expect([said.length, typed.length]).toEqual([csv?.rows, parquet?.rows]);
  for (const at of [0, said.length - 1]) {
    const row = said[at] as Row;
    const answer = await platform.get((ways[dataset] as (typeof ways)[string])(row), platform.admin);
    expect([answer.status, answer.json.detail]).toEqual([200, undefined]);
    const data = [answer.json.data].flat() as Fields[];
    const names = Object.keys(row);
    // An instrument that several sources describe is told as one: the row of this source is among what it says.
    const shown = dataset === 'instrument' || dataset === 'series' ? ['is_sample'] : names;
    const text = (value: unknown) => (value === null ? '' : String(value));
    expect(data.map((one) => shown.map((name) => text(one[name])))).toContainEqual(shown.map((name) => row[name]));
    const plain = (value: unknown) =>
      value instanceof Date
        ? value.toISOString()
        : typeof value === 'number'
          ? Number(value.toPrecision(12))
          : text(value);
    const spelled = (name: string) => {
      const value = row[name] ?? '';
      if (name === 'value' && value !== '') return Number(Number(value).toPrecision(12));
      if (name === 'rev') return Number(value);
      return /^\d{4}-\d\d-\d\d$/.test(value) ? `${value}T00:00:00.000Z` : value;
    };
    expect(Object.fromEntries(names.map((name) => [name, plain(typed[at]?.[name])]))).toEqual(
      Object.fromEntries(names.map((name) => [name, spelled(name)])),
    );
  }
});
