import type { Keyspace } from './keyspace.ts';
import { RedisError, type Reply } from './reply.ts';

export interface Command {
  readonly least: number;
  readonly most: number;
  readonly run: (keyspace: Keyspace, args: Arguments) => Reply;
}

export type CommandTable = Readonly<Record<string, Command>>;

/** A command that takes between `least` and `most` arguments after its name. */
export function command(least: number, most: number, run: Command['run']): Command {
  return { least, most, run };
}

/** The arguments of one call, read from left to right. */
export class Arguments {
  readonly #values: readonly string[];
  #position = 0;

  constructor(values: readonly string[]) {
    this.#values = values;
  }

  get left(): number {
    return this.#values.length - this.#position;
  }

  next(): string {
    const value = this.#values[this.#position];
    if (value === undefined) throw new RedisError('ERR syntax error');
    this.#position += 1;
    return value;
  }

  integer(): number {
    return toInteger(this.next());
  }

  float(): number {
    return toFloat(this.next());
  }

  rest(): string[] {
    const rest = this.#values.slice(this.#position);
    this.#position = this.#values.length;
    return rest;
  }

  /** The rest by twos, as in `HSET key field value field value`. */
  pairs(): [string, string][] {
    if (this.left % 2 !== 0) throw new RedisError('ERR wrong number of arguments');
    const pairs: [string, string][] = [];
    while (this.left > 0) pairs.push([this.next(), this.next()]);
    return pairs;
  }

  /** Reads the options that follow, each by its own reader; an unknown one is an error before anything is changed. */
  options(readers: Readonly<Record<string, () => void>>): void {
    while (this.left > 0) {
      const reader = readers[this.next().toUpperCase()];
      if (reader === undefined) throw new RedisError('ERR syntax error');
      reader();
    }
  }
}

export function toInteger(text: string): number {
  const value = Number(text);
  if (!/^-?\d+$/.test(text) || !Number.isSafeInteger(value)) {
    throw new RedisError('ERR value is not an integer or out of range');
  }
  return value;
}

export function toFloat(text: string): number {
  const value = /^[+-]?inf$/i.test(text) ? Number(`${text.startsWith('-') ? '-' : ''}Infinity`) : Number(text);
  if (text.trim() === '' || Number.isNaN(value)) throw new RedisError('ERR value is not a valid float');
  return value;
}

export function fromFloat(value: number): string {
  return Number.isFinite(value) ? String(value) : value > 0 ? 'inf' : '-inf';
}
