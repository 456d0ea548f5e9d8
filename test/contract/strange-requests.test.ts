import { describe, expect, test } from 'vitest';
import { endpoints } from '../../src/api/endpoints/index.ts';
import { fakeApi } from './fake-api.ts';

const json = { 'content-type': 'application/json' };
const statusAndDetail = async (response: Response): Promise<readonly [number, string]> => {
  const { detail } = (await response.json()) as { detail: string };
  return [response.status, detail];
};

test.each([...new Set(endpoints.map(({ path }) => path))])(
  'OPTIONS of %s names the methods that it has',
  async (path) => {
    const response = await fakeApi().request(path.replaceAll(/\{\w+\}/g, 'x'), { method: 'OPTIONS' });
    const own = endpoints.filter((one) => one.path === path).map(({ method }) => method);
    const allow = response.headers.get('allow')?.split(', ') ?? [];
    expect([response.status, allow.filter((method) => method !== 'HEAD' && method !== 'OPTIONS').sort()]).toEqual([
      204,
      own.toSorted(),
    ]);
    expect(response.headers.get('cache-control')).toBe('no-store');
    const fromPages = response.headers.get('access-control-allow-methods')?.split(', ') ?? [];
    expect(own.filter((method) => !fromPages.includes(method))).toEqual([]);
  },
);

test('OPTIONS of nothing names no methods', async () => {
  const response = await fakeApi().request('/v2/bars', { method: 'OPTIONS' });
  expect([response.status, response.headers.get('allow')]).toEqual([204, null]);
});

test.each([
  ['gzip', 415],
  ['br', 415],
  ['gzip, identity', 415],
  ['identity', 200],
  ['', 200],
])('a body whose Content-Encoding is %j is answered %i', async (coding, status) => {
  const body = JSON.stringify({ reads: [{ operation: 'listCalendars' }] });
  const headers = { ...json, 'content-encoding': coding };
  expect((await fakeApi().request('/v1/query', { method: 'POST', headers, body })).status).toBe(status);
  if (status === 415) expect((await fakeApi().request('/mcp', { method: 'POST', headers, body })).status).toBe(415);
});

test.each([
  ['?x=1', 400, 'x: is not a parameter here'],
  ['?dry_run=cost&x=1', 400, 'x: is not a parameter here'],
  ['?dry_run=free', 400, 'dry_run: must be cost'],
  ['?', 426, 'Connect with a WebSocket client'],
])('the address of the stream takes no more than it knows: %s', async (search, status, said) => {
  expect(await statusAndDetail(await fakeApi().request(`/v1/stream${search}`))).toEqual([
    status,
    expect.stringContaining(said),
  ]);
});

describe("the tools' door", () => {
  const message = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list' });
  const post = (body: string, headers: Readonly<Record<string, string>>) =>
    fakeApi().request('/mcp', { method: 'POST', headers: { ...json, ...headers }, body });
  const both = { accept: 'application/json, text/event-stream' };

  test('answers who takes anything', async () => {
    expect((await post(message, {})).status).toBe(200);
    expect((await post(message, { accept: 'text/html, */*;q=0.1' })).status).toBe(200);
    expect((await post(message, { accept: 'text/html' })).status).toBe(400);
  });

  test('takes one message at a time, since each costs', async () => {
    for (const body of [`[${message}]`, ` \n[${message},${message}]`]) {
      expect(await statusAndDetail(await post(body, both))).toEqual([400, expect.stringContaining('one message')]);
    }
    expect((await post(` \n${message}`, both)).status).toBe(200);
  });
});
