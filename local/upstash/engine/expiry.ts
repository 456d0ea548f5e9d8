import { type Arguments, type CommandTable, command } from './command.ts';
import type { Keyspace } from './keyspace.ts';
import { RedisError, type Reply } from './reply.ts';

export const expiryCommands: CommandTable = {
  EXPIRE: command(2, 3, (keyspace, args) => expire(keyspace, args, (n) => keyspace.now() + n * 1000)),
  PEXPIRE: command(2, 3, (keyspace, args) => expire(keyspace, args, (n) => keyspace.now() + n)),
  EXPIREAT: command(2, 3, (keyspace, args) => expire(keyspace, args, (n) => n * 1000)),
  PEXPIREAT: command(2, 3, (keyspace, args) => expire(keyspace, args, (n) => n)),
  TTL: command(1, 1, (keyspace, args) => remaining(keyspace, args.next(), (ms) => Math.round(ms / 1000))),
  PTTL: command(1, 1, (keyspace, args) => remaining(keyspace, args.next(), (ms) => ms)),
  EXPIRETIME: command(1, 1, (keyspace, args) => expiryTime(keyspace, args.next(), 1000)),
  PEXPIRETIME: command(1, 1, (keyspace, args) => expiryTime(keyspace, args.next(), 1)),
  PERSIST: command(1, 1, (keyspace, args) => {
    const key = args.next();
    if (keyspace.expiryOf(key) === undefined) return 0;
    keyspace.setExpiry(key, undefined);
    return 1;
  }),
};

/** The options EX, PX, EXAT and PXAT of SET and GETEX. */
export function expiryReaders(
  keyspace: Keyspace,
  args: Arguments,
  setExpiry: (expiresAtMs: number) => void,
): Readonly<Record<string, () => void>> {
  const reader = (unitMs: number, from: () => number) => () => {
    const amount = args.integer();
    if (amount <= 0) throw new RedisError('ERR invalid expire time');
    setExpiry(from() + amount * unitMs);
  };
  const epoch = () => 0;
  return {
    EX: reader(1000, keyspace.now),
    PX: reader(1, keyspace.now),
    EXAT: reader(1000, epoch),
    PXAT: reader(1, epoch),
  };
}

function expire(keyspace: Keyspace, args: Arguments, toExpiry: (amount: number) => number): Reply {
  const key = args.next();
  const expiry = toExpiry(args.integer());
  const before = keyspace.expiryOf(key);
  let allowed = true;
  const onlyIf = (condition: boolean) => () => {
    allowed &&= condition;
  };
  // A key without expiry counts as living for ever.
  args.options({
    NX: onlyIf(before === undefined),
    XX: onlyIf(before !== undefined),
    GT: onlyIf(before !== undefined && expiry > before),
    LT: onlyIf(before === undefined || expiry < before),
  });
  if (!keyspace.has(key) || !allowed) return 0;
  keyspace.setExpiry(key, expiry);
  return 1;
}

function remaining(keyspace: Keyspace, key: string, toUnit: (ms: number) => number): number {
  if (!keyspace.has(key)) return -2;
  const expiry = keyspace.expiryOf(key);
  return expiry === undefined ? -1 : toUnit(expiry - keyspace.now());
}

function expiryTime(keyspace: Keyspace, key: string, unitMs: number): number {
  if (!keyspace.has(key)) return -2;
  const expiry = keyspace.expiryOf(key);
  return expiry === undefined ? -1 : Math.floor(expiry / unitMs);
}
