import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  barIndex,
  emptyShard,
  parseShard,
  partOf,
  shardKey,
  shardOf,
  writtenShard,
} from '../../src/lake/cold/bar-index.ts';
import type { ColdBar } from '../../src/lake/cold/cold-bar.ts';
import type { Bar } from '../../src/model/records.ts';
import { coldRepeats } from '../../src/pipeline/cold/cold-repeats.ts';
import { daily } from '../../src/pipeline/daily.ts';
import { takeLease } from '../../src/storage/cold/lease.ts';
import { readStatus } from '../../src/storage/read/status.ts';
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

/** Binance's minute of 2021-10-11 00:00 UTC, and the ones after it with its figures. Both instruments are of one part. */
const minute = (instrument_id: string, at: number, close = '54631.19000000', month = 9): Bar => ({
  instrument_id,
  interval: '1m',
  time: new Date(Date.UTC(2021, month, 11) + at * 60_000).toISOString(),
  session_date: null,
  ...{ open: '54659.01000000', high: '54670.00000000', low: '54596.63000000', close },
  ...{ volume: '68.54042000', turnover: '3744747.38481630', trades: 1980, unit: 'USDT', final: true },
});
const [one, other] = ['BINANCE:BTC-USDT', 'XJSE:HAR'];
const shard = shardKey(shardOf(one));
const away = { code: 'dependency_unavailable', retry: true };

const files = () =>
  machine.owner.query<{ path: string; sha256: string; damage: string | null; period: string }>(
    'SELECT path, sha256, damage, period FROM cold_file ORDER BY path',
  );
const count = async (table: string) =>
  Number((await machine.owner.query<{ n: string }>(`SELECT count(*) AS n FROM ${table}`))[0]?.n);
const told = (bars: readonly ColdBar[]) => bars.map(({ time, close, rev }) => `${time} ${close} ${rev}`);
const object = (key: string): Uint8Array => stand.bucket.objects.get(key) ?? new Uint8Array();

/** A bit of a file's bars, behind their first column. */
async function damage(path: string): Promise<() => Promise<void>> {
  const whole = object(path);
  await stand.bucket.put(path, whole.with(300, (whole[300] ?? 0) ^ 1) as Uint8Array);
  return () => stand.bucket.put(path, whole);
}

/** Two months of two instruments, cold and published. */
async function fill(): Promise<ColdBar[]> {
  await stand.bring([9, 10].flatMap((month) => [0, 1, 2].map((at) => minute(one, at, '54631.19000000', month))));
  await stand.bring([minute(other, 0), minute(other, 1)]);
  await stand.bring([minute(one, 1, '2')]);
  await stand.bring([minute(one, 1)], 'kraken');
  await daily(deps);
  expect([errors(), await stand.hot()]).toEqual([[], []]);
  logged.length = 0;
  return await stand.everything();
}

describe('a correction of a cold bar', () => {
  test.each<[string, () => Promise<unknown>]>([
    ['is lost', async () => stand.bucket.objects.delete(shard)],
    ['is damaged', () => stand.bucket.put(shard, '{')],
    ['is empty', () => stand.bucket.put(shard, '')],
    ['knows of nothing', () => stand.bucket.put(shard, writtenShard(emptyShard(shardOf(one))))],
    [
      'knows of some of its rows only',
      async () => {
        const { shard: name, files, slices } = parseShard(new TextDecoder().decode(object(shard)), shardOf(one));
        const less = { [one]: slices[one]?.slice(1) ?? [] };
        await stand.bucket.put(shard, writtenShard({ shard: name, files, slices: less }));
      },
    ],
    [
      'names the file and none of its rows',
      async () => {
        const known = { ...emptyShard(shardOf(one)), files: await barIndex(stand.bucket).files(one) };
        await stand.bucket.put(shard, writtenShard({ ...known, files: [...known.files] }));
      },
    ],
  ])('keeps every other one where the index %s, and the next day makes it anew', async (_name, lose) => {
    const before = await fill();
    await lose();
    await stand.bring([minute(one, 0, '3')]);
    const taken = before.filter((bar) => bar.instrument_id === one && bar.time.startsWith('2021-10'));
    expect(told(await stand.hot()).sort()).toEqual([...told(taken), `${minute(one, 0).time} 3 2`].sort());
    await daily(deps);
    const after = await stand.everything();
    expect(after).toHaveLength(before.length + 1);
    expect(await stand.hot()).toEqual([]);
    expect(new Set(errors().map(({ event }) => event))).toEqual(new Set(['cold_index_mended']));
    logged.length = 0;
    await daily(deps);
    expect(errors()).toEqual([]);
  });

  test('begins with the file that stands for the bars, whatever file an old index names', async () => {
    await fill();
    const old = object(shard);
    await stand.bring([minute(one, 0, '3')]);
    await daily(deps);
    const before = await stand.everything();
    await stand.bucket.put(shard, old);
    await stand.bring([minute(one, 0, '4')]);
    await daily(deps);
    expect(await stand.everything()).toHaveLength(before.length + 1);
  });

  test.each(['whose bytes are others', 'that is gone'])('waits for a file %s', async (how) => {
    const before = await fill();
    const [{ path } = { path: '' }] = (await files()).filter(({ period }) => period === '2021-10');
    const whole = object(path);
    if (how === 'that is gone') stand.bucket.objects.delete(path);
    else await damage(path);
    for (const lose of [async () => undefined, async () => stand.bucket.objects.delete(shard)]) {
      const index = object(shard);
      await lose();
      await expect(stand.bring([minute(one, 0, '3')])).rejects.toMatchObject(away);
      expect([await count('cold_reopened'), await count('bar')]).toEqual([0, 0]);
      await stand.bucket.put(shard, index);
    }
    await stand.bucket.put(path, whole);
    await stand.bring([minute(one, 0, '3')]);
    expect(await stand.everything()).toHaveLength(before.length + 1);
  });
});

