import { beforeEach, describe, expect, it } from 'vitest';
import { RedisEngine } from './redis-engine.ts';
import type { Reply } from './reply.ts';

let nowMs: number;
let engine: RedisEngine;

beforeEach(() => {
  nowMs = 1_700_000_000_000;
  engine = new RedisEngine(() => nowMs);
});

/** A command as one would type it; double quotes hold a word together. */
function run(line: string): Reply {
  return engine.execute([...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? ''));
}

const ok = { status: 'OK' };

describe('strings', () => {
  it('are set under conditions', () => {
    expect([run('SET k a NX'), run('SET k b NX'), run('SET k c XX GET'), run('GET k')]).toEqual([ok, null, 'a', 'c']);
    expect([run('SET other x XX'), run('SETNX k d'), run('MSETNX k 1 n 2'), run('EXISTS n')]).toEqual([null, 0, 0, 0]);
  });

  it('count, and refuse to count what is no number', () => {
    expect([run('INCR n'), run('INCRBY n 9'), run('DECRBY n 3'), run('INCRBYFLOAT n 0.5')]).toEqual([1, 10, 7, '7.5']);
    expect(() => run('INCR n')).toThrow('ERR value is not an integer or out of range');
    expect(run('GET n')).toBe('7.5');
  });

  it('change nothing when an option is unknown', () => {
    expect(() => run('SET k a EX 10 SOON')).toThrow('ERR syntax error');
    expect(() => run('SET k a EX 0')).toThrow('ERR invalid expire time');
    expect(run('EXISTS k')).toBe(0);
  });
});

describe('expiry', () => {
  it('removes a key at its time and not before', () => {
    run('SET k v PX 1500');
    expect([run('TTL k'), run('PTTL k')]).toEqual([2, 1500]);
    nowMs += 1499;
    expect(run('GET k')).toBe('v');
    nowMs += 1;
    expect([run('GET k'), run('TTL k'), run('DBSIZE'), run('KEYS *')]).toEqual([null, -2, 0, []]);
  });

  it('stays with INCR and KEEPTTL and goes with SET and PERSIST', () => {
    run('SET n 1 EX 10');
    expect([run('INCR n'), run('SET n 5 KEEPTTL'), run('TTL n')]).toEqual([2, ok, 10]);
    expect([run('PERSIST n'), run('TTL n')]).toEqual([1, -1]);
    run('EXPIRE n 10');
    expect([run('SET n 1'), run('TTL n')]).toEqual([ok, -1]);
  });

  it('obeys NX, XX, GT and LT', () => {
    run('SET k v');
    expect([run('EXPIRE k 10 XX'), run('EXPIRE k 10 GT'), run('EXPIRE k 10 NX'), run('EXPIRE k 20 NX')]).toEqual([
      0, 0, 1, 0,
    ]);
    expect([run('EXPIRE k 5 GT'), run('EXPIRE k 20 GT'), run('EXPIRE k 5 LT'), run('TTL k')]).toEqual([0, 1, 1, 5]);
    expect(run('EXPIRE absent 5')).toBe(0);
  });

  it('empties a keyspace that nobody reads any more', () => {
    for (let n = 0; n < 5_000; n += 1) {
      engine.execute(['SET', `window:${n}`, '1', 'PX', '10']);
      nowMs += 1;
    }
    expect(run('DBSIZE')).toBe(9);
    for (let n = 0; n < 1_500; n += 1) engine.execute(['SET', `window:${n}`, '1', 'PX', '10']);
    nowMs += 10;
    for (let n = 0; n < 1_500; n += 1) engine.execute(['SET', `later:${n}`, '1', 'PX', '10']);
    // Seen from before their time, keys that were only hidden would come back.
    nowMs -= 10;
    expect(run('DBSIZE')).toBeLessThan(2_500);
  });
});

