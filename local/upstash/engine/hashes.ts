import { type CommandTable, command, fromFloat, toFloat, toInteger } from './command.ts';
import type { Keyspace } from './keyspace.ts';
import { ok } from './reply.ts';

const many = Number.POSITIVE_INFINITY;
const noFields: ReadonlyMap<string, string> = new Map();

export const hashCommands: CommandTable = {
  HSET: command(3, many, (keyspace, args) => setFields(keyspace, args.next(), args.pairs())),
  HMSET: command(3, many, (keyspace, args) => {
    setFields(keyspace, args.next(), args.pairs());
    return ok;
  }),
  HSETNX: command(3, 3, (keyspace, args) => {
    const { fields } = keyspace.edit(args.next(), 'hash');
    const field = args.next();
    if (fields.has(field)) return 0;
    fields.set(field, args.next());
    return 1;
  }),
  HGET: command(2, 2, (keyspace, args) => fieldsOf(keyspace, args.next()).get(args.next()) ?? null),
  HMGET: command(2, many, (keyspace, args) => {
    const fields = fieldsOf(keyspace, args.next());
    return args.rest().map((field) => fields.get(field) ?? null);
  }),
  HGETALL: command(1, 1, (keyspace, args) => [...fieldsOf(keyspace, args.next())].flat()),
  HKEYS: command(1, 1, (keyspace, args) => [...fieldsOf(keyspace, args.next()).keys()]),
  HVALS: command(1, 1, (keyspace, args) => [...fieldsOf(keyspace, args.next()).values()]),
  HLEN: command(1, 1, (keyspace, args) => fieldsOf(keyspace, args.next()).size),
  HEXISTS: command(2, 2, (keyspace, args) => Number(fieldsOf(keyspace, args.next()).has(args.next()))),
  HDEL: command(2, many, (keyspace, args) => {
    const key = args.next();
    const fields = keyspace.read(key, 'hash')?.fields;
    if (fields === undefined) return 0;
    const removed = args.rest().filter((field) => fields.delete(field)).length;
    if (fields.size === 0) keyspace.delete(key);
    return removed;
  }),
  HINCRBY: command(3, 3, (keyspace, args) => {
    const key = args.next();
    const field = args.next();
    const sum = toInteger(fieldsOf(keyspace, key).get(field) ?? '0') + args.integer();
    keyspace.edit(key, 'hash').fields.set(field, String(sum));
    return sum;
  }),
  HINCRBYFLOAT: command(3, 3, (keyspace, args) => {
    const key = args.next();
    const field = args.next();
    const sum = fromFloat(toFloat(fieldsOf(keyspace, key).get(field) ?? '0') + args.float());
    keyspace.edit(key, 'hash').fields.set(field, sum);
    return sum;
  }),
};

function fieldsOf(keyspace: Keyspace, key: string): ReadonlyMap<string, string> {
  return keyspace.read(key, 'hash')?.fields ?? noFields;
}

function setFields(keyspace: Keyspace, key: string, pairs: readonly [string, string][]): number {
  const { fields } = keyspace.edit(key, 'hash');
  const before = fields.size;
  for (const [field, text] of pairs) fields.set(field, text);
  return fields.size - before;
}
