import { readSeen } from '../../src/api/screener/read-seen.ts';
import { matchesOf, needsOf, sorted } from '../../src/api/screener/screen.ts';
import type { Database } from '../../src/storage/client.ts';
import type { Benchmark } from '../benchmark.ts';
import { compare, takeTurns } from '../rounds.ts';
import { barColumns, seriesDatabase } from '../series-database.ts';

const instruments = 1_000;
const days = 400;
const rounds = { warmUp: 2, rounds: 11 };
const any = { ids: null, kinds: null, venues: ['BENCH'], sectors: null, countries: null, units: null };
const filters = [
  { field: 'return_1m', min: '0' },
  { field: 'volatility_1y', max: '1000' },
];

/** Minutes of the sample's figures as if each were a day: as many rows as a venue has, and figures that somebody published. */
async function fill(db: Database): Promise<void> {
  await db.query(
    `INSERT INTO bar (${barColumns})
     SELECT 'BENCH:S' || i || '-USDT', '1d', 'binance', date_trunc('day', now()) - make_interval(days => d), open, high, low,
       close, volume, turnover, trades, 'USDT', true, true, 'fetch_0192f0c4a1b27c3d8e9f0a1b2c3d4e51', now()
     FROM generate_series(1, ${instruments}) i, generate_series(1, ${days}) d, figure WHERE minute = (i * 7 + d) % 1440`,
  );
  await db.query(`INSERT INTO bar_series SELECT DISTINCT instrument_id, "interval", source FROM bar`);
  await db.query('ANALYZE');
}

/** The same figures, as one would write them down for one table and one source. */
const bare = `WITH walked AS (
  SELECT instrument_id, time, close, lag(close) OVER (PARTITION BY instrument_id ORDER BY time) AS before,
    first_value(close) OVER (PARTITION BY instrument_id ORDER BY time DESC) AS last,
    max(time) OVER (PARTITION BY instrument_id) AS newest
  FROM bar WHERE "interval" = '1d' AND source = 'binance' AND time > now() - interval '13 months'
), figures AS (
  SELECT instrument_id, max(last) AS close,
    (max(last) / (array_agg(close ORDER BY time DESC) FILTER (WHERE time <= newest - interval '1 month'))[1] - 1) * 100 AS month,
    stddev_samp(ln(close::float8 / before::float8)) FILTER (WHERE time > newest - interval '1 year') * sqrt(252) * 100 AS deviation
  FROM walked GROUP BY instrument_id
)
SELECT json_agg(f ORDER BY month DESC)::text AS json FROM figures f WHERE month >= 0 AND deviation <= 1000`;

export const screener: Benchmark = {
  cases: ['screener.1000'],
  compares: `a screen of ${instruments} instruments by return and volatility of their days, with its reasons, against one query that computes the two figures`,
  async run(stage) {
    const { db } = await seriesDatabase(stage, 'screener');
    await fill(db);
    const needs = needsOf(filters.map(({ field }) => field));
    const ours = async (): Promise<number> => {
      const start = performance.now();
      const { seen } = await readSeen(db, { universe: any, needs, on: null, as_of: null });
      const { matches } = matchesOf(seen, Object.keys({ return_1m: 0, volatility_1y: 0 }), filters);
      const found = sorted(matches, { field: 'return_1m', descending: true });
      if (seen.length !== instruments || found.length === 0)
        throw new Error(`the screen saw ${seen.length}, found ${found.length}`);
      return performance.now() - start;
    };
    const theirs = async (): Promise<number> => {
      const start = performance.now();
      await db.query(bare);
      return performance.now() - start;
    };
    const taken = await takeTurns(rounds, ours, theirs);
    return [{ case: 'screener.1000', unit: 'ms', aim: 0.5, ...compare(taken, 'lower', (time) => time) }];
  },
};
