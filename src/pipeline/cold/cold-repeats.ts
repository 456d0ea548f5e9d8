import { compareDecimals } from '../../core/decimal.ts';
import { barIndex, partOf } from '../../lake/cold/bar-index.ts';
import type { ColdBar } from '../../lake/cold/cold-bar.ts';
import type { ReadableColdStore } from '../../lake/cold/cold-store.ts';
import type { Rows } from '../../model/parsed.ts';
import type { FetchRecord } from '../../model/payload.ts';
import type { Bar } from '../../model/records.ts';
import * as records from '../../model/records.ts';
import type { Database } from '../../storage/client.ts';
import { coldSpots, type LineInFile, linesInFiles, spotName } from '../../storage/cold/cold-lines.ts';
import { oldLinesOf } from '../../storage/cold/guard.ts';
import { indexedLineBars } from './line-bars.ts';

export interface ColdRepeats {
  /** The rows without the bars that cold storage has from another fetch with the same values, and how many these are. */
  leaveOut(rows: Rows, fetch: Pick<FetchRecord, 'connector' | 'fetch_id'>): Promise<LeftOut>;
}

interface LeftOut {
  readonly rows: Rows;
  readonly repeated: number;
}

/**
 * A source that tells decades with every answer, or a payload that is read again, would take all of them back into the
 * tables, and the next night they would be written anew, for nothing. Storing what is known changes nothing; what
 * is left out is exactly that. One of these serves a batch: a spot that turns cold meanwhile is only asked about in vain.
 */
export function coldRepeats(db: Database, store: ReadableColdStore): ColdRepeats {
  let spots: Promise<ReadonlySet<string>> | null = null;
  return {
    async leaveOut(rows, { connector, fetch_id }) {
      const bars = rows.bar ?? [];
      const old = oldLinesOf(bars);
      if (old.length === 0) return { rows, repeated: 0 };
      spots ??= coldSpots(db);
      const cold = await spots;
      const asked = old.filter((line) => cold.has(spotName({ ...line, part: partOf(line.instrument_id) })));
      if (asked.length === 0) return { rows, repeated: 0 };
      const known = await standing(await linesInFiles(db, asked), connector, store);
      const bar = bars.filter((one) => {
        const said = known.get(nameOf(one));
        return said === undefined || said.fetch_id === fetch_id || !saysTheSame(one, said);
      });
      return { rows: { ...rows, bar }, repeated: bars.length - bar.length };
    },
  };
}

const nameOf = ({ instrument_id, interval, time }: Bar): string => `${instrument_id} ${interval} ${time}`;

/** The bars of a source that stand in cold storage. */
async function standing(
  lines: readonly LineInFile[],
  source: string,
  store: ReadableColdStore,
): Promise<ReadonlyMap<string, ColdBar>> {
  const index = barIndex(store);
  const known = new Map<string, ColdBar>();
  for (const line of lines) {
    for (const bar of await indexedLineBars(line.instrument_id, line, store, index)) {
      if (bar.source === source && bar.superseded_at === null) known.set(nameOf(bar), bar);
    }
  }
  return known;
}

const decimals = ['open', 'high', 'low', 'close', 'volume', 'turnover'] as const;
const others = (Object.keys(records.bar.shape) as (keyof Bar)[]).filter(
  (name) => !(decimals as readonly string[]).includes(name),
);

/** As an upsert compares them: 1.50 is 1.5. */
function saysTheSame(one: Bar, other: Bar): boolean {
  return (
    others.every((name) => one[name] === other[name]) &&
    decimals.every((name) => {
      const [left, right] = [one[name], other[name]];
      return left === right || (left !== null && right !== null && compareDecimals(left, right) === 0);
    })
  );
}
