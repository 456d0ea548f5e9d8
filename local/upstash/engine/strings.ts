import { type Arguments, type CommandTable, command, fromFloat, toFloat, toInteger } from './command.ts';
import { expiryReaders } from './expiry.ts';
import type { Keyspace } from './keyspace.ts';
import { ok, RedisError, type Reply } from './reply.ts';

export const stringCommands: CommandTable = {
  GET: command(1, 1, (keyspace, args) => textOf(keyspace, args.next())),
  SET: command(2, Number.POSITIVE_INFINITY, set),
  SETEX: command(3, 3, (keyspace, args) => setWithTtl(keyspace, args, 1000)),
  PSETEX: command(3, 3, (keyspace, args) => setWithTtl(keyspace, args, 1)),
  SETNX: command(2, 2, (keyspace, args) => {
    const key = args.next();
    if (keyspace.has(key)) return 0;
    keyspace.setString(key, args.next());
    return 1;
  }),
  GETSET: command(2, 2, (keyspace, args) => {
    const key = args.next();
    const before = textOf(keyspace, key);
    keyspace.setString(key, args.next());
    return before;
  }),
  GETDEL: command(1, 1, (keyspace, args) => {
    const key = args.next();
    const before = textOf(keyspace, key);
    keyspace.delete(key);
    return before;
  }),
  GETEX: command(1, 3, (keyspace, args) => {
    const key = args.next();
    const text = textOf(keyspace, key);
    let expiry = keyspace.expiryOf(key);
    const setExpiry = (expiresAtMs: number | undefined) => {
      expiry = expiresAtMs;
    };
    args.options({ ...expiryReaders(keyspace, args, setExpiry), PERSIST: () => setExpiry(undefined) });
    keyspace.setExpiry(key, expiry);
    return text;
  }),
  MGET: command(1, Number.POSITIVE_INFINITY, (keyspace, args) =>
    args.rest().map((key) => (keyspace.typeOf(key) === 'string' ? textOf(keyspace, key) : null)),
  ),
  MSET: command(2, Number.POSITIVE_INFINITY, (keyspace, args) => {
    for (const [key, text] of args.pairs()) keyspace.setString(key, text);
    return ok;
  }),
  MSETNX: command(2, Number.POSITIVE_INFINITY, (keyspace, args) => {
    const pairs = args.pairs();
    if (pairs.some(([key]) => keyspace.has(key))) return 0;
    for (const [key, text] of pairs) keyspace.setString(key, text);
    return 1;
  }),
  APPEND: command(2, 2, (keyspace, args) => {
    const value = keyspace.edit(args.next(), 'string');
    value.text += args.next();
    return Buffer.byteLength(value.text);
  }),
  STRLEN: command(1, 1, (keyspace, args) => Buffer.byteLength(textOf(keyspace, args.next()) ?? '')),
  INCR: command(1, 1, (keyspace, args) => add(keyspace, args.next(), 1)),
  DECR: command(1, 1, (keyspace, args) => add(keyspace, args.next(), -1)),
  INCRBY: command(2, 2, (keyspace, args) => add(keyspace, args.next(), args.integer())),
  DECRBY: command(2, 2, (keyspace, args) => add(keyspace, args.next(), -args.integer())),
  INCRBYFLOAT: command(2, 2, (keyspace, args) => {
    const key = args.next();
    const sum = fromFloat(toFloat(textOf(keyspace, key) ?? '0') + args.float());
    keyspace.edit(key, 'string').text = sum;
    return sum;
  }),
};

function textOf(keyspace: Keyspace, key: string): string | null {
  return keyspace.read(key, 'string')?.text ?? null;
}

function set(keyspace: Keyspace, args: Arguments): Reply {
  const key = args.next();
  const text = args.next();
  let wanted: 'any' | 'absent' | 'present' = 'any';
  let givesBefore = false;
  let expiry: number | undefined;
  args.options({
    ...expiryReaders(keyspace, args, (expiresAtMs) => {
      expiry = expiresAtMs;
    }),
    KEEPTTL: () => {
      expiry = keyspace.expiryOf(key);
    },
    NX: () => {
      wanted = 'absent';
    },
    XX: () => {
      wanted = 'present';
    },
    GET: () => {
      givesBefore = true;
    },
  });
  const before = givesBefore ? textOf(keyspace, key) : null;
  const refused = wanted !== 'any' && keyspace.has(key) !== (wanted === 'present');
  if (!refused) keyspace.setString(key, text, expiry);
  if (givesBefore) return before;
  return refused ? null : ok;
}

function setWithTtl(keyspace: Keyspace, args: Arguments, unitMs: number): Reply {
  const key = args.next();
  const ttl = args.integer();
  if (ttl <= 0) throw new RedisError('ERR invalid expire time');
  keyspace.setString(key, args.next(), keyspace.now() + ttl * unitMs);
  return ok;
}

function add(keyspace: Keyspace, key: string, amount: number): number {
  const sum = toInteger(textOf(keyspace, key) ?? '0') + amount;
  if (!Number.isSafeInteger(sum)) throw new RedisError('ERR increment or decrement would overflow');
  keyspace.edit(key, 'string').text = String(sum);
  return sum;
}
