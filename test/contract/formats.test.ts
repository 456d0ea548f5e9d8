import Papa from 'papaparse';
import { describe, expect, test, vi } from 'vitest';
import { costMediaType } from '../../src/api/dry-run.ts';
import { endpoints } from '../../src/api/endpoints/index.ts';
import { mediaTypes } from '../../src/api/formats/formats.ts';
import type { RowShape } from '../../src/api/formats/row-shape.ts';
import { shapeAnswer } from '../../src/api/formats/shape-answer.ts';
import { exampleAnswer, openApiDocument } from '../../src/api/openapi.ts';
import { rowCap } from '../../src/api/parameters.ts';
import { fakeApi } from './fake-api.ts';

type Row = Readonly<Record<string, unknown>>;

const lists = endpoints.flatMap((endpoint) =>
  endpoint.rows === null ? [] : [[endpoint.operationId, endpoint, endpoint.rows] as const],
);
const tables = lists.filter(([, , { formats }]) => formats.includes('csv'));
const document = JSON.parse(openApiDocument()) as {
  paths: Record<string, Record<string, { responses: Record<string, { content: object; headers: object }> }>>;
};
const decoded = ({ body }: { body: Uint8Array }): string => new TextDecoder().decode(body);
const withParameter = (path: string, more: string): string => `${path}${path.includes('?') ? '&' : '?'}${more}`;
const rowsOf = (answer: { data: unknown }): readonly Row[] => answer.data as readonly Row[];

test('what answers with an array is a list, and all but rows of rows come as tables', () => {
  const arrays = endpoints
    .filter(({ method, protocol, example }) => method === 'GET' && !protocol && Array.isArray(example.data))
    .map(({ operationId }) => operationId);
  expect(lists.map(([name]) => name)).toEqual(expect.arrayContaining(arrays));
  const untabled = lists.filter(([name]) => !tables.some(([other]) => other === name)).map(([name]) => name);
  expect(untabled).toEqual(['listManyBars', 'listSectors', 'listScreens']);
});

describe.each(lists)('%s as lines', (_name, endpoint, rows) => {
  test('has its example row by row, whole', async () => {
    const answer = exampleAnswer(endpoint);
    const text = decoded(await shapeAnswer(answer, { format: 'ndjson', fields: null }, rows, endpoint.path));
    const lines = text.split('\n').slice(0, -1);
    expect(lines.map((line) => JSON.parse(line))).toEqual(answer.data);
  });

  test('is sent to who asks by query or by header, and says so in the document', async () => {
    const api = fakeApi();
    const url = endpoint.example.path;
    const plain = await api.request(url, { key: 'admin' });
    expect(plain.headers.get('vary')).toBe('accept, accept-encoding');
    const byHeader = await api.request(url, { key: 'admin', headers: { accept: mediaTypes.ndjson } });
    expect([byHeader.status, byHeader.headers.get('content-type')]).toEqual([200, mediaTypes.ndjson]);
    const { data, meta } = (await plain.json()) as { data: Row[]; meta: Row };
    expect((await byHeader.text()).split('\n').filter((line) => line !== '')).toEqual(
      data.map((row) => JSON.stringify(row)),
    );
    expect(byHeader.headers.get('wiz-is-sample')).toBe(String(meta.is_sample));
    const operation = document.paths[endpoint.path]?.get?.responses[200];
    expect(Object.keys(operation?.content ?? {})).toEqual([
      'application/json',
      ...rows.formats.map((format) => mediaTypes[format]),
      costMediaType,
    ]);
    if (rows.filtersByFormat) return;
    const byQuery = await api.request(withParameter(url, 'format=ndjson'), { key: 'admin' });
    expect(byQuery.headers.get('etag')).toBe(byHeader.headers.get('etag'));
    const asJson = await api.request(withParameter(url, 'format=json'), {
      key: 'admin',
      headers: { accept: mediaTypes.ndjson },
    });
    expect(asJson.headers.get('content-type')).toBe('application/json');
  });

  test('errors are problems whatever was asked, and an unknown format is told the known ones', async () => {
    const headers = { accept: mediaTypes.ndjson };
    const refused = await fakeApi().request(withParameter(endpoint.example.path, 'colour=red'), {
      key: 'admin',
      headers,
    });
    expect([refused.status, refused.headers.get('content-type')]).toEqual([400, 'application/problem+json']);
    if (rows.filtersByFormat) return;
    const unknown = await fakeApi().request(withParameter(endpoint.example.path, 'format=xlsx'), {
      key: 'admin',
      headers,
    });
    const problem = (await unknown.json()) as { detail: string };
    expect(unknown.status).toBe(400);
    for (const format of rows.formats) expect(problem.detail).toContain(format);
  });

  test('fields come as they are named, in JSON too, and unknown ones are told the known', async () => {
    const fields = rows.fields.filter((name) => !rows.sometimes.has(name)).toReversed();
    const answer = exampleAnswer(endpoint);
    const made = await shapeAnswer(answer, { format: 'json', fields }, rows, endpoint.path);
    const { data, meta } = JSON.parse(decoded(made)) as { data: Row[]; meta: unknown };
    expect(meta).toEqual(answer.meta);
    for (const [index, row] of data.entries()) {
      expect(Object.keys(row)).toEqual(fields);
      expect(rowsOf(answer)[index]).toMatchObject(row);
    }
    const api = fakeApi();
    const [first = ''] = fields;
    const named = await api.request(withParameter(endpoint.example.path, `fields=${first}`), { key: 'admin' });
    for (const row of rowsOf((await named.json()) as { data: unknown })) expect(Object.keys(row)).toEqual([first]);
    const unknown = await api.request(withParameter(endpoint.example.path, 'fields=colour'), { key: 'admin' });
    expect(unknown.status).toBe(400);
    expect(((await unknown.json()) as { fields: string[] }).fields).toEqual(rows.fields);
    for (const odd of ['', ',', `${first},${first}`, 'a'.repeat(3_000)]) {
      const response = await api.request(withParameter(endpoint.example.path, `fields=${odd}`), { key: 'admin' });
      expect([odd, response.status]).toEqual([odd, 400]);
    }
  });
});

