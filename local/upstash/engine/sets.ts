import { type CommandTable, command } from './command.ts';
import type { Keyspace } from './keyspace.ts';

const many = Number.POSITIVE_INFINITY;
const noMembers: ReadonlySet<string> = new Set();

export const setCommands: CommandTable = {
  SADD: command(2, many, (keyspace, args) => {
    const { members } = keyspace.edit(args.next(), 'set');
    const before = members.size;
    for (const member of args.rest()) members.add(member);
    return members.size - before;
  }),
  SREM: command(2, many, (keyspace, args) => {
    const key = args.next();
    const members = keyspace.read(key, 'set')?.members;
    if (members === undefined) return 0;
    const removed = args.rest().filter((member) => members.delete(member)).length;
    if (members.size === 0) keyspace.delete(key);
    return removed;
  }),
  SMEMBERS: command(1, 1, (keyspace, args) => [...membersOf(keyspace, args.next())]),
  SCARD: command(1, 1, (keyspace, args) => membersOf(keyspace, args.next()).size),
  SISMEMBER: command(2, 2, (keyspace, args) => Number(membersOf(keyspace, args.next()).has(args.next()))),
  SMISMEMBER: command(2, many, (keyspace, args) => {
    const members = membersOf(keyspace, args.next());
    return args.rest().map((member) => Number(members.has(member)));
  }),
};

function membersOf(keyspace: Keyspace, key: string): ReadonlySet<string> {
  return keyspace.read(key, 'set')?.members ?? noMembers;
}
