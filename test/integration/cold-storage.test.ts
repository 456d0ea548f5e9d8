import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { partOf } from '../../src/lake/cold/bar-index.ts';
import type { ColdBar } from '../../src/lake/cold/cold-bar.ts';
import type { Bar } from '../../src/model/records.ts';
import { coldRepeats } from '../../src/pipeline/cold/cold-repeats.ts';
import { reopeningDatabase } from '../../src/pipeline/cold/reopening-database.ts';
import type { Database } from '../../src/storage/client.ts';
import { coldLinesOf } from '../../src/storage/cold/guard.ts';
import { contentText } from '../../src/storage/content-text.ts';
import { store } from '../../src/storage/store.ts';
import { type ColdStand, coldStand } from './cold.ts';
import { startMigratedDatabase } from './migrated-database.ts';

let db: Database;
let stop: () => Promise<void>;
let stand: ColdStand;

beforeAll(async () => {
  ({ db, stop } = await startMigratedDatabase());
});
afterAll(() => stop());

const now = Date.UTC(2026, 10, 24);

beforeEach(async () => {
  await db.query(`TRUNCATE bar, bar_revision, bar_series, bar_thawing, cold_file, cold_reopened, published_file, outbox,
    job_lease`);
  stand = coldStand(db, now);
});

/** Binance's minute of 2021-10-11 00:00 UTC, and the ones after it with its figures. */
const minute = (at: number, change: Partial<Bar> = {}): Bar => ({
  instrument_id: 'BINANCE:BTC-USDT',
  interval: '1m',
  time: new Date(Date.UTC(2021, 9, 11) + at * 60_000).toISOString(),
  session_date: null,
  ...{ open: '54659.01000000', high: '54670.00000000', low: '54596.63000000', close: '54631.19000000' },
  ...{ volume: '68.54042000', turnover: '3744747.38481630', trades: 1980, unit: 'USDT', final: true },
  ...change,
});
/** Absa Group on 2000-01-04 as Yahoo publishes it. */
const day = (instrument_id: string, date: string, change: Partial<Bar> = {}): Bar => ({
  ...minute(0),
  ...{ instrument_id, interval: '1d', time: `${date}T07:00:00.000Z`, session_date: date, unit: 'ZAc' },
  ...{ open: '2760.000000', high: '2830.000000', low: '2745.000000', close: '2785.000000' },
  ...{ volume: '869505', turnover: null, trades: null },
  ...change,
});

const shares = ['XJSE:ABG', 'XJSE:SHP', 'XJSE:NPN', 'XJSE:SOL'];
const files = () =>
  db.query<{ path: string; rows: number; revisions: number }>('SELECT * FROM cold_file ORDER BY path');
const reopened = () => db.query<{ instrument_id: string; period: string }>('SELECT * FROM cold_reopened');
const count = async (table: string) =>
  Number((await db.query<{ n: string }>(`SELECT count(*) AS n FROM ${table}`))[0]?.n);

/** Minutes of a month that is cold, days of years that are, and one of a year that is not; some of them corrected. */
async function fill(): Promise<void> {
  await stand.bring(Array.from({ length: 30 }, (_, at) => minute(at)));
  await stand.bring([minute(40_000), minute(3, { interval: '5m', time: '2021-10-11T00:00:00.000Z' })], 'kraken');
  for (const id of shares) {
    await stand.bring([day(id, '2000-01-04'), day(id, '2000-01-05'), day(id, '2015-12-31'), day(id, '2016-01-04')]);
  }
  await stand.bring([minute(3, { close: '54631.2' }), day('XJSE:NPN', '2000-01-04', { volume: null })]);
  await stand.bring([minute(3, { close: '54631.3' }), minute(4, { final: false, turnover: null })]);
  // What was taken back has no standing row.
  await db.query(
    `WITH gone AS (DELETE FROM bar WHERE time = '2021-10-11T00:07:00Z' RETURNING *)
     INSERT INTO bar_revision SELECT '2026-11-24T12:00:00Z', * FROM gone`,
  );
}

