import { toInstant } from '../../core/clock.ts';
import { type ColdBar, compareColdBars, compareSeries } from '../../lake/cold/cold-bar.ts';
import type { Window } from '../../model/payload.ts';
import type { Interval } from '../../model/symbol.ts';
import type { Database } from '../../storage/client.ts';
import type { Taken } from '../../storage/cold/cold-files.ts';
import { type HashedBar, readHashedBars, type SeriesSpan, type StoredSeries } from '../../storage/cold/cold-rows.ts';

const minuteMs = 60_000;
const dayMs = 86_400_000;
/** How far bars lie apart at least, by which a span is cut into pages of about so many rows. */
const stepMs: Readonly<Record<Interval, number>> = {
  ...{ '1m': minuteMs, '5m': 5 * minuteMs, '15m': 15 * minuteMs, '1h': 60 * minuteMs, '4h': 240 * minuteMs },
  ...{ '1d': dayMs, '1w': 7 * dayMs, '1M': 28 * dayMs, '1q': 90 * dayMs, '1y': 365 * dayMs },
};
const pageRows = 4_000;

/** What to read at once: many short series together, long ones in pieces. In the order of a cold file. */
export function pagesOf(series: readonly StoredSeries[], span: Window): SeriesSpan[][] {
  const pages: SeriesSpan[][] = [];
  let room = 0;
  for (const one of series.toSorted(compareSeries)) {
    for (const piece of piecesOf(one, span)) {
      const rows = rowsIn(one, piece);
      if (rows > room) {
        pages.push([]);
        room = pageRows;
      }
      pages.at(-1)?.push({ ...one, ...piece });
      room -= rows;
    }
  }
  return pages;
}

const rowsIn = ({ interval }: StoredSeries, { from, to }: Window): number =>
  Math.ceil((Date.parse(to) - Date.parse(from)) / stepMs[interval]);

function piecesOf(series: StoredSeries, span: Window): Window[] {
  const count = Math.ceil(rowsIn(series, span) / pageRows);
  const [from, to] = [Date.parse(span.from), Date.parse(span.to)];
  const cut = (at: number): string => toInstant(from + Math.floor(((to - from) * at) / count));
  return Array.from({ length: count }, (_, at) => ({ from: cut(at), to: cut(at + 1) }));
}

interface BarsBeingRead {
  bars(): AsyncGenerator<ColdBar>;
  /** What has been read so far. */
  taken(): Taken;
}

/** All versions of the bars of these series in a span, a page at a time, counted as they are given out. */
export function readBars(db: Database, series: readonly StoredSeries[], span: Window): BarsBeingRead {
  let rows = 0;
  let sum = 0n;
  return {
    async *bars() {
      for (const page of pagesOf(series, span)) {
        for (const { hash, ...bar } of await readHashedBars(db, page)) {
          rows += 1;
          sum += BigInt(hash);
          yield bar satisfies Omit<HashedBar, 'hash'>;
        }
      }
    },
    taken: () => ({ rows, hash: sum.toString() }),
  };
}

/** Two sequences of bars in the order of a file as one. */
export async function* merged(left: AsyncIterable<ColdBar>, right: Iterable<ColdBar>): AsyncGenerator<ColdBar> {
  const others = right[Symbol.iterator]();
  let other = others.next();
  for await (const bar of left) {
    while (!other.done && compareColdBars(other.value, bar) < 0) {
      yield other.value;
      other = others.next();
    }
    yield bar;
  }
  for (; !other.done; other = others.next()) yield other.value;
}
