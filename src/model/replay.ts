import { z } from 'zod';
import { datasets } from './symbol.ts';

export const replayStatuses = [
  'rebuilding',
  'compared',
  'swapping',
  'swapped',
  'discarded',
  'proven',
  'differing',
  'failed',
] as const;
export type ReplayStatus = (typeof replayStatuses)[number];

const count = z.number().int().nonnegative();
const row = z.record(z.string(), z.unknown());

/** One row that the swap would touch. */
const differenceSample = z.object({
  verdict: z.enum(['added', 'changed', 'withdrawn']),
  key: row,
  /** What the live row says; null where there is none. */
  before: row.nullable(),
  /** What the rebuild says; null where it says nothing. */
  after: row.nullable(),
  /** The payload that `after` comes from; of a withdrawn row, the one that it came from. */
  fetch_id: z.string(),
});

/** What sets the rebuilt rows of a dataset apart from the live ones. */
export const datasetDifference = z.object({
  dataset: z.enum(datasets),
  same: count,
  /** The same as what a payload outside of the range was the first to say. */
  repeated: count,
  added: count,
  changed: count,
  /** Live rows of the replayed payloads that the rebuild does not make. */
  withdrawn: count,
  /** A fetch outside of the range has said it since: left alone. */
  superseded: count,
  /** Rows of payloads that today's parser refuses: a payload that is not understood takes nothing back. */
  kept: count,
  /** Rows of periods in cold storage, which is not compared: all for a proof, for a replay what it did not take back. */
  cold: count,
  /** Rows that were removed because their time was over: they are not brought back. */
  expired: count,
  live_hash: z.string(),
  rebuilt_hash: z.string(),
  samples: z.array(differenceSample),
  /** Of the rows that the swap touches, how many it has dealt with. */
  swapped: count.optional(),
});

export const difference = z.array(datasetDifference);

export type DatasetDifference = z.infer<typeof datasetDifference>;
export type Difference = z.infer<typeof difference>;

/** Rows that the swap would touch. */
export const differing = ({ added, changed, withdrawn }: DatasetDifference): number => added + changed + withdrawn;
