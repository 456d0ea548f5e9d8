import Big from 'big.js';
import { fingerprint } from '../../core/hash.ts';
import * as records from '../../model/records.ts';
import type { ColdBar, SeriesName } from './cold-bar.ts';

/** What one series holds, in numbers that do not depend on the order of its rows. */
export interface SeriesDigest extends SeriesName {
  /** Revisions included. */
  readonly rows: number;
  readonly revisions: number;
  /** Sums over all of them, as SQL's trim_scale(sum(...)) says them. */
  readonly close_sum: string;
  readonly volume_sum: string;
  /** The sum of the rows' fingerprints modulo 2^64, every field and digit of theirs included. */
  readonly content: string;
}

interface Digester {
  add(bar: ColdBar): void;
  /** In the order of instrument, interval and source. */
  digests(): SeriesDigest[];
}

export function digester(): Digester {
  const bySeries = new Map<string, Sums>();
  return {
    add(bar) {
      const name = [bar.instrument_id, bar.interval, bar.source].join('\n');
      const sums = bySeries.get(name) ?? emptySums(bar);
      bySeries.set(name, sums);
      sums.rows += 1;
      if (bar.superseded_at !== null) sums.revisions += 1;
      sums.close = sums.close.plus(bar.close);
      if (bar.volume !== null) sums.volume = sums.volume.plus(bar.volume);
      sums.content = BigInt.asUintN(64, sums.content + BigInt(`0x${fingerprint(spelled(bar))}`));
    },
    digests() {
      return [...bySeries]
        .sort(([left], [right]) => (left < right ? -1 : 1))
        .map(([, { series, rows, revisions, close, volume, content }]) => ({
          ...series,
          rows,
          revisions,
          close_sum: close.toFixed(),
          volume_sum: volume.toFixed(),
          content: content.toString(16).padStart(16, '0'),
        }));
    },
  };
}

interface Sums {
  readonly series: SeriesName;
  rows: number;
  revisions: number;
  close: Big;
  volume: Big;
  content: bigint;
}

const emptySums = ({ instrument_id, interval, source }: ColdBar): Sums => ({
  series: { instrument_id, interval, source },
  rows: 0,
  revisions: 0,
  close: new Big(0),
  volume: new Big(0),
  content: 0n,
});

const fields = [
  ...Object.keys(records.bar.shape),
  ...Object.keys(records.provenanceFields.shape),
  'superseded_at',
] as (keyof ColdBar)[];

const spelled = (bar: ColdBar): string => JSON.stringify(fields.map((field) => bar[field]));
