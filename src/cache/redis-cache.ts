import { Redis } from '@upstash/redis/cloudflare';
import { z } from 'zod';
import type { Clock } from '../core/clock.ts';
import type { Logger } from '../core/log.ts';
import { withTimeout } from '../core/retry.ts';
import type { SharedCache } from './answer.ts';

const answers = 'wizdata:answer:';
const purges = 'wizdata:purged:';
/** Sooner is the database asked than Redis waited for. */
const timeoutMs = 60;
/** Nobody waits for a purge, and one that is lost leaves answers out of date. */
const purgeTimeoutMs = 1_000;
const maxUnsaid = 20_000;
const awayMs = 5_000;
/** A purge is remembered for longer than any answer lives. */
const purgeSeconds = 600;
/** Isolates' clocks differ by less: an answer read so shortly after a purge is taken for one from before. */
const skewMs = 1_000;
/** What is larger is sooner made again than carried. */
const maxBytes = 256 * 1024;

/** KEYS: the answer. ARGV: what marks of purges begin with. An answer that a purge has overtaken is none. */
const getScript = `
local held = redis.call('HMGET', KEYS[1], 'body', 'facts', 'read_at', 'tags')
if not held[1] then return {} end
for tag in string.gmatch(held[4], '[^\\n]+') do
  local purged = redis.call('GET', ARGV[1] .. tag)
  if purged and tonumber(purged) >= tonumber(held[3]) then return {} end
end
return held`;

/** KEYS: the answer. ARGV: until when it lives, then its fields. */
const putScript = `
redis.call('HSET', KEYS[1], 'body', ARGV[2], 'facts', ARGV[3], 'read_at', ARGV[4], 'tags', ARGV[5])
return redis.call('PEXPIREAT', KEYS[1], ARGV[1])`;

/** KEYS: the tags' marks. ARGV: when, and how long it is remembered. */
const purgeScript = `for _, key in ipairs(KEYS) do redis.call('SET', key, ARGV[1], 'EX', ARGV[2]) end return #KEYS`;

/** KEYS: the tags' marks. ARGV: when an answer was read. */
const hasPurgedScript = `
for _, key in ipairs(KEYS) do
  local purged = redis.call('GET', key)
  if purged and tonumber(purged) >= tonumber(ARGV[1]) then return 1 end
end
return 0`;

const held = z.union([z.tuple([]), z.tuple([z.string(), z.string(), z.coerce.number(), z.string()])]);
const facts = z.object({ contentType: z.string(), etag: z.string(), expiresAtMs: z.number() });
const decoder = new TextDecoder();
const encoder = new TextEncoder();

interface RedisCacheDeps {
  readonly url: string;
  readonly token: string;
  readonly clock: Clock;
  readonly log: Logger;
}

/** What all data centres share. While Redis is away it holds nothing, and is asked again after five seconds. */
export function redisCache({ url, token, clock, log }: RedisCacheDeps): SharedCache {
  const redis = new Redis({
    ...{ url, token, responseEncoding: false, automaticDeserialization: false },
    ...{ enableAutoPipelining: false, enableTelemetry: false, retry: false },
  });
  let awayUntilMs = 0;
  const unsaid = new Set<string>();
  const marksOf = (tags: readonly string[]): string[] => tags.map((tag) => purges + tag);

  async function ask(script: string, keys: string[], args: string[]): Promise<unknown> {
    if (clock.now() < awayUntilMs) return null;
    try {
      return await withTimeout(redis.eval(script, keys, args), timeoutMs, 'Redis');
    } catch (error) {
      awayUntilMs = clock.now() + awayMs;
      log.log('warn', 'redis_cache_away', { error: String(error) });
      return null;
    }
  }

  return {
    async get(key) {
      const [body, said, readAtMs, tags] = held.parse((await ask(getScript, [answers + key], [purges])) ?? []);
      if (body === undefined || said === undefined || readAtMs === undefined) return null;
      const known = facts.parse(JSON.parse(said));
      return { ...known, readAtMs, body: encoder.encode(body), tags: tags?.split('\n').filter(Boolean) ?? [] };
    },
    async put(key, { body, contentType, etag, headers, tags, readAtMs, expiresAtMs }) {
      if (contentType !== 'application/json' || headers !== undefined || body.byteLength > maxBytes) return;
      const said = JSON.stringify({ contentType, etag, expiresAtMs });
      const fields = [decoder.decode(body), said, String(readAtMs), tags.join('\n')];
      await ask(putScript, [answers + key], [String(Math.ceil(expiresAtMs)), ...fields]);
    },
    async purge(tags) {
      for (const tag of tags) unsaid.add(tag);
      const saying = [...unsaid];
      try {
        const until = [String(clock.now() + skewMs), String(purgeSeconds)];
        await withTimeout(redis.eval(purgeScript, marksOf(saying), until), purgeTimeoutMs, 'Redis');
        for (const tag of saying) unsaid.delete(tag);
      } catch (error) {
        // Changes go on being announced while Redis is away. What it was not told, it hears with the next purge.
        log.log('error', 'redis_cache_not_purged', { tags: unsaid.size, error: String(error) });
        if (unsaid.size > maxUnsaid) unsaid.clear();
      }
    },
    hasPurged: async ({ tags, readAtMs }) =>
      tags.length > 0 && (await ask(hasPurgedScript, marksOf(tags), [String(readAtMs)])) !== 0,
  };
}
