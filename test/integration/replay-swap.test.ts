import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { toInstant } from '../../src/core/clock.ts';
import { newId } from '../../src/core/ids.ts';
import { silentLogger } from '../../src/core/log.ts';
import type { Bar } from '../../src/model/records.ts';
import { datasets } from '../../src/model/symbol.ts';
import { deriveChange } from '../../src/pipeline/derive-change.ts';
import { discardForgotten, endProof } from '../../src/pipeline/prove.ts';
import * as replay from '../../src/pipeline/replay.ts';
import type { Database } from '../../src/storage/client.ts';
import { readStatus } from '../../src/storage/read/status.ts';
import { besideLive } from '../../src/storage/rebuild.ts';
import { nextToProve } from '../../src/storage/rebuild-proof.ts';
import { all, countsOf, hourMs, none, published, ReplayStand, rates, wrong } from './replay-stand.ts';

let stand: ReplayStand;
beforeAll(async () => {
  stand = await ReplayStand.start();
});
afterAll(() => stand.stop());
beforeEach(() => stand.clear());

/** Binance's BTCUSDT minute of 2021-10-11 00:00 UTC, at other times. */
const bar = (time: string, interval: Bar['interval'] = '1m'): Bar => ({
  ...{ instrument_id: 'FAKE:BTC-USDT', interval, time, session_date: null, unit: 'USDT', final: true, trades: 1980 },
  ...{ open: '54659.01', high: '54670', low: '54596.63', close: '54631.19' },
  ...{ volume: '68.54042', turnover: '3744747.3848163' },
});

/** The minutes of October 2021 are in a file from now on. */
const octoberTurnsCold = () =>
  stand.owner.query(`INSERT INTO cold_file (interval_class, period, part, period_from, period_to, path, sha256, size_bytes,
    rows, revisions, hashes, written_at) SELECT 'intraday', '2021-10', cold_part('FAKE:BTC-USDT'), '2021-10-01Z',
    '2021-11-01Z', 'cold/x', '', 0, 1, 0, '{}', now()`);

/** The database of a life that ends after so many transactions. */
function afterBatches(allowed: number): Database {
  let left = allowed;
  return {
    query: (...of) => stand.db.query(...of) as never,
    batch: async (of) => {
      left -= 1;
      if (left < 0) throw new Error('killed');
      return await stand.db.batch(of);
    },
  };
}

