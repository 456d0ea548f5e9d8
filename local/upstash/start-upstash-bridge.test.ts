import { Ratelimit } from '@upstash/ratelimit';
import { Redis } from '@upstash/redis';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startUpstashBridge, type UpstashBridge } from './start-upstash-bridge.ts';

let bridge: UpstashBridge;
let redis: Redis;

beforeAll(async () => {
  bridge = await startUpstashBridge({ token: 'local-token' });
  redis = new Redis({ url: bridge.url, token: bridge.token, retry: false });
});

afterAll(() => bridge.stop());

beforeEach(() => redis.flushdb());

describe('the Upstash protocol', () => {
  it('carries text of every kind, and tells a stored OK from a status', async () => {
    expect(await redis.set('text', 'é€😀 "quoted"')).toBe('OK');
    expect(await redis.get('text')).toBe('é€😀 "quoted"');
    await redis.set('ok', 'OK');
    expect(await redis.get('ok')).toBe('OK');
    expect(await redis.mget('ok', 'absent', 'text')).toEqual(['OK', null, 'é€😀 "quoted"']);
    expect(await redis.set('bar', { close: '12.3400' })).toBe('OK');
    expect(await redis.get('bar')).toEqual({ close: '12.3400' });
    expect(await redis.ping()).toBe('PONG');
  });

  it('is away when it is to be: it hangs up, or is silent', async () => {
    const ask = () => fetch(bridge.url, { method: 'POST', signal: AbortSignal.timeout(100) });
    bridge.behave('gone');
    await expect(ask()).rejects.toThrow('fetch failed');
    bridge.behave('silent');
    await expect(ask()).rejects.toThrow('timeout');
    bridge.behave('answering');
    expect(await redis.ping()).toBe('PONG');
  });

  it('encodes every text but the status OK, as Upstash does', async () => {
    const headers = { Authorization: `Bearer ${bridge.token}`, 'Upstash-Encoding': 'base64' };
    const body = JSON.stringify([
      ['SET', 'ok', 'OK'],
      ['GET', 'ok'],
      ['STRLEN', 'ok'],
      ['MGET', 'ok', 'absent'],
    ]);
    const response = await fetch(`${bridge.url}/pipeline`, { method: 'POST', headers, body });
    expect(await response.json()).toEqual([
      { result: 'OK' },
      { result: 'T0s=' },
      { result: 2 },
      { result: ['T0s=', null] },
    ]);
  });

  it('answers without base64 when not asked for it', async () => {
    const plain = new Redis({ url: bridge.url, token: bridge.token, responseEncoding: false });
    await plain.set('text', 'plain');
    expect(await plain.get('text')).toBe('plain');
  });

  it('keeps the place of an error in a pipeline', async () => {
    const results = await redis.pipeline().set('text', 'x').incr('text').get('text').exec({ keepErrors: true });
    expect(results.map(({ error }) => error)).toEqual([
      undefined,
      'ERR value is not an integer or out of range',
      undefined,
    ]);
    expect(results[2]?.result).toBe('x');
  });

  it('runs a transaction', async () => {
    expect(await redis.multi().set('n', 1).incrby('n', 4).hset('h', { a: 1 }).exec()).toEqual(['OK', 5, 1]);
  });

  it('refuses a wrong token, an unknown command and a broken body', async () => {
    const stranger = new Redis({ url: bridge.url, token: 'wrong', retry: false });
    await expect(stranger.get('x')).rejects.toThrow('WRONGPASS');
    await expect(redis.exec(['NOPE'])).rejects.toThrow("ERR unknown command 'NOPE'");
    await expect(redis.exec(['GET'])).rejects.toThrow("ERR wrong number of arguments for 'get' command");
    const headers = { Authorization: `Bearer ${bridge.token}` };
    for (const body of ['{', '{}', '[]']) {
      const response = await fetch(bridge.url, { method: 'POST', headers, body });
      expect([response.status, await response.json()]).toEqual([
        400,
        { error: expect.stringMatching(/^ERR the body/) },
      ]);
    }
  });

  it('serves the client for each kind of value', async () => {
    await redis.hset('hash', { name: 'NPN', close: '12.5' });
    expect(await redis.hgetall('hash')).toEqual({ name: 'NPN', close: '12.5' });
    await redis.zadd('scores', { score: 2, member: 'b' }, { score: 1, member: 'a' });
    expect(await redis.zrange('scores', 0, -1, { withScores: true })).toEqual(['a', 1, 'b', 2]);
    await redis.sadd('set', 'x', 'y');
    expect(await redis.smismember('set', ['x', 'z'])).toEqual([1, 0]);
    await redis.rpush('list', 'a', 'b', 'c');
    expect(await redis.lrange('list', 0, -1)).toEqual(['a', 'b', 'c']);
    expect(await redis.scan(0, { match: 's*' })).toEqual(['0', ['scores', 'set']]);
    expect(await redis.eval('return {KEYS[1], ARGV[1], 3.9, false}', ['k'], ['v'])).toEqual(['k', 'v', 3, null]);
  });
});

describe('@upstash/ratelimit', () => {
  const limiters = {
    fixedWindow: Ratelimit.fixedWindow(50, '60 s'),
    slidingWindow: Ratelimit.slidingWindow(50, '60 s'),
    'slidingWindow of a month': Ratelimit.slidingWindow(50, '30 d'),
    tokenBucket: Ratelimit.tokenBucket(1, '60 s', 50),
  };

  it.each(Object.entries(limiters))('%s admits exactly 50 of 200 callers at once', async (name, limiter) => {
    const limit = new Ratelimit({ redis, limiter, prefix: name, ephemeralCache: false, timeout: 0 });
    const answers = await Promise.all(Array.from({ length: 200 }, () => limit.limit('caller')));
    expect(answers.filter((answer) => answer.success)).toHaveLength(50);
    expect((await limit.getRemaining('caller')).remaining).toBe(0);
    for (const key of await redis.keys(`${name}*`)) expect(await redis.pttl(key)).toBeGreaterThan(1_000);
  });

  it('counts each caller alone, and begins again after a reset', async () => {
    const limit = new Ratelimit({
      redis,
      limiter: Ratelimit.fixedWindow(1, '60 s'),
      ephemeralCache: false,
      timeout: 0,
    });
    const tries = async (caller: string) => (await limit.limit(caller)).success;
    expect([await tries('a'), await tries('a'), await tries('b')]).toEqual([true, false, true]);
    await limit.resetUsedTokens('a');
    expect(await tries('a')).toBe(true);
  });
});
