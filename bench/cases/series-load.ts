import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newId } from '../../src/core/ids.ts';
import type { Bar } from '../../src/model/records.ts';
import { store } from '../../src/storage/store.ts';
import type { Benchmark } from '../benchmark.ts';
import { compare, takeTurns } from '../rounds.ts';
import { barColumns, daysEach, minutesPerDay, seriesDatabase } from '../series-database.ts';

const rounds = { warmUp: 1, rounds: 7 };

/** Rows as a rebuild from the lake writes them: through the store's upsert, with nobody to be told. */
export const seriesLoad: Benchmark = {
  cases: ['series.bulk_load'],
  compares: `${(daysEach * minutesPerDay).toLocaleString('en')} bars stored over HTTP as a replay does, against COPY of the same rows from a file on the server`,
  async run(stage) {
    const { db, fill } = await seriesDatabase(stage, 'series_load');
    await fill(1);
    const stored = await db.query<Bar & Record<string, unknown>>(
      `SELECT instrument_id, "interval", source, wire_instant(time) AS time, session_date::text, open::text, high::text,
         low::text, close::text, volume::text, turnover::text, trades, unit, final, is_sample, fetch_id,
         wire_instant(recorded_at) AS recorded_at FROM bar ORDER BY instrument_id, time`,
    );
    const provenance = { source: 'binance', is_sample: true, fetch_id: newId('fetch') };
    const load = { ...provenance, recorded_at: new Date().toISOString() };
    const directory = await mkdtemp(join(tmpdir(), 'wizdata-copy-'));
    try {
      await chmod(directory, 0o755);
      const file = join(directory, 'bars.csv');
      const names = barColumns.split(', ').map((name) => name.replaceAll('"', ''));
      const lines = stored.map((row) => names.map((name) => row[name] ?? '').join(','));
      await writeFile(file, lines.join('\n'), { mode: 0o644 });
      const perSecond = async (work: () => Promise<unknown>): Promise<number> => {
        await db.query('TRUNCATE bar');
        const begun = performance.now();
        await work();
        return (stored.length * 1000) / (performance.now() - begun);
      };
      const taken = await takeTurns(
        rounds,
        () => perSecond(() => store(db, { bar: stored }, load, 'beside')),
        () => perSecond(() => db.query(`COPY bar (${barColumns}) FROM '${file}' (FORMAT csv)`)),
      );
      return [{ case: 'series.bulk_load', unit: 'rows/s', aim: 0.4, ...compare(taken, 'higher', (speed) => speed) }];
    } finally {
      await rm(directory, { recursive: true });
    }
  },
};
