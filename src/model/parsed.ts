import type { RecordOf } from './records.ts';
import type { Announced, Dataset, Interval } from './symbol.ts';

/** A record that does not become a row, with the rule that says so. The rest of its payload goes on. */
export interface Rejection {
  readonly dataset: Dataset;
  readonly rule: string;
  readonly reason: string;
  /** The record as the source gave it, for a person to look at. */
  readonly record: unknown;
}

export type Rows = { readonly [D in Dataset]?: readonly RecordOf[D][] };

/** What a payload says: each of its records is either a row or a rejection. */
export interface Parsed {
  readonly rows: Rows;
  readonly rejected: readonly Rejection[];
  /** Records that became rows although something about them, which the rows no longer show, is suspicious. */
  readonly flagged?: readonly Rejection[];
}

export interface Cleaned {
  readonly accepted: Rows;
  readonly rejected: readonly Rejection[];
  /** Records that became rows although a rule finds them suspicious. */
  readonly flagged: readonly Rejection[];
}

/** What a store step changed; `unchanged` rows said what was known, `stale` rows are older than what is known. */
export interface ChangeSet {
  readonly inserted: number;
  readonly revised: number;
  readonly unchanged: number;
  readonly stale: number;
  readonly changes: readonly Change[];
}

export interface Change {
  readonly outboxId: string;
  readonly dataset: Announced;
  readonly channel: string;
}

/** One item for a channel. `key` is the row's natural key in the channel, `data` the row as REST shows it. */
export interface PublicationItem {
  readonly key: string;
  readonly final: boolean;
  readonly data: Readonly<Record<string, unknown>>;
}

export interface ChannelPublication {
  readonly channel: string;
  /** Orders changes of one row; null for frames of a live socket, which come before their rows. */
  readonly outboxId: string | null;
  readonly items: readonly PublicationItem[];
}

export type { Dataset, Interval };
