import type { SharedCache } from '../../cache/answer.ts';
import type { Clock } from '../../core/clock.ts';
import { channelName, type Interval } from '../../model/symbol.ts';
import { barFields } from '../../storage/read/bars.ts';
import { contentTag } from '../content-tag.ts';

/** Whose bars, as published. */
export interface BlockSeries {
  readonly instrument_id: string;
  readonly interval: Interval;
  /** As it is asked for: null for the one that is believed most. */
  readonly asked: string | null;
}

/** All bars of a period that is over. Nothing in it changes: where the database says otherwise, another takes its place. */
export interface BarBlock {
  readonly period: string;
  readonly source: string;
  /** Where it begins: a period's start, or earlier where nothing lies before; '' where nothing is older at all. */
  readonly from: string;
  readonly until: string;
  readonly unit: string | null;
  readonly is_sample: boolean;
  readonly times: readonly string[];
  /** Each bar as JSON. */
  readonly rows: readonly string[];
  /** What the database knew when it last said that this is so, and when that was. */
  readonly snapshot: string;
  readonly checkedAtMs: number;
}

export interface BarBlocks {
  /** From this isolate's memory. */
  recall(series: BlockSeries, period: string): BarBlock | null;
  /** From what isolates share. */
  find(series: BlockSeries, period: string): Promise<BarBlock | null>;
  keep(series: BlockSeries, block: BarBlock): void;
  /** Whether the database need not be asked whether a block still stands. */
  isFresh(series: BlockSeries, block: BarBlock): boolean;
}

interface BarBlocksDeps {
  readonly clock: Clock;
  readonly maxBytes: number;
  readonly shared: SharedCache;
  readonly isOvertaken: (answer: { readonly tags: readonly string[]; readonly readAtMs: number }) => boolean;
  readonly defer: (work: Promise<unknown>) => void;
}

/** As long as an answer is believed without asking. */
const freshMs = 15_000;
/** Changes are announced in the outbox, which keeps them for twice as long. */
const maxAgeMs = 7 * 86_400_000;
const rowBytes = 64;
const maxAbsent = 5_000;

/** The blocks used last, up to a number of bytes; what is used twice is shared. */
export function barBlocks({ clock, maxBytes, shared, isOvertaken, defer }: BarBlocksDeps): BarBlocks {
  const known = new Map<string, { readonly block: BarBlock; readonly bytes: number; isShared: boolean }>();
  let bytes = 0;
  /** Names that were not found, and until when they are not looked for. */
  const absent = new Map<string, number>();
  const nameOf = ({ instrument_id, interval, asked }: BlockSeries, period: string): string =>
    [form, instrument_id, interval, asked ?? '', period].join('/');
  const stands = (block: BarBlock): boolean => clock.now() - block.checkedAtMs < maxAgeMs;

  function set(name: string, block: BarBlock, isShared: boolean): void {
    drop(name);
    const size = block.rows.reduce((sum, row) => sum + row.length + rowBytes, 512);
    if (size > maxBytes / 4) return;
    known.set(name, { block, bytes: size, isShared });
    bytes += size;
    for (const oldest of known.keys()) {
      if (bytes <= maxBytes) break;
      drop(oldest);
    }
  }

  function drop(name: string): void {
    bytes -= known.get(name)?.bytes ?? 0;
    known.delete(name);
  }

  return {
    recall(series, period) {
      const name = nameOf(series, period);
      const entry = known.get(name);
      if (entry === undefined || !stands(entry.block)) return null;
      known.delete(name);
      known.set(name, entry);
      if (!entry.isShared) {
        entry.isShared = true;
        defer(shared.put(name, sharedForm(entry.block, clock.now())));
      }
      return entry.block;
    },
    async find(series, period) {
      const name = nameOf(series, period);
      if ((absent.get(name) ?? 0) > clock.now()) return null;
      const found = await shared.get(name).catch(() => null);
      const block = found === null ? null : (JSON.parse(decoder.decode(found.body)) as BarBlock);
      if (block === null || !stands(block)) {
        if (absent.size >= maxAbsent) absent.clear();
        absent.set(name, clock.now() + freshMs);
        return null;
      }
      set(name, block, true);
      return block;
    },
    keep(series, block) {
      const name = nameOf(series, block.period);
      const entry = known.get(name);
      const isSame =
        entry?.block.rows.length === block.rows.length && entry.block.rows.every((row, at) => row === block.rows[at]);
      set(name, block, isSame && entry.isShared);
    },
    isFresh: ({ instrument_id, interval }, { checkedAtMs }) =>
      clock.now() - checkedAtMs < freshMs &&
      !isOvertaken({ tags: [channelName('bar', instrument_id, interval)], readAtMs: checkedAtMs }),
  };
}

const decoder = new TextDecoder();
const encoder = new TextEncoder();
/** Blocks outlive the program that made them: one whose rows have other fields does not find them. */
const form = `block-${contentTag(encoder.encode(barFields.join())).slice(1, -1)}`;

/** No purge drops it: whoever finds it asks the database whether it still stands. */
function sharedForm(block: BarBlock, nowMs: number) {
  const body = encoder.encode(JSON.stringify(block));
  const etag = contentTag(encoder.encode(block.rows.join()));
  return {
    body,
    contentType: 'application/json',
    etag,
    tags: [],
    readAtMs: nowMs,
    expiresAtMs: block.checkedAtMs + maxAgeMs,
  };
}
