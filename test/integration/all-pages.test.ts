import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { endpoints } from '../../src/api/endpoints/index.ts';
import { WizError } from '../../src/core/errors.ts';
import { noQuota } from '../contract/fake-api.ts';
import { listSeries } from './migrated-database.ts';
import { first, knownAt, type ReadApi, startReadApi } from './read-api.ts';

type Row = Readonly<Record<string, unknown>>;
interface LastLine {
  readonly meta: Row & { readonly next_cursor: string | null };
  readonly problem?: Row;
}

let read: ReadApi;
const spent: number[] = [];
const path = '/v1/bars/BINANCE:BTC-USDT?interval=1m&format=ndjson&pages=all';

beforeAll(async () => {
  const meter = { ...noQuota, count: (_: unknown, __: string, tokens: number) => void spent.push(tokens) };
  read = await startReadApi({ meter });
  await read.owner.query(
    `INSERT INTO bar SELECT 'BINANCE:BTC-USDT', '1m', 'binance', '2021-01-13T00:00:00Z'::timestamptz + n * interval '1 minute',
       NULL, NULL, NULL, NULL, 34000 + n, NULL, NULL, NULL, 'USDT', true, $1, $2, $3 FROM generate_series(0, 24) n`,
    [true, first, knownAt[0]],
  );
  await listSeries(read.owner);
});
afterAll(() => read.stop());

async function stream(url: string, headers: Record<string, string> = {}) {
  const response = await read.api.request(url, { key: 'reader', headers });
  const packed = response.headers.get('content-encoding') === 'gzip';
  const body = packed ? response.body?.pipeThrough(new DecompressionStream('gzip')) : response.body;
  const lines = (await new Response(body).text()).split('\n').slice(0, -1);
  const last = JSON.parse(lines.at(-1) ?? '') as LastLine;
  return { response, packed, rows: lines.slice(0, -1).map((line) => JSON.parse(line) as Row), last };
}

describe('all pages of bars', () => {
  test('are one answer from the first to the last, one trip and one price a page', async () => {
    const trips = vi.spyOn(read.api.deps.db, 'query');
    spent.length = 0;
    const { response, rows, last } = await stream(`${path}&limit=10`);
    expect(rows.map(({ close }) => close)).toEqual(Array.from({ length: 25 }, (_, n) => String(34_000 + n)));
    expect(last).toEqual({
      meta: expect.objectContaining({ rows: 25, complete: true, next_cursor: null, source: 'binance', unit: 'USDT' }),
    });
    expect([trips.mock.calls.length, spent.reduce((sum, n) => sum + n, 0)]).toEqual([3, 3]);
    trips.mockRestore();
    expect(response.headers.get('content-type')).toBe('application/x-ndjson');
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('wiz-unit')).toBe('USDT');
    for (const name of ['link', 'wiz-next-cursor', 'etag'])
      expect([name, response.headers.has(name)]).toEqual([name, false]);
  });

  test('are the rows that JSON has, with the fields that are named, packed for who takes that', async () => {
    const { data } = await read.get('/v1/bars/BINANCE:BTC-USDT?interval=1m&order=desc', 'listBars');
    const { packed, rows } = await stream(`${path}&order=desc&limit=7&fields=time,close`, {
      'accept-encoding': 'gzip',
    });
    expect(packed).toBe(true);
    expect(rows).toEqual(data.map(({ time, close }: Row) => ({ time, close })));
  });

  test('that a failure cuts say so, and go on from there', async () => {
    const { db } = read.api.deps;
    const query = db.query.bind(db);
    const away = new WizError('dependency_unavailable', 'the database is unavailable');
    const failing = vi.spyOn(db, 'query').mockImplementationOnce(query).mockRejectedValueOnce(away);
    const { rows, last } = await stream(`${path}&limit=10`);
    failing.mockRestore();
    expect([rows.length, last.meta.complete, last.problem?.code]).toEqual([10, false, 'dependency_unavailable']);
    const rest = await stream(`${path}&limit=10&cursor=${last.meta.next_cursor}`);
    expect([...rows, ...rest.rows].map(({ close }) => close)).toEqual(
      Array.from({ length: 25 }, (_, n) => String(34_000 + n)),
    );
    expect(rest.last.meta).toMatchObject({ rows: 15, complete: true });
  });

  test.each([
    ['/v1/bars/BINANCE:BTC-USDT?pages=all', 400, 'ask for format=ndjson'],
    ['/v1/bars/BINANCE:BTC-USDT?pages=all&format=csv', 400, 'ask for format=ndjson'],
    ['/v1/bars/BINANCE:BTC-USDT?pages=2&format=ndjson', 400, 'pages: must be all'],
    ['/v1/bars/XJSE:NONE?pages=all&format=ndjson', 404, 'There is no instrument'],
  ])('%s is a problem and no stream', async (url, status, said) => {
    const response = await read.api.request(url);
    expect([response.status, response.headers.get('content-type')]).toEqual([status, 'application/problem+json']);
    expect(((await response.json()) as { detail: string }).detail).toContain(said);
  });
});

const paged = endpoints.filter(
  ({ rows, query, scope }) => rows !== null && 'cursor' in query.shape && scope === 'read',
);

test.each(paged.map(({ operationId, example }) => [operationId, example.path]))(
  '%s comes as one answer',
  async (_name, example) => {
    const address = `${example}${example.includes('?') ? '&' : '?'}pages=all`;
    const response = await read.api.request(address, { key: 'admin', headers: { accept: 'application/x-ndjson' } });
    // What the example names is not in this small database.
    if (response.status === 404) return;
    expect(response.status).toBe(200);
    const lines = (await response.text()).split('\n').slice(0, -1);
    const { meta } = JSON.parse(lines.at(-1) ?? '') as LastLine;
    expect(meta).toMatchObject({ complete: true, rows: lines.length - 1 });
  },
);
