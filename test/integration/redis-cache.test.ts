import { afterAll, beforeAll, expect, test } from 'vitest';
import { startUpstashBridge, type UpstashBridge } from '../../local/upstash/start-upstash-bridge.ts';
import type { CachedAnswer } from '../../src/cache/answer.ts';
import { redisCache } from '../../src/cache/redis-cache.ts';
import { fixedClock } from '../../src/core/clock.ts';
import { silentLogger } from '../../src/core/log.ts';

let bridge: UpstashBridge;
beforeAll(async () => {
  bridge = await startUpstashBridge({ token: 'local-token' });
});
afterAll(() => bridge.stop());

const clock = fixedClock(Date.now());
const cacheAt = (url: string) => redisCache({ url, token: 'local-token', clock, log: silentLogger });

const answer = (more: Partial<CachedAnswer> = {}): CachedAnswer => ({
  body: new TextEncoder().encode('{"data":[{"close":"319878","name":"Kā\\"pé 😀"}]}'),
  contentType: 'application/json',
  etag: '"1"',
  tags: ['bar.1d:XJSE:NPN', 'instrument'],
  readAtMs: clock.now(),
  expiresAtMs: clock.now() + 60_000,
  ...more,
});

test('an answer comes back as it was put', async () => {
  const [here, there] = [cacheAt(bridge.url), cacheAt(bridge.url)];
  expect(await there.get('/a?limit=5#1000')).toBeNull();
  const put = answer();
  await here.put('/a?limit=5#1000', put);
  expect(await there.get('/a?limit=5#1000')).toEqual(put);
  expect(await there.get('/a?limit=5#10000')).toBeNull();
});

test('what was read before a purge of one of its tags is none, in all data centres; what is read later is', async () => {
  const [here, there] = [cacheAt(bridge.url), cacheAt(bridge.url)];
  await here.put('/purged', answer());
  await here.put('/other', answer({ tags: ['bar.1d:XJSE:SOL'] }));
  await there.purge(['bar.1d:XJSE:NPN', 'bar']);
  expect(await here.get('/purged')).toBeNull();
  expect(await here.get('/other')).not.toBeNull();
  await here.put('/purged', answer({ readAtMs: clock.now() }));
  expect(await there.get('/purged'), 'a reading that began at the moment of the purge').toBeNull();
  clock.advance(1_001);
  await here.put('/purged', answer({ readAtMs: clock.now() }));
  expect(await there.get('/purged')).not.toBeNull();
});

test('it leaves with its time, and what is no small JSON is not carried', async () => {
  const cache = cacheAt(bridge.url);
  await cache.put('/over', answer({ expiresAtMs: Date.now() - 1 }));
  await cache.put('/csv', answer({ contentType: 'text/csv' }));
  await cache.put('/packed', answer({ headers: { 'content-encoding': 'gzip' } }));
  await cache.put('/large', answer({ body: new Uint8Array(300_000).fill(0x20) }));
  for (const key of ['/over', '/csv', '/packed', '/large']) expect(await cache.get(key), key).toBeNull();
});

test('who has read before a purge hears of it, and so does nobody else', async () => {
  const [here, there] = [cacheAt(bridge.url), cacheAt(bridge.url)];
  const old = answer({ tags: ['series:WB:OLD', 'series'] });
  expect(await here.hasPurged?.(old)).toBe(false);
  await there.purge(['series:WB:OLD']);
  expect(await here.hasPurged?.(old)).toBe(true);
  expect(await here.hasPurged?.(answer({ tags: ['series:WB:OTHER'] }))).toBe(false);
});

test('while Redis is away nothing is found, no read fails, and it is not asked for five seconds', async () => {
  const gone = await startUpstashBridge({ token: 'local-token' });
  const cache = cacheAt(gone.url);
  await cache.put('/a', answer());
  await gone.stop();
  expect(await cache.get('/a')).toBeNull();
  expect(await cache.hasPurged?.(answer()), 'it may have been').toBe(true);
  await cache.purge(['instrument']);
  await cache.put('/a', answer());
  const back = await startUpstashBridge({ token: 'local-token', port: gone.port });
  await cache.put('/b', answer());
  await cache.purge(['series:WB:GDP']);
  const other = cacheAt(back.url);
  expect(await other.hasPurged?.(answer()), 'what it was not told it hears with the next purge').toBe(true);
  clock.advance(4_999);
  expect(await cache.get('/b')).toBeNull();
  clock.advance(1);
  await cache.put('/b', answer());
  expect(await cache.get('/b')).not.toBeNull();
  await back.stop();
});
