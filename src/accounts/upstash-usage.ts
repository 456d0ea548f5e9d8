import { Redis } from '@upstash/redis/cloudflare';
import { z } from 'zod';
import { withTimeout } from '../core/retry.ts';
import type { Spent } from '../model/principal.ts';
import type { SharedUsage, UsageCount } from './shared-usage.ts';

const prefix = 'wizdata:usage';
const open = `${prefix}:open`;
const aside = `${prefix}:aside`;
const timeoutMs = 2_000;
/** For so long a block that comes again is known. */
const blockSeconds = 24 * 3600;
const separator = '|';

/**
 * KEYS: the open counts, the block's mark, then each account's day and month. ARGV: how long the mark stays, the number
 * of fields, each field and what is added to it, then for each account the tokens.
 */
const addScript = `
local fresh = redis.call('SET', KEYS[2], '1', 'NX', 'EX', ARGV[1])
local count = tonumber(ARGV[2])
if fresh then
  for index = 0, count - 1 do redis.call('HINCRBY', KEYS[1], ARGV[3 + index * 2], ARGV[4 + index * 2]) end
end
local spent = {}
for index = 3, #KEYS do
  local tokens = ARGV[3 + count * 2 + index - 3]
  if fresh then
    redis.call('INCRBY', KEYS[index], tokens)
    redis.call('EXPIRE', KEYS[index], ${40 * 24 * 3600})
  end
  spent[#spent + 1] = redis.call('GET', KEYS[index]) or '0'
end
return spent`;

/** Sets the open counts aside unless some still are, whose flush then goes first. */
const asideScript = `
if redis.call('EXISTS', KEYS[2]) == 0 then
  if redis.call('EXISTS', KEYS[1]) == 0 then return {} end
  redis.call('RENAME', KEYS[1], KEYS[2])
  redis.call('HSET', KEYS[2], 'flush_id', ARGV[1])
end
return redis.call('HGETALL', KEYS[2])`;

const dropScript = `
if redis.call('HGET', KEYS[1], 'flush_id') == ARGV[1] then return redis.call('DEL', KEYS[1]) end
return 0`;

const texts = z.array(z.coerce.string());

/** The counts in Redis: one hash that is added to, and one that is on its way to Postgres. */
export function upstashUsage(connection: { readonly url: string; readonly token: string }): SharedUsage {
  const redis = new Redis({
    ...connection,
    ...{ enableAutoPipelining: false, enableTelemetry: false, automaticDeserialization: false, retry: false },
  });
  const run = async (script: string, keys: string[], args: string[]): Promise<unknown> =>
    await withTimeout(redis.eval(script, keys, args), timeoutMs, 'Redis');

  return {
    async add({ block_id, counts }) {
      const fields = counts.flatMap((count) => {
        const field = [count.account_id, count.key_id, count.day, count.operation].join(separator);
        return [...[`${field}|requests`, String(count.requests)], ...[`${field}|tokens`, String(count.tokens)]];
      });
      const spent = tokensByPeriod(counts);
      const periods = [...spent.keys()];
      const keys = [open, `${prefix}:block:${block_id}`, ...periods.map((period) => `${prefix}:spent:${period}`)];
      const said = await run(addScript, keys, [
        ...[String(blockSeconds), String(fields.length / 2), ...fields],
        ...[...spent.values()].map(String),
      ]);
      const totals = texts.parse(said).map(Number);
      return spentOf(new Map(periods.map((period, index) => [period, totals[index] ?? 0])));
    },
    async setAside(newFlushId) {
      const flat = texts.parse(await run(asideScript, [open, aside], [newFlushId]));
      return flat.length === 0 ? null : flushOf(flat);
    },
    async drop(flushId) {
      await run(dropScript, [aside], [flushId]);
    },
  };
}

/** `account|2026-11-24` and `account|2026-11`. */
function tokensByPeriod(counts: readonly UsageCount[]): Map<string, number> {
  const spent = new Map<string, number>();
  for (const { account_id, day, tokens } of counts) {
    for (const period of [day, day.slice(0, 7)]) {
      const name = `${account_id}${separator}${period}`;
      spent.set(name, (spent.get(name) ?? 0) + tokens);
    }
  }
  return spent;
}

/** Of each account, what stands in its newest day. */
function spentOf(totals: ReadonlyMap<string, number>): ReadonlyMap<string, Spent> {
  const spent = new Map<string, Spent>();
  for (const [name, today] of totals) {
    const [account = '', day = ''] = name.split(separator);
    const known = spent.get(account);
    if (day.length !== 'yyyy-mm-dd'.length || (known !== undefined && known.day > day)) continue;
    spent.set(account, { day, today, month: totals.get(`${account}${separator}${day.slice(0, 7)}`) ?? 0 });
  }
  return spent;
}

function flushOf(flat: readonly string[]) {
  const counts = new Map<string, { requests: number; tokens: number }>();
  let flush_id = '';
  for (let at = 0; at < flat.length; at += 2) {
    const [field = '', text = ''] = flat.slice(at, at + 2);
    if (field === 'flush_id') {
      flush_id = text;
      continue;
    }
    const end = field.lastIndexOf(separator);
    const name = field.slice(0, end);
    const count = counts.get(name) ?? { requests: 0, tokens: 0 };
    count[field.slice(end + 1) === 'tokens' ? 'tokens' : 'requests'] += Number(text);
    counts.set(name, count);
  }
  return {
    flush_id,
    counts: [...counts].map(([name, count]) => {
      const [account_id = '', key_id = '', day = '', operation = ''] = name.split(separator);
      return { account_id, key_id, day, operation, ...count };
    }),
  };
}
