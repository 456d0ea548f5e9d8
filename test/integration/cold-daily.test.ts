import { parquetReadObjects } from 'hyparquet';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { sha256 } from '../../src/core/hash.ts';
import { partOf } from '../../src/lake/cold/bar-index.ts';
import { type PublicKey, type SignedManifest, verifyManifest } from '../../src/lake/cold/manifest.ts';
import { decompressors } from '../../src/lake/cold/parquet-file.ts';
import { daily } from '../../src/pipeline/daily.ts';
import { takeLease } from '../../src/storage/cold/lease.ts';
import { type DailyRound, type DailyStand, newCredentials, startDailyStand } from './daily-stand.ts';

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
const minute = (instrument_id: string, at: number, close = '54631.19000000') => ({
  instrument_id,
  interval: '1m' as const,
  time: new Date(Date.UTC(2021, 9, 11) + at * 60_000).toISOString(),
  session_date: null,
  ...{ open: '54659.01000000', high: '54670.00000000', low: '54596.63000000', close },
  ...{ volume: '68.54042000', turnover: '3744747.38481630', trades: 1980, unit: 'USDT', final: true },
});
const one = 'BINANCE:BTC-USDT';
const read = (key: string): Uint8Array => stand.bucket.objects.get(key) ?? new Uint8Array();
const json = (key: string) => JSON.parse(new TextDecoder().decode(read(key)));
const manifest = (): SignedManifest => json('public/bar/intraday/2021-10/manifest.json');
const cold = (prefix: string) => [...stand.bucket.objects.keys()].filter((key) => key.startsWith(prefix)).sort();

describe('the public files of a period', () => {
  test('hold what stands of open sources, in two forms, and their manifest is signed', async () => {
    await stand.bring([minute(one, 0), minute(one, 1), minute('XJSE:SOL', 0)]);
    await stand.bring([minute(one, 1, '54631.25')]);
    await stand.bring([minute(one, 0), minute('KRAKEN:BTC-USD', 0)], 'kraken');
    await daily(deps);
    expect(errors()).toEqual([]);
    const { files, ...said } = manifest();
    expect(said).toMatchObject({ dataset: 'bar', period: '2021-10' });
    const { keys } = json('public/keys.json') as { keys: PublicKey[] };
    expect(await verifyManifest(manifest(), keys)).toBe(true);
    const told = files.map(({ path, rows }) => `${path.replace(/-[0-9a-f]{16}/, '')} ${rows}`);
    const partsOf = (id: string, rows: number) =>
      ['csv', 'parquet'].map((form) => `public/bar/intraday/2021-10/${partOf(id)}.${form} ${rows}`);
    expect(told.sort()).toEqual([...partsOf(one, 2), ...partsOf('XJSE:SOL', 1)].sort());
    for (const { path, sha256: digest, bytes } of files) {
      expect([await sha256(read(path)), read(path).byteLength]).toEqual([digest, bytes]);
    }
    const pathOf = (form: string) => files.find(({ path, rows }) => rows === 2 && path.endsWith(form))?.path ?? '';
    const lines = new TextDecoder()
      .decode(read(pathOf('csv')))
      .trim()
      .split('\r\n');
    expect(lines).toHaveLength(3);
    expect(lines[2]).toContain('54631.25,');
    const file = read(pathOf('parquet')).slice().buffer as ArrayBuffer;
    const rows = await parquetReadObjects({ file, compressors: decompressors });
    expect(rows.map(({ close, source, is_sample }) => [close, source, is_sample])).toEqual([
      [54_631.19, 'binance', true],
      [54_631.25, 'binance', true],
    ]);
    expect(await machine.owner.query('SELECT count(*)::int AS n FROM published_file')).toEqual([{ n: 4 }]);
  });

  test('are made once, anew after a correction, and go when the terms of their source change', async () => {
    await stand.bring([minute(one, 0)]);
    await daily(deps);
    const [first, puts] = [manifest(), stand.bucket.puts.length];
    await daily(deps);
    expect(stand.bucket.puts).toHaveLength(puts);
    // Whoever has just read of a file finds it, however old it is.
    stand.clock.advance(5 * dayMs);
    await stand.bring([minute(one, 0, '2')]);
    expect(manifest()).toEqual(first);
    await daily(deps);
    expect(cold('cold/bar/intraday')).toHaveLength(2);
    const second = manifest();
    expect(second.files.map(({ path }) => path)).not.toEqual(first.files.map(({ path }) => path));
    expect(cold('public/bar/intraday')).toHaveLength(5);
    // A day later nobody reads the former ones any more.
    stand.clock.advance(2 * dayMs);
    await daily(deps);
    expect(cold('public/bar/intraday')).toEqual(
      [...second.files.map(({ path }) => path), 'public/bar/intraday/2021-10/manifest.json'].sort(),
    );
    expect(cold('cold/bar/intraday')).toHaveLength(1);
    await machine.owner.query("UPDATE source SET redistribution = 'restricted' WHERE source_id = 'binance'");
    await daily(deps);
    expect(manifest().files).toEqual([]);
    stand.clock.advance(2 * dayMs);
    await daily(deps);
    expect(cold('public/bar/intraday')).toEqual(['public/bar/intraday/2021-10/manifest.json']);
    expect(errors()).toEqual([]);
  });

  test('are not made without a key, and are made when there is one', async () => {
    await stand.bring([minute(one, 0)]);
    await daily({ ...deps, manifestKey: null });
    expect(cold('public/')).toEqual([]);
    expect(logged.filter(({ event }) => event === 'publish')).toMatchObject([{ fields: { published: 0 } }]);
    await daily(deps);
    expect(manifest().files).toHaveLength(2);
  });

  test('keep the keys that have signed before', async () => {
    await stand.bring([minute(one, 0)]);
    await daily(deps);
    const before = manifest();
    const { manifest_key } = await newCredentials();
    await stand.bring([minute(one, 0, '2')]);
    await daily({ ...deps, manifestKey: manifest_key });
    const { keys } = json('public/keys.json') as { keys: PublicKey[] };
    expect(keys).toHaveLength(2);
    expect(await verifyManifest(before, keys)).toBe(true);
    expect(await verifyManifest(manifest(), keys)).toBe(true);
  });
});

