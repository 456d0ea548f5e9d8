import { type Clock, fixedClock } from '../../src/core/clock.ts';
import { silentLogger } from '../../src/core/log.ts';
import { readBarFile } from '../../src/lake/cold/bar-file.ts';
import { barIndex } from '../../src/lake/cold/bar-index.ts';
import type { ColdBar } from '../../src/lake/cold/cold-bar.ts';
import { compareColdBars } from '../../src/lake/cold/cold-bar.ts';
import { readSlices } from '../../src/lake/cold/read-slices.ts';
import type { Bar } from '../../src/model/records.ts';
import { type CompactOutcome, compact, defaultColdAfterMonths } from '../../src/pipeline/cold/compact.ts';
import { reopeningDatabase } from '../../src/pipeline/cold/reopening-database.ts';
import type { Database } from '../../src/storage/client.ts';
import { assertLease, endLease, takeLease } from '../../src/storage/cold/lease.ts';
import { store } from '../../src/storage/store.ts';
import { MemoryBucket } from '../support/memory-bucket.ts';

export interface ColdStand {
  readonly db: Database;
  readonly bucket: MemoryBucket;
  readonly clock: Clock & { advance(ms: number): void };
  /** Stores bars as a payload brings them, taking back from cold storage what it must. */
  bring(bars: readonly Bar[], source?: string): Promise<void>;
  compact(through?: Partial<Pick<ColdStand, 'db' | 'bucket'> & { readonly parts: number }>): Promise<CompactOutcome>;
  /** Every version of every bar, wherever it lies, and in the table alone. */
  everything(): Promise<ColdBar[]>;
  hot(): Promise<ColdBar[]>;
}

/** What was read from the pages of other tests, so that versions differ in every field that a correction changes. */
let fetches = 0;

export function coldStand(db: Database, startMs: number): ColdStand {
  const bucket = new MemoryBucket();
  const clock = fixedClock(startMs);
  const reopening = reopeningDatabase(db, bucket, clock);
  const hot = async (): Promise<ColdBar[]> => {
    const columns = `instrument_id, "interval", source, wire_instant(time) AS time, session_date::text, open::text,
      high::text, low::text, close::text, volume::text, turnover::text, trades, unit, final, is_sample, fetch_id,
      wire_instant(recorded_at) AS recorded_at, rev`;
    const rows = await db.query(
      `SELECT ${columns}, NULL AS superseded_at FROM bar
       UNION ALL SELECT ${columns}, wire_instant(superseded_at) FROM bar_revision`,
    );
    return (rows as unknown as ColdBar[]).sort(compareColdBars);
  };
  return {
    db,
    bucket,
    clock,
    hot,
    async bring(bars, source = 'binance') {
      fetches += 1;
      clock.advance(1_000);
      const fetch_id = `fetch_${String(fetches).padStart(32, '0')}`;
      const recorded_at = new Date(clock.now()).toISOString();
      await store(reopening, { bar: bars }, { source, is_sample: true, fetch_id, recorded_at });
    },
    async compact(through = {}) {
      const holder = `test_${clock.now()}_${fetches}`;
      clock.advance(60_000);
      const deps = { db, store: bucket, clock, logger: silentLogger, holds: assertLease('cold', holder) };
      await db.query('DELETE FROM job_lease');
      await takeLease(db, 'cold', holder);
      const bounds = { untilMs: Number.POSITIVE_INFINITY, parts: through.parts ?? Number.POSITIVE_INFINITY };
      const outcome = await compact(defaultColdAfterMonths, bounds, {
        ...deps,
        db: through.db ?? db,
        store: through.bucket ?? bucket,
      });
      await endLease(db, 'cold', holder);
      return outcome;
    },
    async everything() {
      const spots = await db.query<{ interval_class: string; period: string; part: string; path: string }>(
        'SELECT interval_class, period, part, path FROM cold_file',
      );
      const reopened = await db.query<{ name: string }>(
        `SELECT interval_class || ' ' || period || ' ' || instrument_id AS name FROM cold_reopened`,
      );
      const open = new Set(reopened.map(({ name }) => name));
      const cold: ColdBar[] = [];
      for (const { interval_class, period, path } of spots) {
        const bars = [...readBarFile(bucket.objects.get(path) ?? new Uint8Array())].flatMap((group) => group.bars);
        const isOpen = (id: string) => open.has(`${interval_class} ${period} ${id}`);
        const own = bars.filter(({ instrument_id }) => !isOpen(instrument_id));
        const indexed: ColdBar[] = [];
        for (const id of new Set(bars.map(({ instrument_id }) => instrument_id))) {
          const slices = await barIndex(bucket).slices(id);
          const here = slices.filter(({ file }) => file.class === interval_class && file.period === period);
          if (!isOpen(id)) indexed.push(...(await readSlices(bucket, here)));
        }
        if (JSON.stringify(indexed.sort(compareColdBars)) !== JSON.stringify(own)) {
          throw new Error(`the index and ${path} say different things`);
        }
        cold.push(...own);
      }
      return [...cold, ...(await hot())].sort(compareColdBars);
    },
  };
}