describe('a swap that is cut off', () => {
  test('between any two of its statements comes to the same in the end', async () => {
    stand.reading = wrong;
    await stand.fetched(rates(published));
    await stand.fetched(rates({ ...published, ZAR: '18.2' }));
    stand.mend();
    const { id } = await stand.rebuilt();
    await replay.beginSwap(id, `${id}-swap`, stand.deps());
    const moment = stand.clock.now();
    let allowed = 0;
    let statements = 0;
    /** Lets so many statements through and then dies, before one or just after it. */
    const dying = (before: boolean): Database => {
      const die = () => Promise.reject(new Error('killed'));
      const through = async <T>(work: () => Promise<T>): Promise<T> => {
        if (statements >= allowed && before) return die();
        statements += 1;
        const done = await work();
        return statements > allowed ? die() : done;
      };
      return {
        query: (...of) => through(() => stand.db.query(...of)) as never,
        batch: (of) => through(() => stand.db.batch(of)),
      };
    };
    for (let round = 0; ; round += 1) {
      [allowed, statements] = [round >> 1, 0];
      stand.clock.advance(60_000);
      const life = stand.deps({ db: dying(round % 2 === 0) });
      try {
        for (const dataset of datasets) while (await replay.swapSome(id, dataset, life));
        await replay.endSwap(id, life);
        break;
      } catch (error) {
        expect((error as Error).message).toBe('killed');
      }
    }
    expect(await stand.standing()).toEqual({ ...published, ZAR: '18.2' });
    const known = await stand.db.query(
      'SELECT DISTINCT wire_instant(recorded_at) AS at FROM rate WHERE quote <> $1 ORDER BY 1',
      ['GBP'],
    );
    expect(known).toEqual([{ at: toInstant(moment) }]);
    expect(await stand.db.query('SELECT quote, count(*)::int AS n FROM rate_revision GROUP BY 1 ORDER BY 1')).toEqual([
      { quote: 'USN', n: 1 },
      { quote: 'ZAR', n: 1 },
    ]);
    expect(await stand.db.query("SELECT count(*)::int AS n FROM outbox WHERE rows ? 'withdrawn'")).toEqual([{ n: 1 }]);
    expect(await stand.db.query('SELECT status FROM replay')).toEqual([{ status: 'swapped' }]);
    expect(await stand.owner.query("SELECT 1 FROM pg_namespace WHERE nspname LIKE 'rebuild%'")).toEqual([]);
  });

  test('takes as many statements as it needs, and swaps each row once', async () => {
    const day = (at: number) => new Date(Date.UTC(2000, 0, 1 + at)).toISOString().slice(0, 10);
    const rate = Array.from({ length: 2_100 }, (_, at) => ({
      base: 'EUR',
      quote: 'ZAR',
      date: day(at),
      value: '18.0986',
    }));
    stand.reading = ({ rows }) => ({
      rows: { rate: rows.rate?.map((row) => ({ ...row, value: '18' })) ?? [] },
      rejected: [],
    });
    await stand.fetched({ rows: { rate }, rejected: [] });
    stand.mend();
    const { id, of } = await stand.rebuilt();
    expect([of('rate').changed, of('rate').samples.length]).toEqual([2_100, 20]);
    await replay.beginSwap(id, `${id}-swap`, stand.deps());
    const swapping = async () => JSON.parse((await readStatus(stand.db)).json).swapping;
    expect(await swapping()).toEqual([{ replay_id: id, done: 0, of: 2_100 }]);
    await expect(replay.swapSome(id, 'rate', stand.deps({ db: afterBatches(1) }))).rejects.toThrow('killed');
    expect(await swapping()).toEqual([{ replay_id: id, done: 1_000, of: 2_100 }]);
    await stand.swap(id);
    expect(await swapping()).toEqual([]);
    expect(await stand.db.query('SELECT DISTINCT value::text, rev FROM rate')).toEqual([{ value: '18.0986', rev: 2 }]);
    expect(await stand.db.query('SELECT count(*)::int AS n FROM rate_revision')).toEqual([{ n: 2_100 }]);
  });

  test('leaves a row to the fetch that has touched it since the comparison', async () => {
    stand.reading = wrong;
    await stand.fetched(rates({ ZAR: '18.0986', USD: '1.0666' }));
    stand.mend();
    const { id } = await stand.rebuilt();
    stand.reading = (said) => said;
    await stand.fetched(rates({ ZAR: '18.3', USN: '1.07' }));
    await stand.swap(id);
    expect(await stand.standing()).toEqual({ ZAR: '18.3', USD: '1.0666', USN: '1.07' });
  });
});

