import { newId } from '../../src/core/ids.ts';
import type { Bar } from '../../src/model/records.ts';
import { messageOf } from '../../src/pipeline/announce.ts';
import { deriveChange } from '../../src/pipeline/derive-change.ts';
import { store } from '../../src/storage/store.ts';
import type { Benchmark } from '../benchmark.ts';
import { percentile } from '../rounds.ts';
import { instrumentAt, minutesPerDay, type SeriesDatabase, seriesDatabase } from '../series-database.ts';

const rows = 5_000_000;
const times = 15;
const minuteMs = 60_000;
const ignore = async (): Promise<void> => {};

/** Each level from the one below it, by the plainest SQL. */
const levels = ['1m', '5 minutes', '15 minutes', '1 hour', '1 day', '7 days', '30 days'];
const recompute = levels.slice(1).map(
  (step, below) => `
CREATE TABLE level_${below + 1} AS
SELECT instrument_id, date_bin('${step}', time, '2021-01-04Z') AS time,
  (array_agg(open ORDER BY time))[1] AS open, max(high) AS high, min(low) AS low,
  (array_agg(close ORDER BY time DESC))[1] AS close, sum(volume) AS volume, sum(turnover) AS turnover, sum(trades) AS trades
FROM ${below === 0 ? `bar WHERE "interval" = '1m'` : `level_${below}`} GROUP BY 1, 2`,
);

/** What a change costs until every longer bar says it, against computing all of them anew. */
export const seriesRefresh: Benchmark = {
  cases: ['series.refresh_minute', 'series.refresh_correction', 'series.refresh_day'],
  compares:
    'bringing 5m to 1M up to date after a new minute, a corrected one, a day of them, against a full recompute of 5 M minutes in SQL',
  async run(stage) {
    const series = await seriesDatabase(stage, 'series_refresh');
    await series.fill(rows);
    const begun = performance.now();
    for (const text of recompute) await series.db.query(text);
    const full = performance.now() - begun;
    const midnight = Math.floor(Date.now() / 86_400_000) * 86_400_000;
    const cases = {
      'series.refresh_minute': (at: number) => minutesFrom(series, at, midnight, 1),
      'series.refresh_correction': (at: number) => minutesFrom(series, at, midnight - 7 * 86_400_000, 1),
      'series.refresh_day': (at: number) => minutesFrom(series, at, midnight, minutesPerDay),
    };
    const results = [];
    for (const [name, barsOf] of Object.entries(cases)) {
      const taken: number[] = [];
      for (let at = 0; at < times; at += 1) taken.push(await refresh(series, await barsOf(at)));
      const value = percentile(taken, 0.5);
      results.push({ case: name, value, against: full, unit: 'ms', ratio: full / value, aim: 100 });
    }
    return results;
  },
};

/** Minutes of the sample at another time; those that are stored already come with a corrected close. */
async function minutesFrom({ db }: SeriesDatabase, at: number, fromMs: number, count: number): Promise<Bar[]> {
  const figures = await db.query<
    Pick<Bar, 'open' | 'high' | 'low' | 'close' | 'volume' | 'turnover' | 'trades'> & { minute: number }
  >(
    `SELECT minute, open::text, high::text, low::text, open::text AS close, volume::text, turnover::text, trades
     FROM figure ORDER BY minute LIMIT $1`,
    [count],
  );
  return figures.map(({ minute, ...figure }) => ({
    ...{ instrument_id: instrumentAt(at), interval: '1m', session_date: null, unit: 'USDT', final: true, ...figure },
    time: new Date(fromMs + minute * minuteMs).toISOString(),
  }));
}

/** From the stored change to the last longer bar. */
async function refresh({ db }: SeriesDatabase, bar: readonly Bar[]): Promise<number> {
  const provenance = { source: 'binance', is_sample: true, fetch_id: newId('fetch') };
  const { changes } = await store(db, { bar }, { ...provenance, recorded_at: new Date().toISOString() });
  if (changes.length === 0) throw new Error('nothing changed, so there is nothing to refresh');
  const begun = performance.now();
  for (const change of changes) await deriveChange(messageOf(change), { db, sendPublish: ignore });
  return performance.now() - begun;
}
