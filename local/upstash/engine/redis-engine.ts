import { Arguments, type CommandTable } from './command.ts';
import { connectionCommands } from './connection.ts';
import { expiryCommands } from './expiry.ts';
import { hashCommands } from './hashes.ts';
import { keyCommands } from './keys.ts';
import { Keyspace } from './keyspace.ts';
import { listCommands } from './lists.ts';
import { RedisError, type Reply } from './reply.ts';
import { scriptCommands } from './scripts.ts';
import { setCommands } from './sets.ts';
import { sortedSetCommands } from './sorted-sets.ts';
import { stringCommands } from './strings.ts';

/** As much of Redis as rate limits and caches ask for, in this process: each command is one step. */
export class RedisEngine {
  readonly #keyspace: Keyspace;
  readonly #commands: CommandTable;

  constructor(now: () => number = Date.now) {
    this.#keyspace = new Keyspace(now);
    this.#commands = {
      ...connectionCommands,
      ...stringCommands,
      ...keyCommands,
      ...expiryCommands,
      ...hashCommands,
      ...setCommands,
      ...sortedSetCommands,
      ...listCommands,
      ...scriptCommands((words) => this.execute(words)),
    };
  }

  /** Runs a command given by its words; what Redis would refuse is a `RedisError`. */
  execute([name = '', ...values]: readonly string[]): Reply {
    const upperName = name.toUpperCase();
    const command = Object.hasOwn(this.#commands, upperName) ? this.#commands[upperName] : undefined;
    if (command === undefined) throw new RedisError(`ERR unknown command '${name}'`);
    if (values.length < command.least || values.length > command.most) {
      throw new RedisError(`ERR wrong number of arguments for '${name.toLowerCase()}' command`);
    }
    return command.run(this.#keyspace, new Arguments(values));
  }
}