test('derived bars follow a swap: of what remains, and where nothing remains they are withdrawn too', async () => {
  const minute = (clock: string) => bar(`2021-10-11T${clock}:00.000Z`);
  const derived = async () => {
    for (let sent = stand.announced.splice(0); sent.length > 0; sent = stand.announced.splice(0)) {
      for (const message of sent) await deriveChange(message, stand.deps());
    }
    const rows = await stand.db.query<{ bar: string }>(
      `SELECT "interval" || to_char(time AT TIME ZONE 'UTC', ' HH24:MI ') || trades AS bar FROM bar
       WHERE source = 'derived' AND "interval" IN ('1h', '1d') ORDER BY "interval" DESC, time`,
    );
    return rows.map(({ bar }) => bar);
  };
  // The parser takes the hours for those of another zone.
  stand.reading = ({ rows, rejected }) => ({
    rejected,
    rows: { bar: rows.bar?.map((bar) => ({ ...bar, time: bar.time.replace('T01', 'T03') })) ?? [] },
  });
  await stand.fetched({ rows: { bar: ['00:00', '01:00', '01:01'].map(minute) }, rejected: [] });
  expect(await derived()).toEqual(['1h 00:00 1980', '1h 03:00 3960', '1d 00:00 5940']);
  stand.mend();
  const moment = toInstant(stand.clock.now());
  const { id, of } = await stand.rebuilt();
  expect(countsOf(of('bar'))).toEqual({ ...none, same: 1, added: 2, withdrawn: 2 });
  await stand.swap(id);
  expect(await derived()).toEqual(['1h 00:00 1980', '1h 01:00 3960', '1d 00:00 5940']);
  const kept = await stand.db.query(
    `SELECT trades, wire_instant(superseded_at) AS until FROM bar_revision WHERE source = 'derived' AND "interval" = '1h'`,
  );
  expect(kept).toEqual([{ trades: 3960, until: moment }]);
  const told = await stand.db.query(
    `SELECT channel, rows->'withdrawn' AS withdrawn FROM outbox WHERE rows ? 'withdrawn' AND channel LIKE 'bar.1_:%' ORDER BY 1`,
  );
  expect(told).toEqual(['bar.1h', 'bar.1m'].map((of_) => ({ channel: `${of_}:FAKE:BTC-USDT`, withdrawn: true })));
  expect(countsOf((await stand.rebuilt()).of('bar'))).toEqual({ ...none, same: 3 });
});

test('what lies in cold storage or has outlived its retention is compared on neither side', async () => {
  const quote = (time: string) => ({
    ...{ instrument_id: 'FAKE:BTC-USDT', time, price: '54631.19', bid: null, ask: null, volume: null },
    ...{ market_cap: null, unit: 'USDT' },
  });
  const minutes = ['2021-10-11T00:00:00.000Z', '2021-11-11T00:00:00.000Z'].map((time) => bar(time));
  const quotes = ['2021-10-11T00:00:00.000Z', '2021-11-11T00:00:00.000Z'].map(quote);
  stand.isSample = false;
  await stand.fetched({
    rows: { bar: [...minutes, bar('2021-10-11T00:00:00.000Z', '1d')], quote: quotes },
    rejected: [],
  });
  await octoberTurnsCold();
  await stand.owner.query(`DELETE FROM bar WHERE "interval" = '1m' AND time < '2021-11-01Z'`);
  await stand.owner.query(`DELETE FROM quote WHERE time < '2021-11-01Z'`);
  await stand.owner.query(
    `INSERT INTO retention_run (policy, ran_at, kept_from, removed) VALUES ('quotes', now(), '2021-11-01Z', 1)`,
  );
  const { of } = await stand.rebuilt();
  expect([of('bar'), of('quote')]).toMatchObject([
    { same: 2, cold: 1, added: 0, withdrawn: 0 },
    { same: 1, expired: 1, added: 0, withdrawn: 0 },
  ]);
});

test('a rebuild that was dropped takes nothing more, least of all into the live tables', async () => {
  const { id } = await stand.rebuilt();
  await replay.discardReplay(id, stand.deps());
  await expect(besideLive(stand.db, id).query('DELETE FROM rate')).rejects.toThrow('does not exist');
});

test('tables beside that are of no use go in the night, those of a fresh difference stay', async () => {
  const made = async () =>
    (await stand.owner.query("SELECT nspname FROM pg_namespace WHERE nspname LIKE 'rebuild%' ORDER BY 1")).map(
      ({ nspname }) => String(nspname).replace('rebuild', 'replay'),
    );
  await stand.fetched(rates(published));
  const [fresh, old, swapped] = [await stand.rebuilt(), await stand.rebuilt(), await stand.rebuilt()];
  await stand.owner.query(`UPDATE replay SET heard_at = '2000-01-01' WHERE replay_id = $1`, [old.id]);
  await stand.owner.query(`UPDATE replay SET status = 'swapped' WHERE replay_id = $1`, [swapped.id]);
  await stand.owner.query(`SELECT create_rebuild('rebuild_' || repeat('0', 32))`);
  expect(await made()).toHaveLength(4);
  await discardForgotten(stand.deps());
  expect(await made()).toEqual([fresh.id]);
  expect(await stand.db.query('SELECT status FROM replay ORDER BY replay_id')).toEqual([
    { status: 'compared' },
    { status: 'discarded' },
    { status: 'swapped' },
  ]);
  await replay.discardReplay(fresh.id, stand.deps());
});

