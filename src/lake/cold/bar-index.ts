import { z } from 'zod';
import { crc32 } from '../../core/crc32.ts';
import { WizError } from '../../core/errors.ts';
import { fingerprint } from '../../core/hash.ts';
import { interval } from '../../model/symbol.ts';
import { type IntervalClass, timeClasses } from '../../model/time-classes.ts';
import type { BarSlice } from './bar-slice.ts';
import { byText } from './cold-bar.ts';
import { type ColdStore, getText, putObject, type ReadableColdStore } from './cold-store.ts';

/**
 * Which bytes of which file hold an instrument's bars: 256 JSON objects, each of the instruments whose ids share two hex
 * digits of a digest. Whoever asks for an instrument reads one of them, a period that turns cold rewrites them all. With
 * days of 10,000 instruments over ten years each is half a megabyte; one object for everybody would be 97 of them, and
 * one for each instrument, of ten kilobytes, would take 10,000 writes a month.
 */
export const shards: readonly string[] = Array.from({ length: 256 }, (_, at) => at.toString(16).padStart(2, '0'));

export const shardOf = (instrumentId: string): string => fingerprint(instrumentId).slice(-2);
export const shardKey = (shard: string): string => `${barFiles}index/${shard}.json`;

/** A part is the instruments of the shards with one first digit: what one file of a period holds. */
export const parts: readonly string[] = Array.from({ length: 16 }, (_, at) => at.toString(16));
/** Also in SQL: see `cold_part` in the migrations. */
export const partOf = (instrumentId: string): string => shardOf(instrumentId).slice(0, 1);

/** Where the files lie, and the index. */
export const barFiles = 'cold/bar/';
/** A file is named by its bytes: a part that is written anew is another object, and who reads the old one can finish. */
export const barFileKey = (place: ColdPlace, sha256: string): string =>
  `${barFiles}${place.class}/${place.period}/${place.part}-${sha256.slice(0, 16)}.parquet`;

/** A file of cold storage: the bars of the intervals of a class, in a month or a year, of the instruments of a part. */
const coldFile = z.object({
  class: z.enum(Object.keys(timeClasses) as IntervalClass[]),
  period: z.string().regex(/^\d{4}(?:-\d{2})?$/),
  part: z.string().regex(/^[0-9a-f]$/),
  path: z.string(),
});
export type ColdFile = z.infer<typeof coldFile>;
type ColdPlace = Omit<ColdFile, 'path'>;

/** There is one file of a place. */
const placeName = (place: ColdPlace): string => `${place.class} ${place.period} ${place.part}`;

const count = z.number().int().nonnegative();
const entry = z.tuple([count, interval, z.string(), count, count, count, count, count, count, count, z.int(), z.int()]);
type Entry = z.infer<typeof entry>;

const barShard = z.object({
  shard: z.string(),
  files: z.array(coldFile),
  /** By instrument, in the order of {@link entryOf}; looked into only for the instrument that is asked for. */
  slices: z.record(z.string(), z.array(z.unknown())),
});
type BarShard = z.infer<typeof barShard>;

export const emptyShard = (shard: string): BarShard => ({ shard, files: [], slices: {} });

