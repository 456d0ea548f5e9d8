import { RedisError } from './reply.ts';

/** A list is an array, a sorted set a map of member to score under a name of its own. */
export interface Values {
  string: { readonly type: 'string'; text: string };
  hash: { readonly type: 'hash'; readonly fields: Map<string, string> };
  set: { readonly type: 'set'; readonly members: Set<string> };
  zset: { readonly type: 'zset'; readonly scores: Map<string, number> };
  list: { readonly type: 'list'; readonly items: string[] };
}

export type ValueType = keyof Values;
type Value = Values[ValueType];

interface Entry {
  value: Value;
  expiresAtMs: number | undefined;
}

const empty: { readonly [Type in ValueType]: () => Values[Type] } = {
  string: () => ({ type: 'string', text: '' }),
  hash: () => ({ type: 'hash', fields: new Map() }),
  set: () => ({ type: 'set', members: new Set() }),
  zset: () => ({ type: 'zset', scores: new Map() }),
  list: () => ({ type: 'list', items: [] }),
};

/** The keys of one database, in memory only: it holds rate limits and caches, which a restart may forget. */
export class Keyspace {
  readonly now: () => number;
  readonly #entries = new Map<string, Entry>();
  #sweepAtSize = 1_000;

  constructor(now: () => number) {
    this.now = now;
  }

  get size(): number {
    this.#sweep();
    return this.#entries.size;
  }

  keys(): string[] {
    this.#sweep();
    return [...this.#entries.keys()];
  }

  has(key: string): boolean {
    return this.#live(key) !== undefined;
  }

  typeOf(key: string): ValueType | 'none' {
    return this.#live(key)?.value.type ?? 'none';
  }

  /** The value of a key if it is there; a key that holds another type is an error. */
  read<Type extends ValueType>(key: string, type: Type): Values[Type] | undefined {
    const value = this.#live(key)?.value;
    if (value === undefined || isOfType(value, type)) return value;
    throw new RedisError('WRONGTYPE Operation against a key holding the wrong kind of value');
  }

  /** The value of a key, made empty if it is not there; its expiry stays. */
  edit<Type extends ValueType>(key: string, type: Type): Values[Type] {
    const existing = this.read(key, type);
    if (existing !== undefined) return existing;
    const value = empty[type]();
    this.#put(key, { value, expiresAtMs: undefined });
    return value;
  }

  /** A string that replaces whatever the key held, its expiry too. */
  setString(key: string, text: string, expiresAtMs?: number): void {
    this.#put(key, { value: { type: 'string', text }, expiresAtMs });
  }

  delete(key: string): boolean {
    const existed = this.has(key);
    this.#entries.delete(key);
    return existed;
  }

  rename(from: string, to: string): boolean {
    const entry = this.#live(from);
    if (entry === undefined) return false;
    this.#entries.delete(from);
    this.#put(to, entry);
    return true;
  }

  clear(): void {
    this.#entries.clear();
  }

  expiryOf(key: string): number | undefined {
    return this.#live(key)?.expiresAtMs;
  }

  setExpiry(key: string, expiresAtMs: number | undefined): void {
    const entry = this.#live(key);
    if (entry !== undefined) entry.expiresAtMs = expiresAtMs;
  }

  #put(key: string, entry: Entry): void {
    this.#entries.set(key, entry);
    // Keys of past windows are never asked for again: they go when the keyspace has doubled since the last look.
    if (this.#entries.size > this.#sweepAtSize) {
      this.#sweep();
      this.#sweepAtSize = Math.max(1_000, this.#entries.size * 2);
    }
  }

  #live(key: string): Entry | undefined {
    const entry = this.#entries.get(key);
    if (entry?.expiresAtMs === undefined || entry.expiresAtMs > this.now()) return entry;
    this.#entries.delete(key);
    return undefined;
  }

  #sweep(): void {
    for (const key of this.#entries.keys()) this.#live(key);
  }
}

function isOfType<Type extends ValueType>(value: Value, type: Type): value is Values[Type] {
  return value.type === type;
}