describe.each(tables)('%s as CSV', (_name, endpoint, rows) => {
  test('has the single values of its example, each digit as it is', async () => {
    const answer = exampleAnswer(endpoint);
    const text = decoded(await shapeAnswer(answer, { format: 'csv', fields: null }, rows, endpoint.path));
    expect(text.endsWith('\r\n')).toBe(true);
    const [names = [], ...lines] = Papa.parse<string[]>(text.slice(0, -2)).data;
    expect(names).toEqual(singles(rows, rowsOf(answer)));
    const flat = rowsOf(answer).map((row) => ({ ...row, ...(row[rows.spread ?? ''] as Row) }) as Row);
    expect(lines).toEqual(flat.map((row) => names.map((name) => String(row[name] ?? ''))));
  });

  test('is sent with what JSON says in meta, under a name to save it as', async () => {
    const response = await fakeApi().request(endpoint.example.path, { key: 'admin', headers: { accept: 'text/csv' } });
    expect([response.status, response.headers.get('content-type')]).toEqual([
      200,
      'text/csv; charset=utf-8; header=present',
    ]);
    expect(response.headers.get('content-disposition')).toMatch(/^attachment; filename="[\w.-]+\.csv"$/);
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    const { [rows.spread ?? '']: spread } = rowsOf(exampleAnswer(endpoint))[0] ?? {};
    const columns = singles(rows, rows.spread === null ? [] : [{ [rows.spread]: spread }]);
    expect((await response.text()).split('\r\n')[0]?.split(',')).toEqual(columns);
  });
});

/** Columns of a table of these rows. */
const singles = ({ fields, columns, sometimes, spread }: RowShape, [first = {}]: readonly Row[]): string[] =>
  fields.flatMap((field) => {
    if (field === spread) return Object.keys(first[field] as Row);
    const isShown =
      columns.some(({ name }) => name === field) && (!sometimes.has(field) || Object.hasOwn(first, field));
    return isShown ? [field] : [];
  });

