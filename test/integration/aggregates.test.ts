import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { newId } from '../../src/core/ids.ts';
import type { ChangeMessage } from '../../src/model/messages.ts';
import type { Change } from '../../src/model/parsed.ts';
import type { Bar } from '../../src/model/records.ts';
import { messageOf } from '../../src/pipeline/announce.ts';
import { deriveChange } from '../../src/pipeline/derive-change.ts';
import type { Database } from '../../src/storage/client.ts';
import { store } from '../../src/storage/store.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { startMigratedDatabase } from './migrated-database.ts';

let db: Database;
let stop: () => Promise<void>;

beforeAll(async () => {
  ({ db, stop } = await startMigratedDatabase());
});
afterAll(() => stop());
beforeEach(async () => {
  await db.query('TRUNCATE bar, bar_revision, bar_series, outbox');
});

const minuteMs = 60_000;
/** The last hours of October 2021, a Sunday: a week, a month and a day end at once. */
const start = Date.parse('2021-10-31T20:00:00.000Z');

/** Binance's BTCUSDT minute of 2021-10-11 00:00 UTC, at another minute and with a price of its own. */
function minute(at: number, price: number, change: Partial<Bar> = {}): Bar {
  const [open, high, low, close] = [price, price + 3, price - 2, price + 1].map((value) => (value / 100).toFixed(2));
  return {
    instrument_id: 'BINANCE:BTC-USDT',
    interval: '1m',
    time: new Date(start + at * minuteMs).toISOString(),
    session_date: null,
    ...{ open: open ?? null, high: high ?? null, low: low ?? null, close: close ?? '' },
    ...{ volume: '68.54042', turnover: '3745319.8846204', trades: 1980, unit: 'USDT', final: true },
    ...change,
  };
}

async function keep(bars: readonly Bar[]): Promise<readonly Change[]> {
  const provenance = { source: 'binance', is_sample: true, fetch_id: newId('fetch') };
  const { changes } = await store(db, { bar: bars }, { ...provenance, recorded_at: '2021-11-02T00:00:00.000Z' });
  return changes;
}

const ignore = async (_messages: readonly ChangeMessage[]): Promise<void> => {};
const deriveOf = (change: Change, through: Database = db): Promise<void> =>
  deriveChange(messageOf(change), { db: through, sendPublish: ignore });

/** Every level from the minutes alone, in SQL: an hour of a market that never closes is final with all its minutes. */
const recompute = `
WITH minute AS (SELECT * FROM bar WHERE "interval" = '1m'), level AS (
  SELECT * FROM (VALUES ('5m', 5), ('15m', 15), ('1h', 60), ('1d', 1440), ('1w', 10080), ('1M', NULL)) AS l ("interval", minutes)
), bucket AS (
  SELECT level."interval", minutes, minute.*, CASE level."interval"
      WHEN '1w' THEN date_trunc('week', time AT TIME ZONE 'UTC') WHEN '1M' THEN date_trunc('month', time AT TIME ZONE 'UTC')
      ELSE date_bin(make_interval(mins => minutes), time AT TIME ZONE 'UTC', '2021-01-01') END AS start
  FROM level, (SELECT time, open, high, low, close, volume, turnover, trades, final FROM minute) minute
)
SELECT "interval", to_char(start, 'YYYY-MM-DD HH24:MI') AS start,
  (array_agg(open ORDER BY time))[1]::text AS open, max(high)::text AS high, min(low)::text AS low,
  (array_agg(close ORDER BY time DESC))[1]::text AS close,
  CASE WHEN count(volume) = count(*) THEN trim_scale(sum(volume))::text END AS volume,
  CASE WHEN count(turnover) = count(*) THEN trim_scale(sum(turnover))::text END AS turnover, sum(trades)::int AS trades,
  bool_and(final) AND count(*) = COALESCE(minutes,
    extract(epoch FROM start + interval '1 month' - start) / 60) AS final
FROM bucket GROUP BY "interval", minutes, start ORDER BY "interval", start`;

