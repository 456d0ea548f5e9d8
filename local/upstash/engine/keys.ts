import { type Arguments, type CommandTable, command } from './command.ts';
import type { Keyspace } from './keyspace.ts';
import { globPattern } from './pattern.ts';
import { ok, RedisError, type Reply } from './reply.ts';

const many = Number.POSITIVE_INFINITY;

export const keyCommands: CommandTable = {
  DEL: command(1, many, remove),
  UNLINK: command(1, many, remove),
  EXISTS: command(1, many, (keyspace, args) => args.rest().filter((key) => keyspace.has(key)).length),
  TOUCH: command(1, many, (keyspace, args) => args.rest().filter((key) => keyspace.has(key)).length),
  TYPE: command(1, 1, (keyspace, args) => ({ status: keyspace.typeOf(args.next()) })),
  KEYS: command(1, 1, (keyspace, args) => {
    const pattern = globPattern(args.next());
    return keyspace.keys().filter((key) => pattern.test(key));
  }),
  SCAN: command(1, many, scan),
  RENAME: command(2, 2, (keyspace, args) => {
    if (!keyspace.rename(args.next(), args.next())) throw new RedisError('ERR no such key');
    return ok;
  }),
  DBSIZE: command(0, 0, (keyspace) => keyspace.size),
  FLUSHDB: command(0, 1, flush),
  FLUSHALL: command(0, 1, flush),
};

function remove(keyspace: Keyspace, args: Arguments): Reply {
  return args.rest().filter((key) => keyspace.delete(key)).length;
}

function flush(keyspace: Keyspace): Reply {
  keyspace.clear();
  return ok;
}

/**
 * Everything in one page, under the cursor that means the end: a caller may delete while it walks, and a page
 * counted by position would then skip keys. COUNT is a hint that may be ignored.
 */
function scan(keyspace: Keyspace, args: Arguments): Reply {
  args.integer();
  let matches = (_: string) => true;
  let isOfType = (_: string) => true;
  args.options({
    MATCH: () => {
      const pattern = globPattern(args.next());
      matches = (key) => pattern.test(key);
    },
    TYPE: () => {
      const type = args.next().toLowerCase();
      isOfType = (key) => keyspace.typeOf(key) === type;
    },
    COUNT: () => {
      args.integer();
    },
  });
  return ['0', keyspace.keys().filter((key) => matches(key) && isOfType(key))];
}