describe('the daily round', () => {
  test('leaves everything but partitions to whoever is at it', async () => {
    await stand.bring([minute(one, 0)]);
    expect(await takeLease(machine.writer, 'daily', 'another')).toBe(true);
    await daily(deps);
    expect(logged.map(({ event }) => event)).toEqual(['partition', 'daily_job_held']);
    expect(await stand.hot()).toHaveLength(1);
  });

  test('goes on with the next step when one fails', async () => {
    stand.bucket.failure = new Error('away');
    await stand.bring([minute(one, 0)]);
    await daily(deps);
    expect(errors().map(({ event }) => event)).toEqual(['part_not_compacted', 'retain_failed']);
    expect(await machine.owner.query('SELECT count(*)::int AS n FROM job_lease')).toEqual([{ n: 0 }]);
    stand.bucket.failure = null;
    logged.length = 0;
    await daily(deps);
    expect(errors()).toEqual([]);
    expect(await stand.hot()).toEqual([]);
  });

  test('stops when its time is over, and goes on the next day', async () => {
    await stand.bring(['XJSE:ABG', 'XJSE:SOL', one].map((id) => minute(id, 0)));
    const late = { now: () => stand.clock.now() };
    let slept = 0;
    const bucket = new Proxy(stand.bucket, {
      get: (of, name) => {
        const value = Reflect.get(of, name, of);
        if (name === 'put') {
          slept += 1;
          stand.clock.advance(400_000);
        }
        return typeof value === 'function' ? value.bind(of) : value;
      },
    });
    await daily({ ...deps, store: bucket, clock: late });
    expect(slept).toBeGreaterThan(0);
    expect(await machine.owner.query('SELECT count(*)::int AS n FROM cold_file')).toEqual([{ n: 1 }]);
    await daily(deps);
    expect(await machine.owner.query('SELECT count(*)::int AS n FROM cold_file')).toEqual([{ n: 3 }]);
  });
});
