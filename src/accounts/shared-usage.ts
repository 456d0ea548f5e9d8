import type { Spent } from '../model/principal.ts';

/** Counts that isolates have gathered and that are not in Postgres yet. */
export interface SharedUsage {
  /** Adds a block once, however often it is sent, and says what its accounts have spent since. */
  add(block: UsageBlock): Promise<ReadonlyMap<string, Spent>>;
  /**
   * What was gathered since the last time, set aside under an id; the same again until it is dropped. Null when there is
   * nothing.
   */
  setAside(newFlushId: string): Promise<UsageFlush | null>;
  /** What was set aside under this id has been stored. */
  drop(flushId: string): Promise<void>;
}

export interface UsageBlock {
  readonly block_id: string;
  readonly counts: readonly UsageCount[];
}

export interface UsageCount {
  readonly account_id: string;
  readonly key_id: string;
  /** In UTC. */
  readonly day: string;
  readonly operation: string;
  readonly requests: number;
  readonly tokens: number;
}

export interface UsageFlush {
  readonly flush_id: string;
  readonly counts: readonly UsageCount[];
}