describe('collections', () => {
  it('keep their type', () => {
    run('SADD k a');
    expect(() => run('GET k')).toThrow('WRONGTYPE');
    expect([run('TYPE k'), run('TYPE absent'), run('MGET k')]).toEqual([{ status: 'set' }, { status: 'none' }, [null]]);
  });

  it('vanish with their last member', () => {
    for (const line of ['HSET h a 1', 'SADD s a', 'ZADD z 1 a', 'RPUSH l a']) run(line);
    expect([run('HDEL h a'), run('SREM s a'), run('ZREM z a'), run('LPOP l'), run('DBSIZE')]).toEqual([
      1,
      1,
      1,
      'a',
      0,
    ]);
  });

  it('hold hashes', () => {
    expect([run('HSET h a 1 b 2'), run('HSET h b 3 c 4'), run('HINCRBY h a 5')]).toEqual([2, 1, 6]);
    expect([run('HGETALL h'), run('HMGET h a x'), run('HLEN h')]).toEqual([
      ['a', '6', 'b', '3', 'c', '4'],
      ['6', null],
      3,
    ]);
    expect(() => run('HSET h a 1 b')).toThrow('ERR wrong number of arguments');
  });

  it('hold sorted sets, by score and then by name', () => {
    expect(run('ZADD z 2 b 1 a 2 aa 5 e')).toBe(4);
    expect([run('ZRANGE z 0 -1'), run('ZRANGE z 0 1 REV'), run('ZRANK z b')]).toEqual([
      ['a', 'aa', 'b', 'e'],
      ['e', 'b'],
      2,
    ]);
    expect(run('ZRANGE z (1 +inf BYSCORE LIMIT 0 2 WITHSCORES')).toEqual(['aa', '2', 'b', '2']);
    expect([run('ZADD z GT CH 1 e 9 b'), run('ZSCORE z e'), run('ZADD z NX 7 a'), run('ZADD z XX 7 new')]).toEqual([
      1,
      '5',
      0,
      0,
    ]);
    expect([run('ZINCRBY z 1.5 a'), run('ZCOUNT z -inf (5'), run('ZREMRANGEBYSCORE z 5 9'), run('ZCARD z')]).toEqual([
      '2.5',
      2,
      2,
      2,
    ]);
  });

  it('hold lists', () => {
    expect([run('RPUSH l c d'), run('LPUSH l b a'), run('LRANGE l 0 -2')]).toEqual([2, 4, ['a', 'b', 'c']]);
    expect([run('RPOP l 2'), run('LTRIM l -1 -1'), run('LRANGE l 0 -1')]).toEqual([['d', 'c'], ok, ['b']]);
  });
});

describe('keys', () => {
  it.each([
    ['a*', 'abc', true],
    ['a?c', 'abc', true],
    ['a[b-d]c', 'ac', false],
    ['a[^b]c', 'abc', false],
    ['a.c', 'abc', false],
    ['a\\*', 'abc', false],
    ['*', 'line\nline', true],
  ])('match %s against %j: %s', (glob, key, matches) => {
    engine.execute(['SET', key, '1']);
    expect(engine.execute(['KEYS', glob])).toEqual(matches ? [key] : []);
  });
});

describe('scripts', () => {
  const evaluate = (source: string, ...rest: string[]) => engine.execute(['EVAL', source, ...rest]);

  it('run under the SHA of the whole text, its flags line too', () => {
    const source = '#!lua flags=allow-key-locking\nreturn redis.call("INCRBY", KEYS[1], ARGV[1])';
    const sha = engine.execute(['SCRIPT', 'LOAD', source]);
    expect(sha).toBe('b1e9e1f998b2f97c195f9d1ad6a69c803041387f');
    expect(engine.execute(['EVALSHA', String(sha).toUpperCase(), '1', 'n', '7'])).toBe(7);
    expect(() => engine.execute(['EVALSHA', 'unknown', '0'])).toThrow('NOSCRIPT');
  });

  it('count in doubles as Redis does', () => {
    expect(evaluate('return tonumber(ARGV[1]) * 2 + 1000', '0', '1500000000')).toBe(3_000_001_000);
    expect(evaluate('return ARGV[1] * 2', '0', '1500000000')).toBe(3_000_000_000);
    expect(evaluate('return math.ceil(1.2) * tonumber("1500000000")', '0')).toBe(3_000_000_000);
    expect(evaluate('return "n:" .. tonumber("5")', '0')).toBe('n:5');
  });

  it('hand values over by the rules of Redis', () => {
    expect(evaluate('return {1, "a", true, false, {2.7}, nil, 9}', '0')).toEqual([1, 'a', 1, null, [2]]);
    expect(evaluate('return redis.call("SET", "k", 12)', '0')).toEqual(ok);
    expect(evaluate('return redis.call("GET", "absent") == false', '0')).toBe(1);
    expect(evaluate('return redis.call("HGETALL", "absent")', '0')).toEqual([]);
  });

  it('end at the error of a command, or catch it', () => {
    engine.execute(['SET', 'k', 'text']);
    expect(() => evaluate('redis.call("INCR", "k") redis.call("SET", "k", "changed")', '0')).toThrow(
      /^ERR value is not an integer/,
    );
    expect(evaluate('return redis.pcall("INCR", "k").err', '0')).toBe('ERR value is not an integer or out of range');
    expect(run('GET k')).toBe('text');
    expect(() => evaluate('return redis.call("EVAL", "return 1", 0)', '0')).toThrow('not allowed from script');
    expect(() => evaluate('return redis.error_reply("MY own")', '0')).toThrow('MY own');
  });

  it('say what is wrong with them, and leave nothing behind', () => {
    expect(() => evaluate('return (', '0')).toThrow('ERR Error compiling script');
    expect(() => evaluate('error("broken")', '0')).toThrow(/ERR Error running script.*broken/);
    expect(() => evaluate('leak = 1', '0')).toThrow('attempted to create global variable leak');
    expect(() => evaluate('return 1', '2', 'only-one')).toThrow("ERR Number of keys can't be greater");
    expect(evaluate('return {#KEYS, #ARGV, tostring(os), tostring(dofile)}', '0')).toEqual([0, 0, 'nil', 'nil']);
  });
});
