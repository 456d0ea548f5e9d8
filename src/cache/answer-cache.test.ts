import { expect, test, vi } from 'vitest';
import { fixedClock } from '../core/clock.ts';
import { silentLogger } from '../core/log.ts';
import type { CachedAnswer } from './answer.ts';
import { answerCache } from './answer-cache.ts';
import type { CacheApi } from './edge-cache.ts';
import { edgeCache } from './edge-cache.ts';
import { isolateCache } from './isolate-cache.ts';
import { purgeEdge } from './purge-edge.ts';

const channel = 'bar.1d:XJSE:NPN';

/** As the platform's: a fragment is no part of an address. */
function memoryCacheApi(): CacheApi {
  const stored = new Map<string, Response>();
  const place = (request: string): string => request.split('#')[0] ?? '';
  return {
    match: async (request) => stored.get(place(request))?.clone(),
    put: async (request, response) => void stored.set(place(request), response),
  };
}

function setUp() {
  const clock = fixedClock(1_000_000);
  const edge = edgeCache(
    async () => api,
    async () => undefined,
  );
  const api = memoryCacheApi();
  const isolateOf = () =>
    answerCache({
      clock,
      log: silentLogger,
      isolate: isolateCache(1_000_000),
      shared: { edge },
      defer: () => undefined,
    });
  return { clock, isolateOf };
}

const shared = () => new Promise((resolve) => setTimeout(resolve));

const answerAt = (readAtMs: number, text = '{}') => ({
  body: new TextEncoder().encode(text),
  contentType: 'application/json',
  etag: '"1"',
  tags: [channel],
  readAtMs,
});

test('a kept answer is in this isolate at once and, asked for twice, in others by the data centre', async () => {
  const { clock, isolateOf } = setUp();
  const [here, there] = [isolateOf(), isolateOf()];
  here.keep('/a', answerAt(clock.now(), '{"close":"319878"}'), 60);
  expect(await there.find('/a')).toBeNull();
  expect(here.recall('/a')?.answer.etag).toBe('"1"');
  await shared();
  expect(there.recall('/a')).toBeNull();
  const found = await there.find('/a');
  expect(new TextDecoder().decode(found?.answer.body)).toBe('{"close":"319878"}');
  expect(found?.answer.tags).toEqual([channel]);
  expect(there.recall('/a')).not.toBeNull();
});

test('answers of one address that differ by plan or form are kept apart in the data centre, with their headers', async () => {
  const { clock, isolateOf } = setUp();
  const [here, there] = [isolateOf(), isolateOf()];
  for (const key of ['/a?limit=5#1000', '/a?limit=5#10000', '/a?limit=5#1000#csv##']) {
    here.keep(key, { ...answerAt(clock.now(), key), headers: { 'wiz-source': key } }, 60);
    here.recall(key);
  }
  await shared();
  const found = await there.find('/a?limit=5#1000');
  expect(new TextDecoder().decode(found?.answer.body)).toBe('/a?limit=5#1000');
  expect(found?.answer.headers).toEqual({ 'wiz-source': '/a?limit=5#1000' });
});

test('a purge drops the answer and makes its copy in the data centre useless', async () => {
  const { clock, isolateOf } = setUp();
  const cache = isolateOf();
  cache.keep('/a', answerAt(clock.now()), 60);
  cache.keep('/b', { ...answerAt(clock.now()), tags: ['bar.1d:XJSE:SOL'] }, 60);
  cache.recall('/a');
  await shared();
  expect(await cache.find('/a')).not.toBeNull();
  await cache.purge([channel]);
  expect(cache.recall('/a')).toBeNull();
  expect(await cache.find('/a')).toBeNull();
  expect(cache.recall('/b')).not.toBeNull();
});

test('a purge of one channel drops the lists of its dataset', async () => {
  const { clock, isolateOf } = setUp();
  const cache = isolateOf();
  cache.keep('/list', { ...answerAt(clock.now()), tags: ['instrument'] }, 60);
  await cache.purge(['instrument:XJSE:NPN']);
  expect(cache.recall('/list')).toBeNull();
});

test('an answer whose reading began before a purge is not kept', async () => {
  const { clock, isolateOf } = setUp();
  const cache = isolateOf();
  const readAtMs = clock.now();
  clock.advance(5);
  await cache.purge([channel]);
  clock.advance(5);
  cache.keep('/a', answerAt(readAtMs), 60);
  expect(cache.recall('/a')).toBeNull();
  expect(await cache.find('/a')).toBeNull();
});

