import { type Arguments, type CommandTable, command } from './command.ts';
import type { Keyspace } from './keyspace.ts';
import { ok, type Reply } from './reply.ts';

const many = Number.POSITIVE_INFINITY;

export const listCommands: CommandTable = {
  LPUSH: command(2, many, (keyspace, args) =>
    keyspace.edit(args.next(), 'list').items.unshift(...args.rest().reverse()),
  ),
  RPUSH: command(2, many, (keyspace, args) => keyspace.edit(args.next(), 'list').items.push(...args.rest())),
  LPOP: command(1, 2, (keyspace, args) => pop(keyspace, args, (items, count) => items.splice(0, count))),
  RPOP: command(1, 2, (keyspace, args) =>
    pop(keyspace, args, (items, count) => items.splice(Math.max(0, items.length - count)).reverse()),
  ),
  LLEN: command(1, 1, (keyspace, args) => itemsOf(keyspace, args.next()).length),
  LINDEX: command(2, 2, (keyspace, args) => itemsOf(keyspace, args.next()).at(args.integer()) ?? null),
  LRANGE: command(3, 3, (keyspace, args) => range(itemsOf(keyspace, args.next()), args.integer(), args.integer())),
  LTRIM: command(3, 3, (keyspace, args) => {
    const key = args.next();
    const kept = range(itemsOf(keyspace, key), args.integer(), args.integer());
    if (kept.length === 0) keyspace.delete(key);
    else keyspace.edit(key, 'list').items.splice(0, many, ...kept);
    return ok;
  }),
};

/** Redis' inclusive range, in which -1 is the last item. */
export function range<Item>(items: readonly Item[], start: number, stop: number): Item[] {
  const from = start < 0 ? Math.max(0, items.length + start) : start;
  const to = stop < 0 ? items.length + stop : stop;
  return items.slice(from, Math.max(from, to + 1));
}

function itemsOf(keyspace: Keyspace, key: string): readonly string[] {
  return keyspace.read(key, 'list')?.items ?? [];
}

function pop(keyspace: Keyspace, args: Arguments, take: (items: string[], count: number) => string[]): Reply {
  const key = args.next();
  const count = args.left > 0 ? args.integer() : undefined;
  const items = keyspace.read(key, 'list')?.items;
  if (items === undefined) return null;
  const taken = take(items, count ?? 1);
  if (items.length === 0) keyspace.delete(key);
  return count === undefined ? (taken[0] ?? null) : taken;
}
