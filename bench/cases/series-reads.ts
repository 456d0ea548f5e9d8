import { type BarsRequest, readBars } from '../../src/storage/read/bars.ts';
import type { Benchmark, Result } from '../benchmark.ts';
import { compare, takeTurns } from '../rounds.ts';
import { instrumentAt, type SeriesDatabase, seriesDatabase } from '../series-database.ts';

const million = 1_000_000;
const rounds = { warmUp: 20, rounds: 200 };

const latest = (asOf: string | null): BarsRequest => ({
  key: [instrumentAt(3), '1m'],
  ...{ from: null, before: null, position: null, order: 'latest', limit: 500, source: null, format: 'rows' },
  ...{ as_of: asOf, unit: null, part: '0' },
});

async function milliseconds(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** The newest 500 bars of one series while the table grows, and as of now against the plain read. */
export const seriesReads: Benchmark = {
  cases: ['series.last_500', 'series.as_of'],
  compares:
    'the newest 500 minutes of a series: in 1 M rows against more rows (5 M; with --large 10 M and 50 M), and as of a moment against the plain read',
  async run(stage, { large }) {
    const series = await seriesDatabase(stage, 'series_reads');
    await series.fill(million);
    const small = await readTime(series);
    const results: Result[] = [];
    for (const size of large ? [10, 50] : [5]) {
      await series.fill(size * million);
      const grown = await readTime(series);
      results.push({
        case: `series.last_500 ${size}M`,
        ...{ value: grown, against: small, unit: 'ms', ratio: small / grown, aim: 1 / 1.5 },
      });
    }
    const asOf = new Date().toISOString();
    const read = (moment: string | null) => () => milliseconds(() => readBars(series.db, latest(moment)));
    const taken = await takeTurns(rounds, read(asOf), read(null));
    results.push({ case: 'series.as_of', unit: 'ms', aim: 1 / 1.5, ...compare(taken, 'lower', (time) => time) });
    return results;
  },
};

async function readTime({ db }: SeriesDatabase): Promise<number> {
  const read = () => milliseconds(() => readBars(db, latest(null)));
  const taken = await takeTurns(rounds, read, read);
  return compare(taken, 'lower', (time) => time).value;
}