test('the isolate looks again after fifteen seconds and forgets after thirty, the data centre after the time to live', async () => {
  const { clock, isolateOf } = setUp();
  const cache = isolateOf();
  cache.keep('/a', answerAt(clock.now()), 60);
  expect(cache.recall('/a')?.isStale).toBe(false);
  await shared();
  clock.advance(14_999);
  expect(cache.recall('/a')?.isStale).toBe(false);
  clock.advance(1);
  expect(cache.recall('/a')?.isStale).toBe(true);
  clock.advance(15_000);
  expect(cache.recall('/a')).toBeNull();
  expect(await cache.find('/a')).not.toBeNull();
  clock.advance(30_000);
  expect(await cache.find('/a')).toBeNull();
});

test('the isolate keeps what was used last when its bytes are full', () => {
  const cache = isolateCache(10_000);
  const answer = { ...answerAt(0, 'x'.repeat(1_500)), expiresAtMs: 10 };
  for (const key of ['/1', '/2', '/3', '/4']) cache.set(key, answer, 10);
  cache.get('/1', 0);
  cache.set('/5', answer, 10);
  expect(cache.get('/2', 0)).toBeNull();
  expect(cache.get('/1', 0)).not.toBeNull();
  expect(cache.get('/5', 0)).not.toBeNull();
});

test('the zone is told by tag, a hundred at a time', async () => {
  const send = vi.fn(async (_url: unknown, _init?: RequestInit) => new Response('{}'));
  const purge = purgeEdge({ url: 'https://api.test/purge_cache', token: 'secret' }, send as typeof fetch);
  await purge(Array.from({ length: 150 }, (_, index) => `series:WB:X.${index}`));
  expect(send.mock.calls.map(([, init]) => JSON.parse(String(init?.body)).tags.length)).toEqual([100, 50]);
  await purgeEdge(null, send as typeof fetch)(['a']);
  expect(send).toHaveBeenCalledTimes(2);
});

test('what was read before a purge that reached another isolate is not shared anew', async () => {
  const clock = fixedClock(1_000_000);
  const put: string[] = [];
  const purgedAtMs = clock.now() + 1;
  const edge = { get: async () => null, put: async (key: string) => void put.push(key), purge: async () => undefined };
  const marks = {
    ...{ get: async () => null, put: async () => undefined, purge: async () => undefined },
    hasPurged: async ({ readAtMs }: { readAtMs: number }) => purgedAtMs >= readAtMs,
  };
  const isolate = isolateCache(1_000_000);
  const places = { marks, edge };
  const cache = answerCache({ clock, log: silentLogger, isolate, shared: places, defer: () => undefined });
  cache.keep('/before', answerAt(clock.now()), 60);
  clock.advance(2);
  cache.keep('/after', answerAt(clock.now()), 60);
  for (const key of ['/before', '/after']) cache.recall(key);
  await shared();
  expect(put).toEqual(['/after']);
});

test('a purge tells every place, and fails where one did not hear', async () => {
  const told: string[] = [];
  const place = (name: string, purge: () => Promise<void>) => ({
    ...{ get: async () => null, put: async () => undefined },
    purge: () => {
      told.push(name);
      return purge();
    },
  });
  const places = {
    deaf: place('deaf', () => Promise.reject(new Error('away'))),
    edge: place('edge', async () => undefined),
  };
  const deps = { clock: fixedClock(1), log: silentLogger, isolate: isolateCache(1_000), defer: () => undefined };
  await expect(answerCache({ ...deps, shared: places }).purge([channel])).rejects.toThrow('away');
  expect(told).toEqual(['deaf', 'edge']);
});

test('a place that has nothing for long is asked now and then, until it has something', async () => {
  const clock = fixedClock(1_000_000);
  let asked = 0;
  let stored: CachedAnswer | null = null;
  const place = {
    get: async () => {
      asked += 1;
      return stored;
    },
    put: async () => undefined,
    purge: async () => undefined,
  };
  const isolate = isolateCache(1_000_000);
  const cache = answerCache({ clock, log: silentLogger, isolate, shared: { place }, defer: () => undefined });
  for (let count = 0; count < 64; count += 1) await cache.find(`/${count}`);
  expect(asked).toBe(64);
  for (let count = 0; count < 160; count += 1) await cache.find(`/${count}`);
  expect(asked).toBe(74);
  stored = { ...answerAt(clock.now()), expiresAtMs: clock.now() + 60_000 };
  let tries = 0;
  while ((await cache.find(`/x${tries}`)) === null) tries += 1;
  expect(tries).toBeLessThan(16);
  for (let count = 0; count < 10; count += 1) expect(await cache.find(`/y${count}`)).not.toBeNull();
});