describe('turning cold', () => {
  test('parts instruments as the index does', async () => {
    const ids = Array.from({ length: 500 }, (_, at) => `XJSE:${(at * 7_919).toString(36).toUpperCase()}-${at}.X_`);
    const rows = await db.query<{ id: string; part: string }>(
      'SELECT id, cold_part(id) AS part FROM unnest($1::text[]) AS id',
      [ids],
    );
    expect(rows.map(({ part }) => part)).toEqual(rows.map(({ id }) => partOf(id)));
  });

  test('moves what is due into files, every version and digit, and leaves the rest', async () => {
    await fill();
    const before = await stand.hot();
    expect(await stand.compact()).toMatchObject({ left: 0, finished: true });
    expect(await stand.everything()).toEqual(before);
    const left = await stand.hot();
    expect(left.map(({ time }) => time)).toEqual(shares.map(() => '2016-01-04T07:00:00.000Z'));
    expect(await count('cold_file')).toBe(2 + 2 * new Set(shares.map(partOf)).size);
  });

  test('takes as many runs as it must', async () => {
    await fill();
    const before = await stand.hot();
    const outcomes = [];
    do outcomes.push(await stand.compact({ parts: 3 }));
    while (!outcomes.at(-1)?.finished && outcomes.length < 10);
    expect(outcomes.slice(0, -1).every(({ compacted }) => compacted === 3)).toBe(true);
    expect(outcomes.length).toBeGreaterThan(2);
    expect(await stand.everything()).toEqual(before);
    expect(await stand.hot()).toHaveLength(shares.length);
  });

  test('is done once: again there is nothing to do', async () => {
    await fill();
    await stand.compact();
    const [known, puts] = [await files(), stand.bucket.puts.length];
    expect(await stand.compact()).toEqual({ compacted: 0, left: 0, finished: true });
    expect(await files()).toEqual(known);
    expect(stand.bucket.puts).toHaveLength(puts);
  });

  test('keeps the sum of what stands, wherever it lies', async () => {
    const sums = async () => {
      const [, [row] = []] = await db.batch([
        { text: "SELECT set_config('timezone', 'UTC', true)" },
        {
          text: `SELECT sum(rows)::int AS rows, sum(hash)::text AS hash FROM (
            SELECT 1 AS rows, rebuild_hash(${contentText('bar', 'b')}) AS hash FROM bar b UNION ALL
            SELECT (h.value->>'rows')::int, (h.value->>'hash')::numeric FROM cold_file, jsonb_each(hashes) h) each`,
        },
      ]);
      return row;
    };
    await fill();
    const before = await sums();
    await stand.compact();
    expect(await sums()).toEqual(before);
    await stand.bring([minute(3, { close: '54631.4' })]);
    const corrected = await sums();
    expect(corrected).not.toEqual(before);
    await stand.compact();
    expect(await sums()).toEqual(corrected);
    await stand.bring([minute(3, { close: '54631.300' })]);
    expect(await sums()).toEqual(before);
  });

  test('drops the partitions that are empty, and new bars of their time have a place', async () => {
    await db.query(
      `INSERT INTO bar (instrument_id, "interval", source, time, close, unit, final, is_sample, fetch_id, recorded_at)
       VALUES ('XJSE:ABG', '1h', 'x', date_trunc('month', now()) - interval '45 days', 1, 'ZAc', true, true, 'f', now())`,
    );
    const oldest = async () =>
      (await db.query<{ t: string }>("SELECT partition_to('bar_intraday_before')::text AS t"))[0]?.t;
    const before = await oldest();
    await db.query("INSERT INTO bar_series VALUES ('XJSE:ABG', '1h', 'x')");
    stand.clock.advance(Date.now() - stand.clock.now());
    await stand.compact();
    expect(await oldest()).toBe(before);
    await db.query('TRUNCATE bar, bar_series');
    stand.clock.advance(40 * 86_400_000);
    await stand.compact();
    expect((await oldest()) ?? '').not.toBe(before);
  });
});

