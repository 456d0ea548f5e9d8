import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { migrate } from '../local/migrate.ts';
import { type Database, database } from '../src/storage/client.ts';
import type { Stage } from './stage.ts';

/** A day of Binance's BTCUSDT minutes, the figures of the sample. */
const figures = readFileSync(join(import.meta.dirname, '../local/upstream/figures/binance/BTCUSDT-1m.csv'), 'utf8')
  .trim()
  .split('\n')
  .slice(2)
  .map((line) => line.split(','));

export const minutesPerDay = 1_440;
export const barColumns =
  'instrument_id, "interval", source, time, open, high, low, close, volume, turnover, trades, unit, final, is_sample, fetch_id, recorded_at';

export interface SeriesDatabase {
  readonly db: Database;
  readonly connectionString: string;
  readonly endpoint: string;
  /** Adds minutes until there are so many, instrument by instrument, and takes statistics. */
  fill(rows: number): Promise<void>;
}

/** The instrument of that number; each has the same day again and again, ending with yesterday. */
export const instrumentAt = (at: number): string => `BENCH:C${at}-USDT`;
/** Days of minutes an instrument has: they lie in the partitions of the last months. */
export const daysEach = 60;

/** A database of its own, so that what is written into it leaves the platform as it is. */
export async function seriesDatabase({ platform }: Stage, name: string): Promise<SeriesDatabase> {
  const { owner, endpoint } = platform;
  await database({ connectionString: owner, endpoint }).query(`CREATE DATABASE ${name}`);
  const connection = new URL(owner);
  connection.pathname = `/${name}`;
  await migrate({ connectionString: connection.href, endpoint });
  const db = database({ connectionString: connection.href, endpoint, timeoutMs: 600_000 });
  await db.query(
    `CREATE TABLE figure AS SELECT ordinality::int - 1 AS minute, f.* FROM unnest($1::numeric[], $2::numeric[],
       $3::numeric[], $4::numeric[], $5::numeric[], $6::numeric[], $7::int[])
     WITH ORDINALITY AS f (open, high, low, close, volume, turnover, trades, ordinality)`,
    [1, 2, 3, 4, 5, 6, 7].map((column) => figures.slice(0, minutesPerDay).map((row) => row[column] ?? null)),
  );
  let instruments = 0;
  return {
    db,
    connectionString: connection.href,
    endpoint,
    async fill(rows) {
      const wanted = Math.ceil(rows / (daysEach * minutesPerDay));
      for (; instruments < wanted; instruments += 1) {
        await db.batch([
          { text: "SELECT set_config('synchronous_commit', 'off', true)" },
          {
            text: `INSERT INTO bar (${barColumns})
              SELECT $1, '1m', 'binance', date_trunc('day', now()) - make_interval(days => $2) + make_interval(days => day, mins => minute),
                open, high, low, close, volume, turnover, trades, 'USDT', true, true,
                'fetch_0192f0c4a1b27c3d8e9f0a1b2c3d4e51', now()
              FROM generate_series(0, $2 - 1) AS day, figure ORDER BY day, minute`,
            params: [instrumentAt(instruments), daysEach],
          },
          {
            text: `INSERT INTO bar_series VALUES ($1, '1m', 'binance')`,
            params: [instrumentAt(instruments)],
          },
        ]);
      }
      await db.query('VACUUM ANALYZE bar');
    },
  };
}