test('a rebuild is made under its own name only', async () => {
  for (const name of ['public', 'rebuild_x', 'rebuild_0123456789abcdef0123456789abcdef; DROP TABLE rate']) {
    await expect(stand.db.query('SELECT create_rebuild($1)', [name])).rejects.toThrow('is no name of a rebuild');
    await expect(stand.db.query('SELECT drop_rebuild($1)', [name])).rejects.toThrow('is no name of a rebuild');
  }
});

describe('a proof', () => {
  /** One proof of a span of so many payloads, with what it logged. */
  async function prove(from = all.from, payloads = 10): Promise<unknown[]> {
    const id = newId('replay');
    const plan = { purpose: 'proof', workflow_id: id, limit: payloads } as const;
    await replay.beginReplay(id, { ...all, from }, plan, stand.deps());
    while ((await replay.rebuildSome(id, stand.deps())) > 0);
    const logged: unknown[] = [];
    const logger = { ...silentLogger, log: (...line: unknown[]) => void logged.push(line) };
    await endProof(id, 'fake', { ...stand.deps(), logger });
    stand.clock.advance(hourMs);
    return logged;
  }
  const proven = () =>
    stand.db.query(
      `SELECT dataset, rows::int, differing::int, live_hash = rebuilt_hash AS holds FROM rebuild_proof ORDER BY fetched_from`,
    );

  test('is recorded by source, and a difference is logged as an error', async () => {
    await stand.fetched(rates(published));
    expect(await prove()).toEqual([]);
    expect(await proven()).toEqual([{ dataset: 'rate', rows: 4, differing: 0, holds: true }]);
    expect(await stand.db.query('SELECT status FROM replay')).toEqual([{ status: 'proven' }]);
    await stand.owner.query("UPDATE rate SET value = 1 WHERE quote = 'ZAR'");
    expect(await prove()).toMatchObject([
      ['error', 'rebuild_differs', { source: 'fake', dataset: 'rate', changed: 1 }],
    ]);
    expect(await proven()).toEqual([{ dataset: 'rate', rows: 4, differing: 1, holds: false }]);
    expect(await stand.db.query('SELECT status FROM replay')).toEqual([{ status: 'differing' }]);
    expect(JSON.parse((await readStatus(stand.db)).json).rebuild_proofs).toMatchObject([{ status: 'differing' }]);
    expect(await stand.db.query('SELECT 1 FROM replay_payload')).toEqual([]);
  });

  test('of a large source goes on behind the last span, and after the last one begins anew', async () => {
    const fetches = [];
    for (const quote of ['ZAR', 'USD', 'GBP'] as const) {
      fetches.push(await stand.fetched(rates({ [quote]: published[quote] })));
    }
    const next = async () => (await nextToProve(stand.db, ['fake', 'nobody'], toInstant(stand.clock.now()), 2))?.from;
    expect(await next()).toBe(toInstant(0));
    await prove(await next(), 2);
    expect(await next()).toBe(fetches[2]?.fetched_at);
    await prove(await next(), 2);
    expect(await next()).toBe(toInstant(0));
    const holds = { dataset: 'rate', differing: 0, holds: true };
    expect(await proven()).toEqual([
      { ...holds, rows: 2 },
      { ...holds, rows: 1 },
    ]);
    expect(await nextToProve(stand.db, ['fake'], toInstant(0), 2)).toBeNull();
  });
});