/** A number for the form and the CRC-32 of all that comes behind it, in front of it: what was changed is not believed. */
const sealed = /^\{"format":2,"checksum":(\d+),(.*)$/s;
const checksumOf = (content: string): number => crc32(new TextEncoder().encode(content));

export function writtenShard(shard: BarShard): string {
  const content = JSON.stringify(shard).slice(1);
  return `{"format":2,"checksum":${checksumOf(content)},${content}`;
}

export function parseShard(text: string, shard: string): BarShard {
  const [, checksum, content = ''] = sealed.exec(text) ?? [];
  if (Number(checksum) === checksumOf(content)) {
    const parsed = barShard.parse(JSON.parse(`{${content}`));
    if (parsed.shard === shard) return parsed;
  }
  throw new WizError('dependency_unavailable', `cold storage is damaged: ${shardKey(shard)} is not as it was written`);
}

/** A slice and the file that it is a slice of. */
export interface IndexedSlice extends BarSlice {
  readonly file: ColdFile;
}

export function slicesIn(shard: BarShard, instrument_id: string): IndexedSlice[] {
  return (shard.slices[instrument_id] ?? []).map((stored) => {
    const [at, interval, source, offset, length, checksum, group_rows, first, rows, revisions, from_ms, to_ms] =
      entry.parse(stored);
    const file = coldFile.parse(shard.files[at]);
    return {
      instrument_id,
      interval,
      source,
      file,
      offset,
      length,
      checksum,
      group_rows,
      first,
      rows,
      revisions,
      from_ms,
      to_ms,
    };
  });
}

/** How many rows of each file that a shard names it knows, by path. */
export function indexedRows({ files, slices }: BarShard): ReadonlyMap<string, number> {
  const known = new Map(files.map(({ path }) => [path, 0]));
  for (const stored of Object.values(slices).flat()) {
    const [at, , , , , , , , rows] = stored as Entry;
    const path = files[at]?.path ?? '';
    known.set(path, (known.get(path) ?? 0) + rows);
  }
  return known;
}

const entryOf = (at: number, slice: BarSlice): Entry => [
  at,
  slice.interval,
  slice.source,
  slice.offset,
  slice.length,
  slice.checksum,
  slice.group_rows,
  slice.first,
  slice.rows,
  slice.revisions,
  slice.from_ms,
  slice.to_ms,
];

/**
 * The shard with the slices of this file instead of those of the file that held the place before. A file that holds
 * nothing of the shard is named too, so that a reader can tell an index that was lost from a period without bars.
 */
export function withFile(shard: BarShard, file: ColdFile, added: readonly BarSlice[]): BarShard {
  const all = [
    ...Object.keys(shard.slices)
      .flatMap((id) => slicesIn(shard, id))
      .filter((slice) => placeName(slice.file) !== placeName(file)),
    ...added.map((slice) => ({ ...slice, file })),
  ].sort((left, right) => byText(placeName(left.file), placeName(right.file)));
  const files = [...shard.files.filter((known) => placeName(known) !== placeName(file)), file].sort((one, other) =>
    byText(placeName(one), placeName(other)),
  );
  const places = new Map(files.map((known, at) => [placeName(known), at]));
  const byInstrument = [...Map.groupBy(all, ({ instrument_id }) => instrument_id)].sort(([one], [other]) =>
    byText(one, other),
  );
  const entries = byInstrument.map(([instrument, slices]) => [
    instrument,
    slices.map((slice) => entryOf(places.get(placeName(slice.file)) ?? 0, slice)),
  ]);
  return { shard: shard.shard, files, slices: Object.fromEntries(entries) };
}

/** R2 answers six calls of a Worker at a time. */
const atOnce = 6;

/**
 * Lets the shards of a part point to this file for its period, and says how many of them changed. Repeating it changes
 * none. Only one may do so at a time: a shard is read and written back.
 */
export async function indexBarFile(store: ColdStore, file: ColdFile, slices: readonly BarSlice[]): Promise<number> {
  const byShard = Map.groupBy(slices, ({ instrument_id }) => shardOf(instrument_id));
  // One that is lost or damaged names this file at least: the daily check finds that it lacks the others.
  const changed = [...(await readShards(store, file.part))].flatMap(([shard, before]) => {
    const text = writtenShard(withFile(before ?? emptyShard(shard), file, byShard.get(shard) ?? []));
    return before !== null && text === writtenShard(before) ? [] : [{ key: shardKey(shard), text }];
  });
  for (let at = 0; at < changed.length; at += atOnce) {
    await Promise.all(changed.slice(at, at + atOnce).map(({ key, text }) => putObject(store, key, text)));
  }
  return changed.length;
}

/** The shards of a part, null for one that is lost or not as it was written. */
export async function readShards(
  store: ReadableColdStore,
  part: string,
): Promise<ReadonlyMap<string, BarShard | null>> {
  const own = shards.filter((shard) => shard.startsWith(part));
  const found = new Map<string, BarShard | null>();
  for (let at = 0; at < own.length; at += atOnce) {
    const some = own.slice(at, at + atOnce);
    const texts = await Promise.all(some.map((shard) => getText(store, shardKey(shard))));
    for (const [index, shard] of some.entries()) found.set(shard, readable(texts[index] ?? null, shard));
  }
  return found;
}

function readable(text: string | null, shard: string): BarShard | null {
  try {
    return text === null ? null : parseShard(text, shard);
  } catch {
    return null;
  }
}

export interface BarIndex {
  /** Where the bars of an instrument lie; at most one read for each shard. */
  slices(instrumentId: string): Promise<readonly IndexedSlice[]>;
  /** All files that may hold bars of it, of the same read. */
  files(instrumentId: string): Promise<readonly ColdFile[]>;
}

/** The index as it is when first asked; to see later changes, make another. */
export function barIndex(store: ReadableColdStore): BarIndex {
  const read = new Map<string, Promise<BarShard>>();
  const load = async (shard: string): Promise<BarShard> => {
    const text = await getText(store, shardKey(shard));
    return text === null ? emptyShard(shard) : parseShard(text, shard);
  };
  const shardFor = (instrumentId: string): Promise<BarShard> => {
    const shard = shardOf(instrumentId);
    const loading = read.get(shard) ?? load(shard);
    read.set(shard, loading);
    return loading;
  };
  return {
    slices: async (instrumentId) => slicesIn(await shardFor(instrumentId), instrumentId),
    files: async (instrumentId) => (await shardFor(instrumentId)).files,
  };
}
