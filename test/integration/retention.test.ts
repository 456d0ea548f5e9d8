import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { fixedClock } from '../../src/core/clock.ts';
import { retention } from '../../src/model/retention.ts';
import { audit } from '../../src/pipeline/audit.ts';
import { daily } from '../../src/pipeline/daily.ts';
import { rowsBeyond } from '../../src/storage/partition-policies.ts';
import { type DailyRound, type DailyStand, startDailyStand } from './daily-stand.ts';

let machine: DailyStand;
let { stand, deps, logged, errors } = {} as DailyRound;

beforeAll(async () => {
  machine = await startDailyStand();
});
afterAll(() => machine.stop());
beforeEach(async () => {
  ({ stand, deps, logged, errors } = await machine.begin());
});

const dayMs = 86_400_000;

describe('partitions', () => {
  test('are made ahead of time, and a row beyond them is an alarm until they are', async () => {
    const soon = await machine.owner.query<{ t: string }>("SELECT wire_instant(partition_from('trade_beyond')) AS t");
    const at = Date.parse(soon[0]?.t ?? '') + dayMs;
    await machine.owner.query(
      `INSERT INTO trade (instrument_id, source, trade_id, time, price, size, side, unit, is_sample, fetch_id, recorded_at)
       VALUES ('KRAKEN:BTC-USD', 'kraken', '1', $1, 1, 1, 'buy', 'USD', false, 'f', $1)`,
      [new Date(at).toISOString()],
    );
    expect(await rowsBeyond(machine.writer)).toMatchObject({
      trade: 1,
      quote: 0,
      bar_intraday: 0,
      bar_daily: 0,
      measurement: 0,
    });
    const far = fixedClock(at - 400 * dayMs);
    await daily({ ...deps, clock: far });
    expect(errors()).toMatchObject([{ event: 'rows_beyond_partitions', fields: { trade: 1 } }]);
    logged.length = 0;
    await daily({ ...deps, clock: fixedClock(at - 20 * dayMs) });
    expect(errors()).toEqual([]);
    expect(await rowsBeyond(machine.writer)).toMatchObject({ trade: 0 });
    expect(await machine.owner.query('SELECT count(*)::int AS n FROM trade')).toEqual([{ n: 1 }]);
  });
});

describe('retention', () => {
  test('has a policy for every table', async () => {
    const tables = await machine.owner.query<{ name: string }>(
      `SELECT c.oid::regclass::text AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND n.nspname = 'public' ORDER BY 1`,
    );
    const covered = retention.flatMap(({ of }) => of.split(', '));
    const without = tables
      .map(({ name }) => name)
      .filter((name) => !covered.includes(name) && !(covered.includes('*_revision') && name.endsWith('_revision')));
    expect(without).toEqual([]);
    const known = new Set([...tables.map(({ name }) => name), '*_revision']);
    expect(covered.filter((of) => !of.endsWith('/') && !known.has(of))).toEqual([]);
  });

  const ago = (days: number): string => new Date(stand.clock.now() - days * dayMs).toISOString();
  const count = async (table: string) =>
    (await machine.owner.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${table}`))[0]?.n;

  test('removes ticks by whole months, but those of samples', async () => {
    for (const [id, days, is_sample] of [
      ['1', 200, false],
      ['2', 1, false],
      ['3', 80, false],
      ['4', 200, true],
    ] as const) {
      await machine.owner.query(
        `INSERT INTO trade (instrument_id, source, trade_id, time, price, size, side, unit, is_sample, fetch_id, recorded_at)
         VALUES ('KRAKEN:BTC-USD', 'kraken', $1, $2, 1, 1, 'buy', 'USD', $3, 'f', $2)`,
        [id, ago(days), is_sample],
      );
    }
    await daily(deps);
    expect(errors()).toEqual([]);
    expect(await machine.owner.query('SELECT trade_id FROM trade ORDER BY 1')).toEqual([
      { trade_id: '2' },
      { trade_id: '3' },
      { trade_id: '4' },
    ]);
    expect(
      await machine.owner.query("SELECT removed::int, removed_in_all FROM retention_run WHERE policy = 'trades'"),
    ).toEqual([{ removed: 1, removed_in_all: '1' }]);
  });

  test('removes changes that all have read, and no others', async () => {
    const insert = (days: number, published: boolean, derived: boolean) =>
      machine.owner.query(
        `INSERT INTO outbox (dataset, channel, fetch_id, rows, created_at, published_at, derived_at)
         VALUES ('rate', 'rate.1d:FX:EUR-ZAR', 'f', '{"rev": [1]}', $1, $2, $3)`,
        [ago(days), published ? ago(days) : null, derived ? ago(days) : null],
      );
    await insert(20, true, true);
    await insert(20, true, false);
    await insert(20, false, true);
    await insert(13, true, true);
    await machine.owner.query('UPDATE audit_state SET outbox_id = 9223372036854775807');
    await insert(20, true, true);
    await daily(deps);
    expect(await count('outbox')).toBe(3);
    await machine.owner.query('UPDATE audit_state SET outbox_id = 0');
    await insert(20, true, true);
    await daily(deps);
    expect(await count('outbox')).toBe(4);
  });

  test('removes old runs, but of each kind the newest, and no backfill', async () => {
    const insert = (id: string, days: number, backfill: string | null = null) =>
      machine.owner.query(
        `INSERT INTO job_run (run_id, connector, subject, kind, backfill_id, attempt, status, payloads, window_from,
           window_to, started_at) VALUES ($1, 'ecb', 'all', 'schedule', $3, 1, 'succeeded', 0, $2, $2, $2)`,
        [id, ago(days), backfill],
      );
    await insert('oldest', 500);
    await insert('old', 450);
    await insert('chunk', 500, 'backfill_1');
    await daily(deps);
    expect(await machine.owner.query('SELECT run_id FROM job_run ORDER BY 1')).toEqual([
      { run_id: 'chunk' },
      { run_id: 'old' },
    ]);
    await insert('new', 1);
    await daily(deps);
    expect(await machine.owner.query('SELECT run_id FROM job_run ORDER BY 1')).toEqual([
      { run_id: 'chunk' },
      { run_id: 'new' },
    ]);
  });
});

test('a series whose bars all lie in files keeps what an audit has said of it, and fails none', async () => {
  await stand.bring([
    {
      ...{ instrument_id: 'BINANCE:BTC-USDT', interval: '1m', time: '2021-10-11T00:00:00.000Z', session_date: null },
      ...{ open: '54659.01000000', high: '54670.00000000', low: '54596.63000000', close: '54631.19000000' },
      ...{ volume: '68.54042000', turnover: '3744747.38481630', trades: 1980, unit: 'USDT', final: true },
    },
  ]);
  await machine.owner.query('UPDATE outbox SET derived_at = now(), published_at = now()');
  await machine.owner.query('UPDATE audit_state SET outbox_id = 0, waiting_since = NULL');
  const later = (days: number) => fixedClock(Date.now() + days * dayMs);
  expect(await audit({ db: machine.writer, clock: later(1) })).toMatchObject({ waited: false, channels: 1 });
  const known = await machine.owner.query('SELECT channel, rows, first_time FROM quality');
  expect(known).toHaveLength(1);
  await daily(deps);
  expect(await stand.hot()).toEqual([]);
  expect(await audit({ db: machine.writer, clock: later(2) })).toMatchObject({ channels: 1 });
  expect(await machine.owner.query('SELECT channel, rows, first_time FROM quality')).toEqual(known);
  expect(await machine.owner.query("SELECT error_message FROM job_run WHERE status = 'failed'")).toEqual([]);
});