test('what a source tells again is left out where the index is lost', async () => {
  await fill();
  stand.bucket.objects.delete(shard);
  const rows = { bar: [minute(one, 0), minute(one, 1)] };
  const repeats = coldRepeats(machine.writer, stand.bucket);
  expect(await repeats.leaveOut(rows, { connector: 'binance', fetch_id: 'fetch_z' })).toEqual({
    rows: { bar: [minute(one, 1)] },
    repeated: 1,
  });
});

describe('a damaged file', () => {
  test('is not taken into the next one, nor signed, and is told of until it is brought back', async () => {
    const late = minute('XJSE:OMU', 0);
    expect([partOf(late.instrument_id), partOf(other)]).toEqual([partOf(one), partOf(one)]);
    const before = await fill();
    const known = await files();
    const [{ path } = { path: '' }] = known.filter(({ period }) => period === '2021-10');
    await stand.bring([late]);
    const mend = await damage(path);
    await machine.owner.query('UPDATE cold_file SET published_as = NULL');
    const signed = stand.bucket.puts.length;
    await daily(deps);
    expect((await files()).map(({ sha256 }) => sha256)).toEqual(known.map(({ sha256 }) => sha256));
    expect(errors().map(({ event }) => event)).toEqual([
      'cold_file_damaged',
      'part_not_compacted',
      'period_not_published',
    ]);
    expect(stand.bucket.puts.slice(signed).filter((key) => key.includes('2021-10'))).toEqual([]);
    expect(told(await stand.hot())).toEqual(told([{ ...late, rev: 1 } as ColdBar]));
    expect(await status()).toMatchObject([{ files: 2, checked: 2, damaged: 1 }]);
    await daily(deps);
    expect(await status()).toMatchObject([{ damaged: 1 }]);
    await mend();
    logged.length = 0;
    await daily(deps);
    expect(errors()).toEqual([]);
    expect(await status()).toMatchObject([{ files: 2, checked: 2, damaged: 0 }]);
    expect(await stand.everything()).toHaveLength(before.length + 1);
  });

  test('is found some day, however many files there are', async () => {
    await fill();
    await machine.owner.query("UPDATE cold_file SET checked_at = now() - interval '40 days' WHERE period = '2021-11'");
    const [{ path } = { path: '' }] = (await files()).filter(({ period }) => period === '2021-11');
    stand.bucket.objects.delete(path);
    await daily(deps);
    expect(errors()).toMatchObject([{ event: 'cold_file_damaged', fields: { path, damage: 'it is gone' } }]);
  });
});

test('whoever was killed holds the day up for two minutes and no longer', async () => {
  await stand.bring([minute(one, 0)]);
  expect(await takeLease(machine.writer, 'daily', 'dead')).toBe(true);
  await daily(deps);
  expect(logged).toContainEqual({ level: 'warn', event: 'daily_job_held', fields: undefined });
  expect(await stand.hot()).toHaveLength(1);
  await machine.owner.query("UPDATE job_lease SET until = until - interval '121 seconds'");
  await daily(deps);
  expect(await stand.hot()).toEqual([]);
});

async function status(): Promise<unknown> {
  const { cold } = JSON.parse((await readStatus(machine.owner)).json) as { cold: unknown };
  return cold;
}
