import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { describe, expect, test } from 'vitest';
import { tools } from '../../src/mcp/index.ts';
import { get } from '../../src/mcp/tools/get.ts';
import { type FakeApi, fakeApi } from './fake-api.ts';

const url = 'https://api.test/mcp';

/** The official client before the API; `era` is what it speaks. */
async function connect(era: 'legacy' | { pin: string }, key?: string, api: FakeApi = fakeApi()) {
  const client = new Client({ name: 'test', version: '1' }, { versionNegotiation: { mode: era } });
  const requestInit = key === undefined ? {} : { headers: { authorization: `Bearer ${key}` } };
  await client.connect(
    new StreamableHTTPClientTransport(new URL(url), {
      requestInit,
      fetch: (address, init) => {
        const { pathname, search } = new URL(String(address));
        return api.request(pathname + search, init ?? {});
      },
    }),
  );
  return client;
}

const eras = [['legacy'], [{ pin: '2026-07-28' }]] as const;

describe.each(eras)('a client that speaks %j', (era) => {
  test('lists the tools and calls one, whose answer carries links to what it rests on', async () => {
    const client = await connect(era, 'reader');
    const listed = await client.listTools();
    expect(listed.tools.map(({ name }) => name).sort()).toEqual(tools.map(({ name }) => name).sort());
    const answer = await client.callTool({ name: 'get', arguments: { what: 'bars', id: 'XJSE:NPN', limit: 1 } });
    expect(answer.isError ?? false).toBe(false);
    expect(answer.structuredContent).toMatchObject({
      data: [{ close: '319878' }],
      meta: { unit: 'ZAc', is_sample: true },
    });
    expect(answer.content).toEqual([{ type: 'text', text: JSON.stringify(answer.structuredContent) }]);
    await client.close();
  });

  test('hears in words what was wrong with a call, and of a key that is not valid', async () => {
    const client = await connect(era);
    const refused = await client.callTool({ name: 'get', arguments: { what: 'bars', id: 'npn' } });
    expect([refused.isError, JSON.stringify(refused.content)]).toEqual([
      true,
      expect.stringContaining('must look like XJSE:NPN'),
    ]);
    await expect(connect(era, 'nobody')).rejects.toThrow(/unauthenticated|401/i);
  });
});

test("a message costs a token and its tool what it costs over REST, within the caller's limit", async () => {
  const api = fakeApi();
  const left = async () => {
    const response = await api.request('/v1/sources?dry_run=cost');
    const { data } = (await response.json()) as { data: { windows: [{ remaining: number }] } };
    return data.windows[0].remaining;
  };
  const client = await connect({ pin: '2026-07-28' }, undefined, api);
  const before = await left();
  await client.callTool({ name: 'provenance', arguments: { fetch_id: 'fetch_0192f0c4a1b27c3d8e9f0a1b2c3d4e5f' } });
  expect(before - (await left())).toBe(2);
  const call = () => client.callTool({ name: 'search', arguments: { q: 'naspers' } });
  const refused = async (): Promise<string> => {
    for (let count = 0; count < 200; count += 1) {
      const said = await call().catch((error: Error) => ({ isError: true, content: error.message }));
      if (said.isError) return JSON.stringify(said.content);
    }
    return 'never';
  };
  expect(await refused()).toMatch(/rate_limited|429/);
});

test('every tool asks for a path that the API has', async () => {
  const examples: Readonly<Record<string, readonly Record<string, unknown>[]>> = {
    search: [{ q: 'naspers' }],
    get: get.input.shape.what.options.map((what: string) => ({
      what,
      id: { rate: 'USD-ZAR', observations: 'FRED:DGS10.USA', region: 'ZAF', esg_score: 'ZAF' }[what] ?? 'XJSE:NPN',
    })),
    query: [{ reads: [{ operation: 'listSources' }] }],
    explain: [
      { what: 'adjustment', id: 'XJSE:NPN' },
      { what: 'rollup', id: 'XJSE:NPN', interval: '1w', time: '2021-01-11' },
      { what: 'esg_score', id: 'ZAF' },
      { what: 'quality', id: 'XJSE:NPN' },
      { what: 'indicator', id: 'rsi' },
    ],
    screen: [{ venues: ['XJSE'], filters: [{ field: 'return_1m', min: '0' }], sort: 'return_1m' }],
    provenance: [{ fetch_id: 'fetch_0192f0c4a1b27c3d8e9f0a1b2c3d4e5f' }],
    ask: [{ question: 'price of Naspers' }],
    calendar: [{}, { from: '2026-12-23', to: '2026-12-25' }],
  };
  const api = fakeApi();
  for (const { name, input, request } of tools) {
    for (const example of examples[name] ?? [{}]) {
      const { method = 'GET', path, body } = request(input.parse(example));
      const json = { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
      const response = await api.request(path, { method, key: 'admin', ...(body === undefined ? {} : json) });
      expect([200, 404], `${name} ${path} ${await response.clone().text()}`).toContain(response.status);
      expect(await response.text(), path).not.toContain('There is nothing at');
    }
  }
});

test('an id of dots leads to no other operation', () => {
  const get = tools.find(({ name }) => name === 'get');
  for (const id of ['.', '..']) {
    const { path } = get?.request({ what: 'indicators', id, limit: 1 }) ?? { path: '' };
    expect(new URL(path, url).pathname).toBe('/v1/bars/-/indicators');
  }
});

test('the list of tools costs a model less than 2,500 tokens', async () => {
  const client = await connect({ pin: '2026-07-28' });
  const listed = await client.listTools();
  expect(listed.tools.length).toBeLessThanOrEqual(8);
  // Tokenizers make at least one token of four characters of JSON on average, and hardly more than one of three.
  expect(JSON.stringify(listed.tools).length / 3).toBeLessThan(2_500);
});

test('what is no message of the protocol is a problem like any other', async () => {
  const api = fakeApi();
  const post = (body: string, headers: Record<string, string>) =>
    api.request('/mcp', { method: 'POST', body, headers });
  const problem = async (response: Response) => [response.status, response.headers.get('content-type')];
  expect(await problem(await post('{}', { 'content-type': 'text/plain' }))).toEqual([415, 'application/problem+json']);
  expect(await problem(await api.request('/mcp'))).toEqual([405, 'application/problem+json']);
  const foreign = { 'content-type': 'application/json', origin: 'https://evil.example' };
  expect(await problem(await post('{}', foreign))).toEqual([403, 'application/problem+json']);
  for (const body of ['{', '{}', '[]', 'null', '{"jsonrpc":"2.0","id":1}', `"${'x'.repeat(70_000)}"`]) {
    const response = await post(body, {
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
    });
    expect(await problem(response), body.slice(0, 40)).toEqual([
      body.length > 65_536 ? 413 : 400,
      'application/problem+json',
    ]);
    expect(await response.json()).toMatchObject({
      code: expect.any(String),
      request_id: expect.any(String),
      error: { message: expect.any(String) },
    });
  }
});
