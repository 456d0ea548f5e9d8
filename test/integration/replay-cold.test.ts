import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Bar } from '../../src/model/records.ts';
import { reopeningDatabase } from '../../src/pipeline/cold/reopening-database.ts';
import { type Reopening, reopenSome } from '../../src/pipeline/reopen-replayed.ts';
import * as replay from '../../src/pipeline/replay.ts';
import { MemoryBucket } from '../support/memory-bucket.ts';
import { freeze } from './cold-bars.ts';
import { all, countsOf, none, ReplayStand } from './replay-stand.ts';

let stand: ReplayStand;
let store: MemoryBucket;
beforeAll(async () => {
  stand = await ReplayStand.start();
});
afterAll(() => stand.stop());
beforeEach(async () => {
  store = new MemoryBucket();
  await stand.clear();
});

/** Binance's BTCUSDT minute of 2021-10-11 00:00 UTC, at other times. */
const bar = (time: string, instrument_id = 'FAKE:BTC-USDT'): Bar => ({
  ...{ instrument_id, interval: '1m', time, session_date: null, unit: 'USDT', final: true, trades: 1980 },
  ...{ open: '54659.01', high: '54670', low: '54596.63', close: '54631.19' },
  ...{ volume: '68.54042', turnover: '3744747.3848163' },
});
const october = '2021-10-11T00:00:00.000Z';
/** In the time that the payloads of the stand were asked for. */
const december = '2022-12-30T00:30:00.000Z';

const turnsCold = (period: string) => freeze(stand.owner, store, 'intraday', period);
const reopened = async (id: string, which: Reopening) => {
  const deps = { ...stand.deps(), store };
  for (let after = await reopenSome(id, which, null, deps); after !== null; ) {
    after = await reopenSome(id, which, after, deps);
  }
};
const rebuilt = () =>
  stand.rebuilt(all, async (id) => {
    await reopened(id, 'touched');
    await reopened(id, 'asked');
  });
const standing = async () =>
  (
    await stand.owner.query<{ text: string }>(
      `SELECT instrument_id || ' ' || wire_instant(time) || ' ' || trades AS text FROM bar WHERE source = 'fake' ORDER BY 1`,
    )
  ).map(({ text }) => text);

test('a replay corrects, adds and withdraws bars of periods that lie in cold storage', async () => {
  stand.reading = ({ rows, rejected }) => ({
    rejected,
    // The trades are wrong, and what belongs to one instrument is taken for another's.
    rows: {
      bar: rows.bar?.map((one) => ({
        ...one,
        trades: 1,
        instrument_id: one.time === december ? 'FAKE:XBT-USDT' : one.instrument_id,
      })),
    } as typeof rows,
  });
  await stand.fetched({ rows: { bar: [bar(october), bar(december)] }, rejected: [] });
  await turnsCold('2021-10');
  await turnsCold('2022-12');
  expect(await standing()).toEqual([]);
  stand.mend();
  const { id, of } = await rebuilt();
  expect(of('bar').cold).toBe(0);
  expect(countsOf(of('bar'))).toEqual({ ...none, changed: 1, added: 1, withdrawn: 1 });
  await stand.swap(id);
  expect(await standing()).toEqual([`FAKE:BTC-USDT ${october} 1980`, `FAKE:BTC-USDT ${december} 1980`]);
  expect(
    await stand.owner.query(`SELECT instrument_id, trades FROM bar_revision WHERE source = 'fake' ORDER BY 1`),
  ).toEqual([
    { instrument_id: 'FAKE:BTC-USDT', trades: 1 },
    { instrument_id: 'FAKE:XBT-USDT', trades: 1 },
  ]);
  expect(countsOf((await rebuilt()).of('bar'))).toEqual({ ...none, same: 2 });
});

test('what other fetches have said stays in cold storage', async () => {
  await stand.fetched({ rows: { bar: [bar(december)] }, rejected: [] });
  await turnsCold('2022-12');
  const second = await stand.fetched({ rows: { bar: [bar(october)] }, rejected: [] });
  const id = (
    await stand.rebuilt({ ...all, from: second.fetched_at }, async (of) => {
      await reopened(of, 'touched');
      await reopened(of, 'asked');
    })
  ).id;
  expect(await stand.owner.query('SELECT 1 FROM cold_reopened')).toEqual([]);
  await replay.discardReplay(id, stand.deps());
});

test('a swap takes back what has turned cold since the comparison, and what does so while it is at it', async () => {
  const reading = ({ rows, rejected }: Parameters<typeof stand.reading>[0]) => ({
    rows: { bar: rows.bar?.map((one) => ({ ...one, trades: 1 })) ?? [] },
    rejected,
  });
  for (const inTime of [true, false]) {
    await stand.clear();
    stand.reading = reading;
    await stand.fetched({ rows: { bar: [bar(october)] }, rejected: [] });
    stand.mend();
    const { id } = await rebuilt();
    await turnsCold('2021-10');
    if (inTime) await reopened(id, 'due');
    const db = inTime ? stand.db : reopeningDatabase(stand.db, store, stand.clock);
    await stand.swap(id, stand.deps({ db }));
    expect(await standing()).toEqual([`FAKE:BTC-USDT ${october} 1980`]);
  }
});

test('goes on behind the last line where it was cut off, and leaves other lines alone', async () => {
  const times = Array.from({ length: 45 }, (_, at) => new Date(Date.UTC(2015, at, 5)).toISOString());
  await stand.fetched({ rows: { bar: times.map((time) => bar(time)) }, rejected: [] });
  for (const time of times) await turnsCold(time.slice(0, 7));
  const { of } = await stand.rebuilt(all, async (id) => {
    const deps = { ...stand.deps(), store };
    const after = await reopenSome(id, 'touched', null, deps);
    expect(after).toEqual(['FAKE:BTC-USDT', 'intraday', times[39]?.slice(0, 7)]);
    expect(await stand.owner.query('SELECT count(*)::int AS n FROM cold_reopened')).toEqual([{ n: 40 }]);
    // Again from where it began: what was taken back is not among it any more.
    expect(await reopenSome(id, 'touched', null, deps)).toBeNull();
  });
  expect([of('bar').same, of('bar').cold]).toEqual([45, 0]);
});