const stored = `SELECT "interval", to_char(time AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI') AS start, open::text, high::text,
    low::text, close::text, trim_scale(volume)::text AS volume, trim_scale(turnover)::text AS turnover, trades, final
  FROM bar WHERE source = 'derived' ORDER BY "interval", time`;

async function expectLevelsAsRecomputed(): Promise<void> {
  const levels = await db.query(stored);
  expect(levels.length).toBeGreaterThan(0);
  expect(levels).toEqual(await db.query(recompute));
}

test('a derivation that began before a correction and ends after it does not put the old bar back', async () => {
  const [first] = await keep(Array.from({ length: 60 }, (_, at) => minute(at, 5_465_901 + at)));
  let stores = 0;
  const overtaken: Database = {
    ...db,
    batch: async (statements) => {
      if (!statements.some(({ text }) => text.includes('assert_unchanged_since'))) return await db.batch(statements);
      stores += 1;
      if (stores === 1) for (const change of await keep([minute(5, 9_999_999)])) await deriveOf(change);
      return await db.batch(statements);
    },
  };
  await deriveOf(first as Change, overtaken);
  expect(stores).toBe(2);
  await expectLevelsAsRecomputed();
  expect(await db.query(`SELECT count(*)::int AS open FROM outbox WHERE derived_at IS NULL`)).toEqual([{ open: 0 }]);
});

test('an hour that was served while some of its minutes were missing stays known as it was', async () => {
  const half = Array.from({ length: 30 }, (_, at) => minute(at, 5_465_901));
  for (const change of await keep(half)) await deriveOf(change);
  for (const change of await keep([minute(30, 5_465_901)])) await deriveOf(change);
  const hours = `SELECT trades, final, rev FROM bar_revision WHERE "interval" = '1h'
    UNION ALL SELECT trades, final, rev FROM bar WHERE "interval" = '1h' ORDER BY rev`;
  expect(await db.query(hours)).toEqual([
    { trades: 30 * 1980, final: false, rev: 1 },
    { trades: 31 * 1980, final: false, rev: 2 },
  ]);
});

test('a bar that is still running leaves no history', async () => {
  const now = new Date();
  const running = {
    ...minute(0, 5_465_901, { final: false }),
    time: new Date(Math.floor(now.getTime() / minuteMs) * minuteMs).toISOString(),
  };
  const provenance = { source: 'binance', is_sample: true, recorded_at: running.time };
  for (const close of ['1', '2']) {
    await store(db, { bar: [{ ...running, close }] }, { ...provenance, fetch_id: newId('fetch') });
  }
  expect(await db.query('SELECT count(*)::int AS kept FROM bar_revision')).toEqual([{ kept: 0 }]);
});

test('whatever comes in whatever order, late, corrected or at once, every level is what a full computation gives', async () => {
  const random = seededRandom(20211031);
  const isIn = (hundred: number): boolean => random.whole(1, 100) <= hundred;
  let open: Change[] = [];
  for (let round = 0; round < 60; round += 1) {
    const first = random.whole(0, 420);
    const span = Array.from({ length: random.whole(1, 25) }, (_, at) => first + at).filter(() => isIn(80));
    const bars = span.map((at) =>
      minute(at, random.whole(5_400_000, 5_490_000), {
        final: isIn(95),
        turnover: isIn(98) ? `${random.whole(0, 9_999)}.${random.whole(0, 99_999)}` : null,
        volume: `${random.whole(0, 90)}.${random.whole(0, 99_999)}`,
      }),
    );
    open.push(...(await keep(bars)));
    // Some changes wait for a later turn, the others are derived side by side in any order.
    const now = open.filter(() => isIn(40));
    open = open.filter((change) => !now.includes(change));
    await Promise.all(now.reverse().map((change) => patiently(() => deriveOf(change))));
  }
  await Promise.all(open.map((change) => patiently(() => deriveOf(change))));
  await expectLevelsAsRecomputed();
});

/** As the queue does: again, until it is done. */
async function patiently(work: () => Promise<void>): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (attempt === 20) throw error;
    }
  }
}
