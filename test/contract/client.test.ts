import { describe, expect, test } from 'vitest';
import { createClient, WizDataError } from '../../client/src/client.ts';
import { errorTable } from '../../src/core/errors.ts';
import { fakeApi } from './fake-api.ts';

const origin = 'https://api.wizdata.test';

/** The client over the stand-in of the API, with what it asked and how long it waited. */
function clientOf(options = {}, answers: (() => Response | Error)[] = []) {
  const api = fakeApi();
  const asked: { url: string; init: RequestInit }[] = [];
  const waits: number[] = [];
  const client = createClient({
    baseUrl: `${origin}/`,
    wait: async (ms) => void waits.push(ms),
    fetch: async (url, init) => {
      asked.push({ url, init });
      const planned = answers[asked.length - 1]?.();
      if (planned instanceof Error) throw planned;
      return planned ?? (await api.request(url.slice(origin.length), init));
    },
    ...options,
  });
  return { client, asked, waits, api };
}

function problem(code: keyof typeof errorTable, headers = {}): Response {
  const { status, title } = errorTable[code];
  const body = { type: `/problems/${code}`, title, status, detail: title, code, request_id: 'req_1' };
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/problem+json', ...headers },
  });
}

const page = (rows: readonly object[], next_cursor: string | null) =>
  new Response(JSON.stringify({ data: rows, meta: { next_cursor } }), {
    headers: { 'content-type': 'application/json' },
  });

describe('a read', () => {
  test('knows its path, its parameters and its answer', async () => {
    const { client, asked } = clientOf({ key: 'reader' });
    const { data, meta } = await client.get('/v1/bars/{id}', { path: { id: 'XJSE:NPN' }, query: { limit: 5 } });
    expect(Array.isArray(data) ? data[0]?.close : null).toBe('319878');
    expect(meta.behind).toBe(false);
    expect(asked[0]?.url).toBe(`${origin}/v1/bars/XJSE%3ANPN?limit=5`);
    expect(asked[0]?.init.headers).toMatchObject({ authorization: 'Bearer reader', 'wiz-version': '2026-11-24' });
    // @ts-expect-error: there is no such path.
    await expect(client.get('/v1/bar/{id}', { path: { id: 'XJSE:NPN' } })).rejects.toThrow();
    // @ts-expect-error: there is no such parameter.
    await expect(client.get('/v1/sources', { query: { colour: 'red' } })).rejects.toThrow(
      'colour: is not a parameter here',
    );
  });

  test('tells its price without being done', async () => {
    const { client, api } = clientOf({ key: 'reader' });
    const { operation, tokens } = await client.cost('get', '/v1/bars/{id}', { path: { id: 'XJSE:NPN' } });
    expect([operation, tokens, api.queries]).toEqual(['listBars', 1, []]);
    const body = { reads: [{ operation: 'listBars' }, { operation: 'listMovers' }] };
    expect((await client.cost('post', '/v1/query', { body })).tokens).toBe(6);
    // @ts-expect-error: the price is no answer of the read.
    const asked = client.get('/v1/sources', { query: { dry_run: 'cost' } });
    expect(await asked).toBeInstanceOf(Response);
  });

  test('of bytes gives them as they come', async () => {
    const { client } = clientOf({ key: 'admin' });
    const fetch_id = 'fetch_0192f0c4a1b27c3d8e9f0a1b2c3d4e5f';
    const response = await client.get('/v1/provenance/{fetch_id}/payload', { path: { fetch_id } });
    expect(await response.text()).toBe('PK');
  });

  test('can be asked as of a moment, where the operation can', async () => {
    const { client, asked } = clientOf();
    const then = client.asOf('2026-11-01');
    await then.get('/v1/rates/{pair}', { path: { pair: 'USD-ZAR' } });
    await then.get('/v1/sources');
    expect(asked.map(({ url }) => url.slice(origin.length))).toEqual([
      '/v1/rates/USD-ZAR?as_of=2026-11-01',
      '/v1/sources',
    ]);
  });

  test('goes through all pages', async () => {
    const answers = [
      () => page([{ series_id: 'A' }, { series_id: 'B' }], 'next'),
      () => page([{ series_id: 'C' }], null),
    ];
    const { client, asked } = clientOf({}, answers);
    const ids: string[] = [];
    for await (const { series_id } of client.rows('/v1/series', { query: { entity: 'ZAF' } })) ids.push(series_id);
    expect(ids).toEqual(['A', 'B', 'C']);
    expect(asked[1]?.url).toBe(`${origin}/v1/series?entity=ZAF&cursor=next`);
  });
});

describe('a refusal', () => {
  test('is thrown with all that was said of it', async () => {
    const { client } = clientOf();
    const refused = client.get('/v1/bars/{id}', { path: { id: 'npn' } });
    await expect(refused).rejects.toBeInstanceOf(WizDataError);
    await expect(refused).rejects.toMatchObject({
      ...{ code: 'invalid_request', status: 400, retry: false },
      problem: { request_id: expect.stringMatching(/^req_/) },
    });
  });

  test.each(Object.entries(errorTable))('%s is tried again when the table says so', async (code, { retry }) => {
    const { client, asked, waits } = clientOf({}, [
      () => problem(code as keyof typeof errorTable, { 'retry-after': '7' }),
    ]);
    const answer = client.get('/v1/sources');
    if (retry) await expect(answer).resolves.toHaveProperty('data');
    else await expect(answer).rejects.toMatchObject({ code });
    expect([asked.length, waits]).toEqual(retry ? [2, [7000]] : [1, []]);
  });

  test('is tried no more often than allowed, and not after too long a wait', async () => {
    const away = () => problem('timeout');
    const often = clientOf({ retries: 2 }, [away, away, away, away]);
    await expect(often.client.get('/v1/sources')).rejects.toMatchObject({ code: 'timeout' });
    expect([often.asked.length, often.waits]).toEqual([3, [250, 500]]);
    const long = clientOf({}, [() => problem('quota_exceeded', { 'retry-after': '86400' })]);
    await expect(long.client.get('/v1/sources')).rejects.toMatchObject({ retryAfter: 86_400 });
    expect(long.waits).toEqual([]);
  });
});

describe('a write', () => {
  const body = { name: 'nightly export' };
  const lost = () => new TypeError('fetch failed');

  test('is sent again only where it was named, or was not begun', async () => {
    const plain = clientOf({ key: 'admin' }, [lost]);
    await expect(plain.client.post('/v1/keys', { body })).rejects.toThrow('fetch failed');
    const named = clientOf({ key: 'admin' }, [lost]);
    const { data } = await named.client.post('/v1/keys', { body, idempotencyKey: 'one' });
    expect([data.name, named.asked.length]).toEqual(['nightly export', 2]);
    const early = clientOf({ key: 'admin' }, [() => problem('rate_limited', { 'retry-after': '1' })]);
    await early.client.post('/v1/keys', { body });
    expect(early.waits).toEqual([1000]);
  });
});
