import { runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { WizError } from '../../src/core/errors.ts';
import { gate, stubSockets } from './gate-stand.ts';

let stub: ReturnType<typeof env.SOURCE_GATE.getByName>;
let name: string;
let sockets: WebSocket[];

beforeEach(() => {
  gate.begin();
  sockets = stubSockets();
  name = crypto.randomUUID();
  stub = env.SOURCE_GATE.getByName(name);
});
afterEach(() => void vi.unstubAllGlobals());

const away = new WizError('dependency_unavailable', 'away');
/** Longer than a tick, much shorter than the time after which a batch goes to the lake by itself. */
const tick = () => scheduler.wait(250);
/** The source's end lives in the object's context like the other one. */
const sayInside = (frames: readonly string[]) => {
  for (const frame of frames) sockets.at(-1)?.send(frame);
};
const say = (...frames: string[]) => runInDurableObject(stub, () => sayInside(frames));
const flush = () => runDurableObjectAlarm(stub);
const upTo = (count: number) => Array.from({ length: count }, (_, index) => String(index + 1));
const shown = () => gate.published.flatMap(({ items }) => items.map(({ data }) => data.trade_id));

describe('frames', () => {
  it('are shown to subscribers and then kept, in order, under one id', async () => {
    await stub.listen();
    await say('1', '2', '3');
    await tick();
    expect(shown()).toEqual(['1', '2', '3']);
    expect(gate.batches()).toEqual([]);
    expect(await flush()).toBe(true);
    expect(gate.batches()).toEqual([['1', '2', '3']]);
    const [item] = gate.published[0]?.items ?? [];
    expect(gate.raw[0]?.fetch).toMatchObject({ fetch_id: item?.data.fetch_id, subject: 'live', status: 101 });
    expect(await flush()).toBe(false);
  });

  it('survive the end of their object', async () => {
    await stub.listen();
    await say('1', '2');
    await tick();
    const crashing = runInDurableObject(stub, (_, state) => state.abort('the process died'));
    await crashing.catch(() => undefined);
    stub = env.SOURCE_GATE.getByName(name);
    expect(await flush()).toBe(true);
    expect(gate.batches()).toEqual([['1', '2']]);
  });

  it('that come while a batch is on its way begin the next one', async () => {
    await stub.listen();
    await say('1');
    await tick();
    gate.beforePut = async () => {
      gate.beforePut = async () => {};
      sayInside(['2', '3']);
      await tick();
    };
    await flush();
    await flush();
    expect(gate.batches()).toEqual([['1'], ['2', '3']]);
    expect(new Set(gate.raw.map(({ fetch }) => fetch.fetch_id)).size).toBe(2);
  });

  it('of a burst are all kept, in order', async () => {
    await stub.listen();
    await say(...upTo(3_000));
    await tick();
    await flush();
    expect(gate.batches().flat()).toEqual(upTo(3_000));
    expect(shown()).toEqual(upTo(3_000));
  });

  it('are kept although the stream is away', async () => {
    gate.beforePublish = () => Promise.reject(away);
    await stub.listen();
    await say('1');
    await tick();
    await flush();
    expect(gate.batches()).toEqual([['1']]);
  });

  it('are a line each, and one that is too long for any event costs no other', async () => {
    await stub.listen();
    await say('{"a":\r\n1}', 'x'.repeat(900_000), '2');
    await tick();
    await flush();
    expect(gate.batches()).toEqual([['{"a": 1}', '2']]);
  });
});

describe('a batch that does not get through', () => {
  it.each([
    ['to the lake', () => (gate.beforePut = () => Promise.reject(away))],
    ['to the queue', () => (gate.beforeSend = () => Promise.reject(away))],
  ])('%s goes there later as the same fetch, with later frames behind it', async (_where, breaks) => {
    await stub.listen();
    await say('1');
    await tick();
    breaks();
    await flush().catch(() => undefined);
    expect(gate.batches()).toEqual([]);
    gate.beforePut = gate.beforeSend = async () => {};
    await say('2');
    await tick();
    await flush();
    expect(gate.batches()).toEqual([['1'], ['2']]);
    const records = [...gate.bucket.objects.keys()].filter((key) => key.startsWith('fetch/'));
    expect(records).toHaveLength(2);
  });

  it('and has no alarm any more is found when the gate is next asked to listen', async () => {
    await stub.listen();
    await say('1');
    await tick();
    await runInDurableObject(stub, (_, { storage }) => storage.deleteAlarm());
    expect(await flush()).toBe(false);
    await stub.listen();
    expect(await flush()).toBe(true);
    expect(gate.batches()).toEqual([['1']]);
  });
});

describe('listening', () => {
  it('opens one socket, however often and however fast it is asked for', async () => {
    await Promise.all([stub.listen(), stub.listen(), stub.listen()]);
    await stub.listen();
    expect(sockets).toHaveLength(1);
    expect(gate.sent).toMatchObject([{ type: 'run', kind: 'live', status: 'succeeded' }]);
  });

  it('opens one socket although its report finds no queue', async () => {
    gate.beforeSend = () => Promise.reject(away);
    await stub.listen();
    await stub.listen();
    expect(sockets).toHaveLength(1);
    gate.beforeSend = async () => {};
    await say('1');
    await tick();
    expect(shown()).toEqual(['1']);
  });

  it('begins anew when the source has hung up', async () => {
    await stub.listen();
    await say('1');
    await tick();
    await runInDurableObject(stub, () => sockets[0]?.close(1000, 'bye'));
    await tick();
    await stub.listen();
    expect(sockets).toHaveLength(2);
    await say('2');
    await tick();
    await flush();
    expect(gate.batches().flat()).toEqual(['1', '2']);
  });

  it('begins anew when nothing has come for longer than the feed is ever silent', async () => {
    await stub.listen();
    await say('1');
    await tick();
    await stub.listen();
    expect(sockets).toHaveLength(1);
    await scheduler.wait(450);
    await stub.listen();
    expect(sockets).toHaveLength(2);
  });

  it('tells a source that streams on request what it wants, each time the socket opens', async () => {
    const asked: unknown[] = [];
    const { live } = gate.connector;
    if (live === undefined) throw new Error('the source has no feed');
    gate.connector = { ...gate.connector, live: { ...live, subscribeFrames: (subjects) => ['hello', ...subjects] } };
    vi.stubGlobal('fetch', async () => {
      const { 0: client, 1: server } = new WebSocketPair();
      server.accept();
      server.addEventListener('message', ({ data }) => void asked.push(data));
      sockets.push(server);
      return new Response(null, { status: 101, webSocket: client });
    });
    await stub.listen();
    await tick();
    expect(asked).toEqual(['hello', ...gate.connector.subjects]);
    await runInDurableObject(stub, () => sockets.at(-1)?.close(1000, 'bye'));
    await tick();
    await stub.listen();
    await tick();
    expect(asked).toEqual(['hello', ...gate.connector.subjects, 'hello', ...gate.connector.subjects]);
  });

  it('reports a source that answers with something else, and tries again', async () => {
    vi.stubGlobal('fetch', async () => new Response('busy', { status: 503 }));
    await stub.listen();
    expect(gate.sent).toMatchObject([{ status: 'failed', error_code: 'source_unavailable' }]);
    sockets = stubSockets();
    await stub.listen();
    expect(sockets).toHaveLength(1);
  });
});
