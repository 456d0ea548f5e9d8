import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Bar } from '../../src/model/records.ts';
import type { Database } from '../../src/storage/client.ts';
import { openChanges, readChanges } from '../../src/storage/outbox.ts';
import { store } from '../../src/storage/store.ts';
import { startMigratedDatabase } from './migrated-database.ts';

let db: Database;
let stop: () => Promise<void>;

beforeAll(async () => {
  ({ db, stop } = await startMigratedDatabase());
});
afterAll(() => stop());

/** Naspers on the JSE, 2021-01-12 and 13, in cents. */
const published: readonly [day: string, close: string][] = [
  ['2021-01-12', '319441'],
  ['2021-01-13', '319878'],
];

const barsOf = (ticker: string, days: typeof published, final = true): Bar[] =>
  days.map(([day, close]) => ({
    instrument_id: `XJSE:${ticker}`,
    interval: '1d',
    time: `${day}T07:00:00.000Z`,
    session_date: day,
    open: null,
    high: null,
    low: null,
    close,
    volume: null,
    turnover: null,
    trades: null,
    unit: 'ZAc',
    final,
  }));

/** The nth fetch, made on the nth of February. */
const fetched = (n: number) => ({
  source: 'yahoo-chart',
  is_sample: true,
  fetch_id: `fetch_${String(n).padStart(32, '0')}`,
  recorded_at: `2021-02-0${n}T00:00:00.000Z`,
});

const closes = async (ticker: string) =>
  (
    await db.query<{ close: string; rev: number }>(
      'SELECT close::text, rev FROM bar WHERE instrument_id = $1 ORDER BY time',
      [`XJSE:${ticker}`],
    )
  ).map(({ close, rev }) => `${close} rev ${rev}`);

describe('storing rows', () => {
  test('new rows are inserted and announced once per channel, in the order of time', async () => {
    const set = await store(db, { bar: barsOf('AAA', published.toReversed()) }, fetched(1));
    expect(set).toMatchObject({ inserted: 2, revised: 0, unchanged: 0, stale: 0 });
    expect(set.changes.map(({ channel }) => channel)).toEqual(['bar.1d:XJSE:AAA']);
    const [announced] = await readChanges(
      db,
      set.changes.map(({ outboxId }) => outboxId),
    );
    expect(announced?.rows.map(({ close, time }) => [time, close])).toEqual([
      ['2021-01-12T07:00:00.000Z', '319441'],
      ['2021-01-13T07:00:00.000Z', '319878'],
    ]);
  });

  test('the same rows again change and announce nothing', async () => {
    await store(db, { bar: barsOf('BBB', published) }, fetched(1));
    const again = await store(db, { bar: barsOf('BBB', published) }, fetched(2));
    expect(again).toEqual({ inserted: 0, revised: 0, unchanged: 2, stale: 0, changes: [] });
    expect(await closes('BBB')).toEqual(['319441 rev 1', '319878 rev 1']);
  });

  test('a correction keeps what it replaces, with the time in which it was held true', async () => {
    await store(db, { bar: barsOf('CCC', published) }, fetched(1));
    const corrected = await store(db, { bar: barsOf('CCC', [['2021-01-13', '319879']]) }, fetched(3));
    expect(corrected).toMatchObject({ inserted: 0, revised: 1, unchanged: 0 });
    expect(await closes('CCC')).toEqual(['319441 rev 1', '319879 rev 2']);
    const kept = await db.query(
      `SELECT close::text, rev, wire_instant(recorded_at) AS known, wire_instant(superseded_at) AS until
       FROM bar_revision WHERE instrument_id = 'XJSE:CCC'`,
    );
    const until = '2021-02-03T00:00:00.000Z';
    expect(kept).toEqual([{ close: '319878', rev: 1, known: '2021-02-01T00:00:00.000Z', until }]);
  });

  test('what an earlier fetch says against a later one is stale, and counted as such', async () => {
    await store(db, { bar: barsOf('DDD', published) }, fetched(5));
    const late = await store(db, { bar: barsOf('DDD', [['2021-01-13', '1']]) }, fetched(4), 'again');
    expect(late).toEqual({ inserted: 0, revised: 0, unchanged: 0, stale: 1, changes: [] });
    expect(await closes('DDD')).toEqual(['319441 rev 1', '319878 rev 1']);
  });

  test('a bar that has not ended may change without leaving history', async () => {
    const running = { ...fetched(1), recorded_at: '2021-01-13T12:00:00.000Z' };
    await store(db, { bar: barsOf('EEE', published, false) }, running);
    await store(db, { bar: barsOf('EEE', [['2021-01-13', '319800']], true) }, fetched(2));
    expect(await db.query(`SELECT 1 FROM bar_revision WHERE instrument_id = 'XJSE:EEE'`)).toEqual([]);
    await store(db, { bar: barsOf('EEE', [['2021-01-13', '319801']], true) }, fetched(3));
    expect(await db.query(`SELECT 1 FROM bar_revision WHERE instrument_id = 'XJSE:EEE'`)).toHaveLength(1);
  });

  test('many writers of the same rows leave one row each and every announcement', async () => {
    const writes = Array.from({ length: 8 }, (_, n) => store(db, { bar: barsOf('FFF', published) }, fetched(n + 1)));
    const sets = await Promise.all(writes);
    expect(sets.reduce((sum, { inserted }) => sum + inserted, 0)).toBe(2);
    expect(await closes('FFF')).toHaveLength(2);
  });

  test('more rows than one statement takes are stored all the same', async () => {
    const days = Array.from({ length: 10_500 }, (_, n): [string, string] => [
      new Date(Date.UTC(1990, 0, 1 + n)).toISOString().slice(0, 10),
      '319878',
    ]);
    const set = await store(db, { bar: barsOf('GGG', days) }, fetched(1));
    expect(set).toMatchObject({ inserted: 10_500, unchanged: 0 });
  });
});

test('published bars are open for the derivations, derived ones and other datasets are not', async () => {
  await db.query('TRUNCATE outbox');
  await store(db, { bar: barsOf('HHH', published) }, fetched(1));
  await store(db, { bar: barsOf('HHH', published) }, { ...fetched(1), source: 'derived' });
  await store(db, { rate: [{ base: 'EUR', quote: 'ZAR', date: '2022-12-30', value: '18.0986' }] }, fetched(1));
  expect((await openChanges(db, 'derived', '2100-01-01T00:00:00Z', 10)).map(({ channel }) => channel)).toEqual([
    'bar.1d:XJSE:HHH',
  ]);
  expect(await openChanges(db, 'published', '2100-01-01T00:00:00Z', 10)).toHaveLength(3);
});
