import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { startUpstashBridge, type UpstashBridge } from '../../local/upstash/start-upstash-bridge.ts';
import { systemClock } from '../../src/core/clock.ts';
import { leasedLimiter } from '../../src/ratelimit/leased-limiter.ts';
import { upstashCount } from '../../src/ratelimit/upstash-count.ts';
import { type FakeApi, fakeApi } from '../contract/fake-api.ts';

const token = 'token';
const path = '/v1/bars/XJSE:NPN';
const limit = 600;
const clients = 64;
/** A second into a minute, which stands still until the test moves it. */
const noon = Date.UTC(2026, 10, 24, 12, 0, 1);

let redis: UpstashBridge;
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: noon });
  redis = await startUpstashBridge({ token });
});
afterEach(async () => {
  await redis.stop();
  vi.useRealTimers();
});

const isolate = (url = redis.url): FakeApi =>
  fakeApi({ limiter: leasedLimiter(upstashCount({ url, token }), systemClock), clock: systemClock });

interface Seen {
  readonly status: number;
  readonly scope: string | null;
  readonly retryAfter: string | null;
  readonly ms: number;
}

async function ask(api: FakeApi): Promise<Seen> {
  const startedAt = performance.now();
  const { status, headers } = await api.request(path, { key: 'reader' });
  const ms = performance.now() - startedAt;
  return { status, scope: headers.get('ratelimit-scope'), retryAfter: headers.get('retry-after'), ms };
}

/** Clients that come at once and go on asking, each wherever it is led. */
async function crowd(isolates: readonly FakeApi[], requestsEach: number): Promise<Seen[]> {
  const asked = Array.from({ length: clients }, async (_, client) => {
    const seen: Seen[] = [];
    for (let request = 0; request < requestsEach; request += 1) {
      seen.push(await ask(isolates[(client + request) % isolates.length] as FakeApi));
    }
    return seen;
  });
  return (await Promise.all(asked)).flat();
}

const admitted = (seen: readonly Seen[]) => seen.filter(({ status }) => status === 200).length;

test('64 clients at once are admitted exactly the limit, over however many isolates', async () => {
  // Nobody's patience ends while the machine is busy with something else.
  vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'], now: noon });
  for (const [round, count] of [1, 2, 5].entries()) {
    vi.setSystemTime(noon + round * 60_000);
    const seen = await crowd(
      Array.from({ length: count }, () => isolate()),
      20,
    );
    expect(seen).toHaveLength(clients * 20);
    expect([count, admitted(seen)]).toEqual([count, limit]);
    const refused = seen.filter(({ status }) => status === 429);
    expect(refused.every(({ retryAfter }) => retryAfter === '59')).toBe(true);
    expect(seen.every(({ scope }) => scope === null)).toBe(true);
  }
});

test('a count that refuses connections leaves each isolate its limit, and is asked again when it is back', async () => {
  const isolates = [isolate(), isolate()];
  const { port } = redis;
  for (const one of isolates) await ask(one);
  await redis.stop();
  vi.setSystemTime(noon + 60_000);
  const away = await crowd(isolates, 20);
  expect(admitted(away)).toBe(2 * limit);
  expect(away.every(({ status, scope }) => status === 429 || scope === 'isolate')).toBe(true);
  redis = await startUpstashBridge({ token, port });
  vi.setSystemTime(noon + 120_000);
  for (const one of isolates) await ask(one);
  // Whoever asked over a connection that was cut asks again five seconds later, beside the requests.
  vi.setSystemTime(noon + 126_000);
  for (const one of isolates) {
    const again = async () => expect(await ask(one)).toMatchObject({ status: 200, scope: null });
    await vi.waitFor(again, { timeout: 5_000, interval: 100 });
  }
});

test('a count that never answers delays nobody for 250 ms', async () => {
  const silent = createServer(() => undefined);
  silent.listen(0, '127.0.0.1');
  await once(silent, 'listening');
  const api = isolate(`http://127.0.0.1:${(silent.address() as AddressInfo).port}`);
  try {
    const seen = await Promise.all(Array.from({ length: clients }, () => ask(api)));
    expect(seen.map(({ status, scope }) => `${status} ${scope}`)).toEqual(Array(clients).fill('200 isolate'));
    expect(Math.max(...seen.map(({ ms }) => ms))).toBeLessThan(250);
    const later = await ask(api);
    expect([later.scope, later.ms < 50]).toEqual(['isolate', true]);
  } finally {
    silent.closeAllConnections();
    silent.close();
  }
});
