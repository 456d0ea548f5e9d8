import { z } from 'zod';
import { fingerprint } from '../../core/hash.ts';
import { interval } from '../../model/symbol.ts';
import type { BarSlice } from './bar-slice.ts';
import { byText } from './cold-bar.ts';
import { type ColdStore, getText, putObject } from './cold-store.ts';

/**
 * Which bytes of which file hold an instrument's bars: 256 JSON objects, each of the instruments whose ids share two hex
 * digits of a digest. Whoever asks for an instrument reads one of them, a month that turns cold rewrites them all. With
 * days of 10,000 instruments over ten years each is half a megabyte; one object for everybody would be 97 of them, and
 * one for each instrument, of ten kilobytes, would take 10,000 writes a month.
 */
export const shards: readonly string[] = Array.from({ length: 256 }, (_, at) => at.toString(16).padStart(2, '0'));

export const shardOf = (instrumentId: string): string => fingerprint(instrumentId).slice(-2);
export const shardKey = (shard: string): string => `cold/bar/index/${shard}.json`;
/** A file is named by its bytes: a month that is written anew is another object, and who reads the old one can finish. */
export const barFileKey = (period: string, sha256: string): string =>
  `cold/bar/${period}/${sha256.slice(0, 16)}.parquet`;

/** A file of cold storage; `period` is the month it holds. There is one file of a period. */
const coldFile = z.object({
  period: z.string().regex(/^\d{4}(?:-\d{2})?$/),
  path: z.string(),
});
export type ColdFile = z.infer<typeof coldFile>;

const count = z.number().int().nonnegative();
const entry = z.tuple([count, interval, z.string(), count, count, count, count, count, count, z.int(), z.int()]);
type Entry = z.infer<typeof entry>;

const barShard = z.object({
  format: z.literal(1),
  files: z.array(coldFile),
  /** By instrument, in the order of {@link entryOf}; looked into only for the instrument that is asked for. */
  slices: z.record(z.string(), z.array(z.unknown())),
});
export type BarShard = z.infer<typeof barShard>;

export const emptyShard: BarShard = { format: 1, files: [], slices: {} };

export const parseShard = (text: string): BarShard => barShard.parse(JSON.parse(text));

/** A slice and the file that it is a slice of. */
export interface IndexedSlice extends BarSlice {
  readonly file: ColdFile;
}

export function slicesIn(shard: BarShard, instrument_id: string): IndexedSlice[] {
  return (shard.slices[instrument_id] ?? []).map((stored) => {
    const [at, interval, source, offset, length, group_rows, first, rows, revisions, from_ms, to_ms] =
      entry.parse(stored);
    const file = coldFile.parse(shard.files[at]);
    return {
      instrument_id,
      interval,
      source,
      file,
      offset,
      length,
      group_rows,
      first,
      rows,
      revisions,
      from_ms,
      to_ms,
    };
  });
}

const entryOf = (at: number, slice: BarSlice): Entry => [
  at,
  slice.interval,
  slice.source,
  slice.offset,
  slice.length,
  slice.group_rows,
  slice.first,
  slice.rows,
  slice.revisions,
  slice.from_ms,
  slice.to_ms,
];

/** The shard with the slices of this file instead of those of the file that held the period before. */
export function withFile(shard: BarShard, file: ColdFile, added: readonly BarSlice[]): BarShard {
  const all = [
    ...Object.keys(shard.slices)
      .flatMap((id) => slicesIn(shard, id))
      .filter((slice) => slice.file.period !== file.period),
    ...added.map((slice) => ({ ...slice, file })),
  ].sort((left, right) => byText(left.file.period, right.file.period));
  const files = [...new Map(all.map((slice) => [slice.file.period, slice.file])).values()];
  const places = new Map(files.map(({ period }, at) => [period, at]));
  const byInstrument = [...Map.groupBy(all, ({ instrument_id }) => instrument_id)].sort(([one], [other]) =>
    byText(one, other),
  );
  const entries = byInstrument.map(([instrument, slices]) => [
    instrument,
    slices.map((slice) => entryOf(places.get(slice.file.period) ?? 0, slice)),
  ]);
  return { format: 1, files, slices: Object.fromEntries(entries) };
}

/** R2 answers six calls of a Worker at a time. */
const atOnce = 6;

/**
 * Lets every shard point to this file for its period, and says how many of them changed. Repeating it changes none. Only
 * one may do so at a time: a shard is read and written back.
 */
export async function indexBarFile(store: ColdStore, file: ColdFile, slices: readonly BarSlice[]): Promise<number> {
  const byShard = Map.groupBy(slices, ({ instrument_id }) => shardOf(instrument_id));
  const nothing = JSON.stringify(emptyShard);
  let changed = 0;
  const index = async (shard: string): Promise<void> => {
    const before = (await getText(store, shardKey(shard))) ?? nothing;
    const after = JSON.stringify(withFile(parseShard(before), file, byShard.get(shard) ?? []));
    if (after === before) return;
    await putObject(store, shardKey(shard), after);
    changed += 1;
  };
  for (let at = 0; at < shards.length; at += atOnce) await Promise.all(shards.slice(at, at + atOnce).map(index));
  return changed;
}

export interface BarIndex {
  /** Where the bars of an instrument lie; at most one read for each shard. */
  slices(instrumentId: string): Promise<readonly IndexedSlice[]>;
}

/** The index as it is when first asked; to see later changes, make another. */
export function barIndex(store: ColdStore): BarIndex {
  const read = new Map<string, Promise<BarShard>>();
  const load = async (shard: string): Promise<BarShard> => {
    const text = await getText(store, shardKey(shard));
    return text === null ? emptyShard : parseShard(text);
  };
  return {
    async slices(instrumentId) {
      const shard = shardOf(instrumentId);
      const loading = read.get(shard) ?? load(shard);
      read.set(shard, loading);
      return slicesIn(await loading, instrumentId);
    },
  };
}
