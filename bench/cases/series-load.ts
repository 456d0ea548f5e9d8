import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bulkLoad } from '../../src/storage/bulk-load.ts';
import type { Benchmark } from '../benchmark.ts';
import { compare, takeTurns } from '../rounds.ts';
import { barColumns, daysEach, minutesPerDay, seriesDatabase } from '../series-database.ts';

const rounds = { warmUp: 1, rounds: 7 };

/** Rows with all that is known of them, as a month is taken back from cold storage. */
export const seriesLoad: Benchmark = {
  cases: ['series.bulk_load'],
  compares: `${(daysEach * minutesPerDay).toLocaleString('en')} bars loaded over HTTP against COPY from a file on the server`,
  async run(stage) {
    const { db, fill } = await seriesDatabase(stage, 'series_load');
    await fill(1);
    const bars = await db.query(
      `SELECT instrument_id, "interval", source, wire_instant(time) AS time, session_date::text, open::text, high::text,
         low::text, close::text, volume::text, turnover::text, trades, unit, final, is_sample, fetch_id,
         wire_instant(recorded_at) AS recorded_at, rev FROM bar ORDER BY instrument_id, time`,
    );
    const directory = await mkdtemp(join(tmpdir(), 'wizdata-copy-'));
    try {
      await chmod(directory, 0o755);
      const file = join(directory, 'bars.csv');
      const names = barColumns.split(', ').map((name) => name.replaceAll('"', ''));
      await writeFile(file, bars.map((row) => names.map((name) => row[name] ?? '').join(',')).join('\n'), {
        mode: 0o644,
      });
      const perSecond = async (work: () => Promise<unknown>): Promise<number> => {
        await db.query('TRUNCATE bar');
        const begun = performance.now();
        await work();
        return (bars.length * 1000) / (performance.now() - begun);
      };
      const taken = await takeTurns(
        rounds,
        () => perSecond(() => bulkLoad(db, 'bar', bars)),
        () => perSecond(() => db.query(`COPY bar (${barColumns}) FROM '${file}' (FORMAT csv)`)),
      );
      return [{ case: 'series.bulk_load', unit: 'rows/s', aim: 0.4, ...compare(taken, 'higher', (speed) => speed) }];
    } finally {
      await rm(directory, { recursive: true });
    }
  },
};