describe('bars in other forms', () => {
  const path = '/v1/bars/XJSE:NPN';
  const outcomes = async (urls: readonly string[], api = fakeApi()) => {
    const answers: [string | null, string][] = [];
    for (const url of urls) {
      const response = await api.request(url);
      answers.push([response.headers.get('cache-status'), await response.text()]);
    }
    return { answers, queries: api.queries.length };
  };

  test('are made of the answer that is held, kept beside it and let go with it', async () => {
    const api = fakeApi();
    const urls = [path, `${path}?format=csv`, `${path}?format=csv&fields=close,time`, `${path}?fields=close`];
    const first = await outcomes(urls, api);
    expect(first.queries).toBe(1);
    expect(new Set(first.answers.map(([, text]) => text)).size).toBe(urls.length);
    expect((await outcomes(urls.toReversed(), api)).answers.toReversed()).toEqual(
      first.answers.map(([, text]) => ['wizdata; hit; detail=isolate', text]),
    );
    await api.deps.cache.purge(['bar.1d:XJSE:NPN']);
    expect((await outcomes([`${path}?format=csv`], api)).answers[0]?.[0]).toContain('miss');
  });

  test('are kept no longer than what they are made of', async () => {
    const api = fakeApi();
    await api.request(path);
    const keep = vi.spyOn(api.deps.cache, 'keep');
    await api.request(`${path}?format=csv`);
    const [, , ttlSeconds] = keep.mock.lastCall ?? [];
    // As long as the isolate keeps the answer, not the minute of an answer that is read anew.
    expect(ttlSeconds).toBe(15);
  });

  test('are 304 to a caller who has them, in that form', async () => {
    const api = fakeApi();
    const ask = (etag: string | null, accept: string) =>
      api.request(path, { headers: { accept, 'if-none-match': etag ?? '' } });
    const csv = await ask(null, 'text/csv');
    const again = await ask(csv.headers.get('etag'), 'text/csv');
    expect([again.status, again.headers.get('vary')]).toEqual([304, 'accept, accept-encoding']);
    expect((await ask(csv.headers.get('etag'), 'application/json')).status).toBe(200);
  });

  test('come from the data centre with their headers', async () => {
    const api = fakeApi();
    const asCsv = { key: 'admin', headers: { accept: 'text/csv' } };
    const first = await api.request(path, asCsv);
    await api.request(path, asCsv);
    const kept = await api.deps.cache.find(`${path}#${rowCap({ plan: 'internal' })}#csv##`);
    expect(kept?.answer).toMatchObject({
      contentType: 'text/csv; charset=utf-8; header=present',
      headers: { 'wiz-source': first.headers.get('wiz-source'), 'content-disposition': expect.any(String) },
    });
  });

  test.each([
    [`${path}?format=columns&fields=source`, 'instrument_id, interval, time'],
    ['/v1/rates/EUR-ZAR?format=csv&fields=path', 'known are base, quote'],
    ['/v1/bars?ids=XJSE:NPN&format=csv', 'format: must be one of rows, columns, json, ndjson'],
    ['/v1/trades/XJSE:NPN?format=columns', 'format: must be one of rows, json, csv, ndjson'],
  ])('%s is refused with what to do', async (url, said) => {
    const response = await fakeApi().request(url);
    expect([response.status, ((await response.json()) as { detail: string }).detail]).toEqual([
      400,
      expect.stringContaining(said),
    ]);
  });

  test('are packed for callers who take that, once, where the edge does not', async () => {
    const bars = (environment: 'local' | 'staging') => {
      const api = fakeApi({ environment });
      const { answers } = api;
      const rows = Array.from({ length: 60 }, () => answers('')[0]?.json);
      api.answers = (text) =>
        answers(text).map((row) => ({ ...row, json: `[${rows.join(',').replaceAll(/[[\]]/g, '')}]` }));
      return api;
    };
    const ask = async (api: ReturnType<typeof fakeApi>, headers: Record<string, string>) => {
      const response = await api.request(path, { headers });
      const coding = response.headers.get('content-encoding');
      const body = coding === null ? response.body : response.body?.pipeThrough(new DecompressionStream('gzip'));
      return { coding, etag: response.headers.get('etag'), text: await new Response(body).text(), of: response };
    };
    const packing = { 'accept-encoding': 'gzip, br' };
    const [here, there] = [bars('local'), bars('staging')];
    const plain = await ask(here, {});
    const packed = await ask(here, packing);
    expect([plain.coding, packed.coding, packed.etag]).toEqual([null, 'gzip', `W/${plain.etag}`]);
    expect(packed.text).toBe(plain.text);
    expect((await ask(here, packing)).text).toBe(plain.text);
    expect((await ask(here, { ...packing, 'if-none-match': packed.etag ?? '' })).of.status).toBe(304);
    expect((await ask(here, { 'accept-encoding': 'gzip;q=0' })).coding).toBeNull();
    expect((await ask(there, packing)).coding).toBeNull();
    expect((await ask(there, { ...packing, accept: 'text/csv' })).coding).toBe('gzip');
    await here.deps.cache.purge(['bar.1d:XJSE:NPN']);
    expect((await ask(here, packing)).of.headers.get('cache-status')).toContain('miss');
  });

  test('a list of files is chosen by its format, and sent in the form that Accept names', async () => {
    const api = fakeApi();
    const response = await api.request('/v1/files?format=csv');
    expect(response.headers.get('content-type')).toBe('application/json');
    const csv = await api.request('/v1/files?format=parquet', { headers: { accept: 'text/csv' } });
    expect(csv.headers.get('content-type')).toContain('text/csv');
  });
});