describe('a bar that comes late for a cold period', () => {
  test('is refused beside the cold ones', async () => {
    await fill();
    await stand.compact();
    const provenance = {
      source: 'binance',
      is_sample: true,
      fetch_id: 'fetch_z',
      recorded_at: '2026-11-25T00:00:00.000Z',
    };
    const error = await store(db, { bar: [minute(3)] }, provenance).catch((caught: unknown) => caught);
    const line = { interval_class: 'intraday', period: '2021-10', instrument_id: 'BINANCE:BTC-USDT' };
    expect(coldLinesOf(error)).toEqual([line]);
    expect(await count('bar')).toBe(shares.length);
    await store(db, { bar: [day('XJSE:ABG', '2016-01-05')] }, provenance);
  });

  test('finds its instrument as it was, and nothing is announced but itself', async () => {
    await fill();
    await stand.compact();
    const before = await stand.everything();
    await db.query('TRUNCATE outbox');
    await stand.bring([minute(3, { close: '54631.30' })]);
    expect(await stand.everything()).toEqual(before);
    expect(await count('outbox')).toBe(0);
    expect((await stand.hot()).filter(({ interval }) => interval === '1m')).toHaveLength(30 + 2 + 1);
    expect((await reopened()).map(({ instrument_id, period }) => [instrument_id, period])).toEqual([
      ['BINANCE:BTC-USDT', '2021-10'],
    ]);
  });

  test('corrects it, and goes back with the whole history', async () => {
    await fill();
    await stand.compact();
    const before = await stand.everything();
    await stand.bring([minute(3, { close: '1' }), minute(50)]);
    await stand.bring([day('XJSE:NPN', '2000-01-04', { volume: '7' })]);
    const corrected = await stand.everything();
    expect(corrected).toHaveLength(before.length + 3);
    const versions = (bars: readonly ColdBar[]) =>
      bars
        .filter(({ time, interval }) => time === minute(3).time && interval === '1m')
        .map(({ close, rev }) => [close, rev]);
    expect(versions(corrected)).toEqual([
      ['54631.19000000', 1],
      ['54631.2', 2],
      ['54631.3', 3],
      ['1', 4],
    ]);
    const old = (await files()).map(({ path }) => path);
    expect(await stand.compact()).toEqual({ compacted: 2, left: 0, finished: true });
    expect(await stand.everything()).toEqual(corrected);
    expect(await reopened()).toEqual([]);
    expect(await count('bar')).toBe(shares.length);
    const anew = (await files()).map(({ path }) => path);
    expect(anew.filter((path) => !old.includes(path))).toHaveLength(2);
  });

  test('waits for a new beginning when what it was taken from changes, or is lost, on the way', async () => {
    await fill();
    await stand.compact();
    const before = await stand.everything();
    const during = async (work: () => Promise<unknown>, close: string): Promise<void> => {
      let done = false;
      const disturbed: Database = {
        query: async (text, params) => {
          const rows = await db.query(text, params);
          if (!done && text.startsWith('INSERT INTO bar_thawing')) {
            done = true;
            await work();
          }
          return rows as never;
        },
        batch: (statements) => db.batch(statements),
      };
      const provenance = { source: 'binance', is_sample: true, recorded_at: '2026-11-25T00:00:00.000Z' };
      const through = reopeningDatabase(disturbed, stand.bucket, stand.clock);
      await store(through, { bar: [minute(3, { close })] }, { ...provenance, fetch_id: `fetch_${close}` });
    };
    await during(() => db.query('DELETE FROM bar_thawing'), '5');
    expect(await stand.everything()).toHaveLength(before.length + 1);
    await stand.compact();
    await during(async () => {
      await stand.bring([minute(60)]);
      await stand.compact();
    }, '6');
    const after = await stand.everything();
    expect(after).toHaveLength(before.length + 3);
    const closes = after.filter(({ time, interval }) => time === minute(3).time && interval === '1m');
    expect(closes.map(({ close }) => close)).toEqual(['54631.19000000', '54631.2', '54631.3', '5', '6']);
  });

  test('may come with others of its kind at once', async () => {
    await fill();
    await stand.compact();
    const before = await stand.everything();
    await Promise.all(Array.from({ length: 6 }, (_, at) => stand.bring([minute(100 + at)])));
    expect(await stand.everything()).toHaveLength(before.length + 6);
    expect(await count('bar_thawing')).toBe(0);
  });
});

describe('what a source tells again', () => {
  const leaveOut = (bars: readonly Bar[], fetch_id = 'fetch_z', connector = 'binance') =>
    coldRepeats(db, stand.bucket).leaveOut({ bar: bars }, { connector, fetch_id });

  test('is left out where cold storage says the same', async () => {
    await fill();
    await stand.compact();
    const young = day('XJSE:ABG', '2016-01-04');
    const told = [
      minute(0, { close: '54631.19' }),
      minute(3, { close: '54631.3' }),
      day('XJSE:ABG', '2000-01-04'),
      young,
    ];
    expect(await leaveOut(told)).toEqual({ rows: { bar: [young] }, repeated: 3 });
    expect(await leaveOut(told, 'fetch_z', 'kraken')).toEqual({ rows: { bar: told }, repeated: 0 });
    const anew = [minute(0, { turnover: null }), minute(1, { trades: 7 }), minute(3), minute(7), minute(99)];
    expect(await leaveOut(anew)).toEqual({ rows: { bar: anew }, repeated: 0 });
    const [own] = (await stand.everything()).filter(({ instrument_id }) => instrument_id === 'XJSE:SOL');
    expect(await leaveOut([day('XJSE:SOL', '2000-01-04')], own?.fetch_id)).toMatchObject({ repeated: 0 });
  });

  test('is not where the instrument was taken back', async () => {
    await fill();
    await stand.compact();
    await stand.bring([minute(0, { close: '5' })]);
    expect(await leaveOut([minute(0)])).toMatchObject({ repeated: 0 });
  });

  test('costs nothing while it is young', async () => {
    const silent = { query: () => Promise.reject(new Error('asked')), batch: () => Promise.reject(new Error('asked')) };
    const bar = [minute(0, { time: new Date().toISOString() })];
    const left = await coldRepeats(silent, stand.bucket).leaveOut({ bar }, { connector: 'binance', fetch_id: 'f' });
    expect(left).toEqual({ rows: { bar }, repeated: 0 });
  });
});
