import { type CommandTable, command } from './command.ts';

export const connectionCommands: CommandTable = {
  PING: command(0, 1, (_, args) => (args.left > 0 ? args.next() : { status: 'PONG' })),
  ECHO: command(1, 1, (_, args) => args.next()),
  TIME: command(0, 0, (keyspace) => {
    const ms = keyspace.now();
    return [String(Math.floor(ms / 1000)), String((ms % 1000) * 1000)];
  }),
};
