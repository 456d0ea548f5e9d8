import { writeBarFile } from '../../src/lake/cold/bar-file.ts';
import { type BarIndex, barIndex, indexBarFile, shardOf } from '../../src/lake/cold/bar-index.ts';
import { type ColdBar, compareColdBars } from '../../src/lake/cold/cold-bar.ts';
import { readColdBars } from '../../src/lake/cold/cold-reader.ts';
import type { ColdStore } from '../../src/lake/cold/cold-store.ts';
import { type IntervalClass, timeClasses } from '../../src/model/time-classes.ts';
import { type Database, database } from '../../src/storage/client.ts';
import type { Benchmark, Result } from '../benchmark.ts';

const instrument = 'XJSE:NPN';
const year = '2020';

/** What a bar weighs in a file, against its row and its key in Postgres, and what a year of days costs to read. */
export const seriesCold: Benchmark = {
  cases: ['series.parquet', 'series.cold_year'],
  compares:
    'bytes of a bar of the sample in a cold file against heap and key, by class; requests to R2 for a year of days from files of years and of months, against one index and twelve ranges',
  async run(stage) {
    const db = database({
      connectionString: stage.platform.owner,
      endpoint: stage.platform.endpoint,
      timeoutMs: 60_000,
    });
    const results: Result[] = [];
    for (const intervalClass of Object.keys(timeClasses) as IntervalClass[]) {
      const bars = await barsOf(db, intervalClass);
      const { bytes } = await writeBarFile(bars);
      const [value, against] = [bytes.byteLength / bars.length, await bytesInPostgres(db, intervalClass)];
      results.push({
        case: `series.parquet ${intervalClass}`,
        value,
        against,
        unit: 'bytes/bar',
        ratio: against / value,
        aim: 18,
      });
    }
    const days = (await barsOf(db, 'daily')).filter(({ time }) => time.startsWith(year));
    for (const length of [4, 7]) {
      const value = await requestsForYear(days, length);
      results.push({
        case: `series.cold_year ${length === 4 ? 'years' : 'months'}`,
        value,
        against: 13,
        unit: 'requests',
        ratio: 13 / value,
        aim: 1,
      });
    }
    return results;
  },
};

async function barsOf(db: Database, intervalClass: IntervalClass): Promise<ColdBar[]> {
  const bars = await db.query<ColdBar & Record<string, unknown>>(
    `SELECT instrument_id, "interval", source, wire_instant(time) AS time, session_date::text, open::text, high::text,
       low::text, close::text, volume::text, turnover::text, trades, unit, final, is_sample, fetch_id,
       wire_instant(recorded_at) AS recorded_at, rev, NULL AS superseded_at
     FROM ${timeClasses[intervalClass].table}`,
  );
  return bars.sort(compareColdBars);
}

/** Of a table that has just been written, so that no room is lost to what was there before. */
async function bytesInPostgres(db: Database, intervalClass: IntervalClass): Promise<number> {
  const table = `weighed_${intervalClass}`;
  await db.query(`CREATE TABLE ${table} (LIKE bar, PRIMARY KEY (instrument_id, "interval", source, time))`);
  await db.query(
    `INSERT INTO ${table} SELECT * FROM ${timeClasses[intervalClass].table} ORDER BY instrument_id, "interval", source, time`,
  );
  const [weighed] = await db.query<{ bytes: number }>(
    `SELECT pg_table_size('${table}') + pg_indexes_size('${table}') AS bytes FROM pg_class LIMIT 1`,
  );
  const [counted] = await db.query<{ rows: number }>(`SELECT count(*)::int AS rows FROM ${table}`);
  await db.query(`DROP TABLE ${table}`);
  return Number(weighed?.bytes) / (counted?.rows ?? Number.NaN);
}

/** @param length of the period's name: a year's or a month's */
async function requestsForYear(days: readonly ColdBar[], length: number): Promise<number> {
  const { store, requests } = countingStore();
  const part = shardOf(instrument).slice(0, 1);
  for (const [period, bars] of Map.groupBy(
    days.filter(({ instrument_id }) => shardOf(instrument_id).startsWith(part)),
    ({ time }) => time.slice(0, length),
  )) {
    const { bytes, slices } = await writeBarFile(bars);
    const path = `cold/bar/daily/${period}/${part}.parquet`;
    await store.put(path, bytes);
    await indexBarFile(store, { class: 'daily', period, part, path }, slices);
  }
  const index: BarIndex = barIndex(store);
  const before = requests();
  const { bars } = await readColdBars({
    ...{ store, index, key: { instrument_id: instrument, interval: '1d', source: null } },
    ...{ from: `${year}-01-01T00:00:00.000Z`, before: null, as_of: null, order: 'asc', limit: 500 },
  });
  if (bars.length < 240) throw new Error(`a year of days has ${bars.length} bars`);
  return requests() - before;
}

function countingStore(): { store: ColdStore; requests(): number } {
  const objects = new Map<string, Uint8Array>();
  let requests = 0;
  return {
    requests: () => requests,
    store: {
      put: async (key, value) => objects.set(key, typeof value === 'string' ? Buffer.from(value) : value),
      async get(key, options) {
        requests += 1;
        const bytes = objects.get(key);
        const { offset = 0, length = bytes?.length ?? 0 } = options?.range ?? {};
        return bytes === undefined ? null : new Response(Uint8Array.from(bytes.subarray(offset, offset + length)));
      },
    },
  };
}
