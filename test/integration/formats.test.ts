import { gunzipSync } from 'fflate';
import { parquetReadObjects } from 'hyparquet';
import Papa from 'papaparse';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { endpoints } from '../../src/api/endpoints/index.ts';
import { decompressors } from '../../src/lake/cold/parquet-file.ts';
import { planOf } from '../../src/model/plan.ts';
import { startIngestedPlatform } from './ingested-platform.ts';
import type { SamplePlatform } from './sample-platform.ts';

type Row = Readonly<Record<string, unknown>>;

let line: SamplePlatform;

beforeAll(async () => {
  line = await startIngestedPlatform();
});
afterAll(() => line.stop());

/** Without what `fetch` would ask for, or unpack, by itself. */
const ask = (path: string, headers: Record<string, string> = {}) =>
  fetch(line.platform.url + path, {
    headers: { 'accept-encoding': 'identity', authorization: `Bearer ${line.admin}`, ...headers },
  });

describe('a list of real rows', () => {
  const lists = endpoints.filter(({ rows, example }) => rows !== null && !/_[0-9a-f]{32}/.test(example.path));

  test.each(lists.map((endpoint) => [endpoint.operationId, endpoint] as const))(
    '%s says the same in lines and as a table',
    async (_id, { example, rows }) => {
      const plain = await ask(example.path);
      expect(plain.status).toBe(200);
      const { data } = (await plain.json()) as { data: Row[] };
      const lines = await (await ask(example.path, { accept: 'application/x-ndjson' })).text();
      const shown = lines.split('\n').flatMap((one) => (one === '' ? [] : [JSON.parse(one) as Row]));
      expect(shown.map(ageless)).toEqual(data.map(ageless));
      if (rows?.formats.includes('csv') !== true) return;
      const csv = await ask(example.path, { accept: 'text/csv' });
      expect(csv.headers.get('content-type')).toContain('text/csv');
      const table = Papa.parse<Record<string, string>>((await csv.text()).trimEnd(), { header: true });
      const spread = (row: Row) => (rows.spread === null ? {} : (row[rows.spread] as Row));
      const cells = (row: Row) =>
        (table.meta.fields ?? []).map((name) => String({ ...ageless(row), ...spread(row) }[name] ?? ''));
      expect(table.data.map(cells)).toEqual(data.map(cells).map(asCells));
      if (data.length > 0) expect(table.meta.fields).toEqual(expect.arrayContaining(singleValues(data)));
    },
  );
});

/** What counts from now differs between two answers. */
const ageless = (row: Row): Row => {
  const { age_seconds: _age, freshness_seconds: _freshness, ...rest } = row;
  return rest;
};
const asCells = (cells: readonly string[]) => cells.map((cell) => (/^[=+@\t\r]/.test(cell) ? `'${cell}` : cell));
const singleValues = (rows: readonly Row[]): string[] =>
  Object.entries(rows[0] ?? {}).flatMap(([name, value]) => (typeof value === 'object' ? [] : [name]));

describe('bars', () => {
  const path = '/v1/bars/XJSE:NPN?from=2020-01-01&to=2021-01-13&order=asc';

  test('come as Parquet with the figures of REST', async () => {
    const { data } = (await (await ask(path)).json()) as { data: Row[] };
    const file = await (await ask(`${path}&format=parquet`)).arrayBuffer();
    const rows = await parquetReadObjects({ file, compressors: decompressors });
    expect(rows.map(({ time, close, fetch_id }) => [(time as Date).toISOString(), close, fetch_id])).toEqual(
      data.map(({ time, close, fetch_id }) => [time, Number(close), fetch_id]),
    );
    expect(rows.length).toBeGreaterThan(1);
  });

  test('come packed to who takes gzip, from workerd as they are stored', async () => {
    const plain = await (await ask(path)).text();
    for (let again = 0; again < 3; again += 1) {
      const { headers, bytes } = await rawly(path);
      expect([headers.get('content-encoding'), headers.get('vary')]).toEqual(['gzip', 'accept, accept-encoding']);
      expect(bytes.byteLength).toBeLessThan(plain.length / 3);
      expect(new TextDecoder().decode(gunzipSync(bytes))).toBe(plain);
    }
  });

  test('of plans with other caps are kept apart in the data centre', async () => {
    const limitOf = async (response: Response) => ((await response.json()) as { meta: { limit: number } }).meta.limit;
    const path = '/v1/series/WB:FP.CPI.TOTL.ZG.ZAF/observations?limit=10000';
    for (const plan of ['enterprise', 'free']) {
      const authorization = `Bearer ${await line.platform.issueKey(plan, plan, ['read'])}`;
      const limit = planOf(plan).rows_per_request;
      for (let again = 0; again < 3; again += 1) expect(await limitOf(await ask(path, { authorization }))).toBe(limit);
    }
  });
});

/** The bytes as they are on the wire. */
async function rawly(path: string): Promise<{ headers: Headers; bytes: Uint8Array }> {
  const { request } = await import('node:http');
  return await new Promise((resolve, reject) => {
    const headers = { 'accept-encoding': 'gzip', authorization: `Bearer ${line.admin}` };
    request(line.platform.url + path, { headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({
          headers: new Headers(response.headers as Record<string, string>),
          bytes: new Uint8Array(Buffer.concat(chunks)),
        }),
      );
    })
      .on('error', reject)
      .end();
  });
}
