import { Arguments, type CommandTable, command, fromFloat, toFloat, toInteger } from './command.ts';
import type { Keyspace } from './keyspace.ts';
import { range } from './lists.ts';
import { RedisError, type Reply } from './reply.ts';

const many = Number.POSITIVE_INFINITY;
const noScores: ReadonlyMap<string, number> = new Map();
type Ranked = readonly (readonly [member: string, score: number])[];

export const sortedSetCommands: CommandTable = {
  ZADD: command(3, many, add),
  ZINCRBY: command(3, 3, (keyspace, args) => {
    const key = args.next();
    const amount = args.float();
    const { scores } = keyspace.edit(key, 'zset');
    const member = args.next();
    const score = (scores.get(member) ?? 0) + amount;
    scores.set(member, score);
    return fromFloat(score);
  }),
  ZREM: command(2, many, (keyspace, args) => remove(keyspace, args.next(), args.rest())),
  ZREMRANGEBYSCORE: command(3, 3, (keyspace, args) => {
    const key = args.next();
    return remove(keyspace, key, ranked(keyspace, key).filter(scoreBetween(args.next(), args.next())).map(memberOf));
  }),
  ZREMRANGEBYRANK: command(3, 3, (keyspace, args) => {
    const key = args.next();
    return remove(keyspace, key, range(ranked(keyspace, key), args.integer(), args.integer()).map(memberOf));
  }),
  ZCARD: command(1, 1, (keyspace, args) => scoresOf(keyspace, args.next()).size),
  ZCOUNT: command(3, 3, (keyspace, args) => {
    const all = ranked(keyspace, args.next());
    return all.filter(scoreBetween(args.next(), args.next())).length;
  }),
  ZSCORE: command(2, 2, (keyspace, args) => scoreText(scoresOf(keyspace, args.next()).get(args.next()))),
  ZMSCORE: command(2, many, (keyspace, args) => {
    const scores = scoresOf(keyspace, args.next());
    return args.rest().map((member) => scoreText(scores.get(member)));
  }),
  ZRANK: command(2, 2, (keyspace, args) => rank(ranked(keyspace, args.next()), args.next())),
  ZREVRANK: command(2, 2, (keyspace, args) => rank(ranked(keyspace, args.next()).toReversed(), args.next())),
  ZRANGE: command(3, many, zrange),
  ZREVRANGE: command(3, 4, (keyspace, args) => {
    const all = ranked(keyspace, args.next()).toReversed();
    const chosen = range(all, args.integer(), args.integer());
    return toReply(chosen, rangeOptions(args).withScores);
  }),
  ZRANGEBYSCORE: command(3, many, (keyspace, args) => {
    const all = ranked(keyspace, args.next());
    const chosen = all.filter(scoreBetween(args.next(), args.next()));
    const { limit, withScores } = rangeOptions(args);
    return toReply(limit(chosen), withScores);
  }),
};

function scoresOf(keyspace: Keyspace, key: string): ReadonlyMap<string, number> {
  return keyspace.read(key, 'zset')?.scores ?? noScores;
}

/** Sorted anew at each read: the sets kept here are small. */
function ranked(keyspace: Keyspace, key: string): Ranked {
  return [...scoresOf(keyspace, key)].sort(([a, x], [b, y]) => x - y || (a < b ? -1 : 1));
}

function memberOf([member]: Ranked[number]): string {
  return member;
}

function scoreText(score: number | undefined): string | null {
  return score === undefined ? null : fromFloat(score);
}

function rank(all: Ranked, member: string): Reply {
  const index = all.findIndex(([other]) => other === member);
  return index < 0 ? null : index;
}

/** A bound is inclusive unless it begins with a bracket: `(5`. */
function scoreBetween(least: string, most: string): (entry: Ranked[number]) => boolean {
  const low = toFloat(least.replace(/^\(/, ''));
  const high = toFloat(most.replace(/^\(/, ''));
  return ([, score]) =>
    (least.startsWith('(') ? score > low : score >= low) && (most.startsWith('(') ? score < high : score <= high);
}

function remove(keyspace: Keyspace, key: string, members: readonly string[]): number {
  const scores = keyspace.read(key, 'zset')?.scores;
  if (scores === undefined) return 0;
  const removed = members.filter((member) => scores.delete(member)).length;
  if (scores.size === 0) keyspace.delete(key);
  return removed;
}

function add(keyspace: Keyspace, args: Arguments): Reply {
  const key = args.next();
  const words = args.rest();
  const flags = new Set<string>();
  while (/^(NX|XX|GT|LT|CH|INCR)$/i.test(words[0] ?? '')) flags.add(String(words.shift()).toUpperCase());
  const pairs = new Arguments(words).pairs();
  if (pairs.length === 0 || (flags.has('INCR') && pairs.length > 1)) throw new RedisError('ERR syntax error');
  const updates = pairs.map(([score, member]) => [toFloat(score), member] as const);
  const { scores } = keyspace.edit(key, 'zset');
  let added = 0;
  let changed = 0;
  let last: Reply = null;
  for (const [given, member] of updates) {
    const before = scores.get(member);
    const score = flags.has('INCR') ? (before ?? 0) + given : given;
    if (before === undefined ? flags.has('XX') : flags.has('NX')) continue;
    if (before !== undefined && ((flags.has('GT') && score <= before) || (flags.has('LT') && score >= before)))
      continue;
    scores.set(member, score);
    if (before === undefined) added += 1;
    else if (before !== score) changed += 1;
    last = fromFloat(score);
  }
  if (scores.size === 0) keyspace.delete(key);
  if (flags.has('INCR')) return last;
  return flags.has('CH') ? added + changed : added;
}

function zrange(keyspace: Keyspace, args: Arguments): Reply {
  const all = ranked(keyspace, args.next());
  const first = args.next();
  const last = args.next();
  const { byScore, reversed, withScores, limit } = rangeOptions(args);
  if (!byScore) return toReply(range(reversed ? all.toReversed() : all, toInteger(first), toInteger(last)), withScores);
  const chosen = all.filter(reversed ? scoreBetween(last, first) : scoreBetween(first, last));
  return toReply(limit(reversed ? chosen.toReversed() : chosen), withScores);
}

function rangeOptions(args: Arguments) {
  const options = { byScore: false, reversed: false, withScores: false, limit: (entries: Ranked) => entries };
  args.options({
    BYSCORE: () => {
      options.byScore = true;
    },
    REV: () => {
      options.reversed = true;
    },
    WITHSCORES: () => {
      options.withScores = true;
    },
    LIMIT: () => {
      const offset = args.integer();
      const count = args.integer();
      options.limit = (entries) => entries.slice(offset, count < 0 ? undefined : offset + count);
    },
  });
  return options;
}

function toReply(entries: Ranked, withScores: boolean): Reply {
  return withScores ? entries.flatMap(([member, score]) => [member, fromFloat(score)]) : entries.map(memberOf);
}
