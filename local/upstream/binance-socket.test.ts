import { once } from 'node:events';
import { afterEach, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { readFrames } from './binance-socket.ts';
import { corpusText, hasCorpus } from './corpus.ts';
import { startUpstream, type Upstream, type UpstreamOptions } from './upstream.ts';

const recorded = readFrames();
const of = (...streams: string[]) => recorded.filter(({ stream }) => streams.includes(stream)).map(({ text }) => text);

let upstream: Upstream;
afterEach(() => upstream.stop());

async function connect(path: string, options: UpstreamOptions = {}): Promise<{ socket: WebSocket; heard: string[] }> {
  upstream = await startUpstream({ socketSpeed: Number.POSITIVE_INFINITY, ...options });
  const socket = new WebSocket(upstream.bases['binance-socket'] + path);
  const heard: string[] = [];
  socket.on('message', (message) => heard.push(String(message)));
  socket.on('error', () => {});
  return { socket, heard };
}

const until = (heard: string[], count: number) => expect.poll(() => heard.length).toBe(count);

test('a connection hears the recorded frames of its streams from the first on, then stays open', async () => {
  const { socket, heard } = await connect('/stream?streams=lrcbtc@bookTicker/nknusdt@kline_1m');
  const expected = of('lrcbtc@bookTicker', 'nknusdt@kline_1m');
  expect(expected.length).toBe(10);
  await until(heard, expected.length);
  expect(heard).toEqual(expected);
  expect(socket.readyState).toBe(WebSocket.OPEN);
});

test('the recorded pace is kept, divided by the speed', async () => {
  const { heard } = await connect('/stream?streams=nknusdt@bookTicker', { socketSpeed: 100 });
  const frames = recorded.filter(({ stream }) => stream === 'nknusdt@bookTicker');
  const started = performance.now();
  await until(heard, frames.length);
  const recordedMs = (frames.at(-1)?.atMs ?? 0) - (recorded[0]?.atMs ?? 0);
  expect(performance.now() - started).toBeGreaterThan(recordedMs / 100 - 20);
});

test('control frames are answered and change what is heard', async () => {
  const { socket, heard } = await connect('/stream');
  await once(socket, 'open');
  socket.send(JSON.stringify({ method: 'LIST_SUBSCRIPTIONS', id: 1 }));
  socket.send(JSON.stringify({ method: 'SUBSCRIBE', params: ['lrcbtc@aggTrade'], id: 2 }));
  await until(heard, 3);
  expect(heard).toEqual(['{"result":[],"id":1}', '{"result":null,"id":2}', ...of('lrcbtc@aggTrade')]);
  socket.send(JSON.stringify({ method: 'UNSUBSCRIBE', params: ['lrcbtc@aggTrade'], id: 3 }));
  socket.send(JSON.stringify({ method: 'LIST_SUBSCRIPTIONS', id: 4 }));
  await until(heard, 5);
  expect(heard.slice(3)).toEqual(['{"result":null,"id":3}', '{"result":[],"id":4}']);
});

test('a malformed control frame is answered with the code of the source', async () => {
  const { socket, heard } = await connect('/stream');
  await once(socket, 'open');
  socket.send('{');
  socket.send('{"method":"SHOUT","id":1}');
  await until(heard, 2);
  expect(heard.map((text) => JSON.parse(text))).toMatchObject([{ code: 3 }, { code: 2 }]);
});

test('the request is logged with the path that the real host would have seen', async () => {
  const { socket } = await connect('/stream?streams=nknusdt@bookTicker');
  await once(socket, 'open');
  expect(upstream.requests()).toMatchObject([
    { source: 'binance-socket', path: '/stream?streams=nknusdt@bookTicker', headers: { upgrade: 'websocket' } },
  ]);
});

test.each([
  ['error-500', 500],
  ['rate-limited', 429],
  ['redirect', 302],
  ['html-200', 200],
  ['empty-200', 200],
] as const)('%s refuses the upgrade', async (kind, status) => {
  const { socket } = await connect('/stream', { faults: { 'binance-socket': kind } });
  const [, response] = await once(socket, 'unexpected-response');
  expect(response.statusCode).toBe(status);
});

test('a truncated stream breaks off after its first frame', async () => {
  const { socket, heard } = await connect('/stream?streams=nknusdt@bookTicker', {
    faults: { 'binance-socket': 'truncated' },
  });
  await once(socket, 'close');
  expect(heard).toHaveLength(1);
});

test('a changed field renames the payload of every frame', async () => {
  const { heard } = await connect('/stream?streams=lrcbtc@aggTrade', { faults: { 'binance-socket': 'changed-field' } });
  await until(heard, 1);
  expect(Object.keys(JSON.parse(heard[0] ?? ''))).toEqual(['stream', 'payload']);
});

describe.skipIf(!hasCorpus)('against the recording', () => {
  test('no frame is invented and no time is changed', () => {
    const lines = corpusText('binance/ws_combined_2021-10.rec.txt').split('\n');
    const kept = lines.filter((line) => line.includes('"stream"') && !line.includes('@depth'));
    const served = recorded.map(({ text }) => text);
    expect(served).toEqual(kept.map((line) => line.slice(line.indexOf(': ') + 2)));
    expect(recorded.map(({ atMs }) => atMs)).toEqual(kept.map((line) => Number(line.split(':')[0]) * 1000));
  });
});
