import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { ColdBar } from '../../src/lake/cold/cold-bar.ts';
import type { Bar } from '../../src/model/records.ts';
import { reopeningDatabase } from '../../src/pipeline/cold/reopening-database.ts';
import type { Database } from '../../src/storage/client.ts';
import { store } from '../../src/storage/store.ts';
import type { MemoryBucket } from '../support/memory-bucket.ts';
import { type ColdStand, coldStand } from './cold.ts';
import { startMigratedDatabase } from './migrated-database.ts';

let db: Database;
let stop: () => Promise<void>;
let stand: ColdStand;

beforeAll(async () => {
  ({ db, stop } = await startMigratedDatabase());
});
afterAll(() => stop());

beforeEach(() => empty());

async function empty(): Promise<void> {
  const tables = ['bar', 'bar_revision', 'bar_series', 'bar_thawing', 'cold_file', 'cold_reopened', 'outbox'];
  await db.batch(tables.map((table) => ({ text: `DELETE FROM ${table}` })));
  stand = coldStand(db, Date.UTC(2026, 10, 24));
}

/** Binance's minute of 2021-10-11 00:00 UTC, and the ones after it with its figures. Both instruments are of one part. */
const minute = (instrument_id: string, at: number, close = '54631.19000000'): Bar => ({
  instrument_id,
  interval: '1m',
  time: new Date(Date.UTC(2021, 9, 11) + at * 60_000).toISOString(),
  session_date: null,
  ...{ open: '54659.01000000', high: '54670.00000000', low: '54596.63000000', close },
  ...{ volume: '68.54042000', turnover: '3744747.38481630', trades: 1980, unit: 'USDT', final: true },
});
const [one, other] = ['BINANCE:BTC-USDT', 'XJSE:HAR'];

async function fill(): Promise<void> {
  await stand.bring([minute(one, 0), minute(one, 1), minute(other, 0), { ...minute(other, 1), final: false }]);
  await stand.bring([minute(one, 1, '2')]);
}

/** Whoever dies at a call does nothing after it; the call itself has been carried out, or it has not. */
class Mortal {
  calls = 0;
  readonly #diesAt: number;
  readonly #carriesOut: boolean;

  constructor(diesAt: number, carriesOut: boolean) {
    this.#diesAt = diesAt;
    this.#carriesOut = carriesOut;
  }

  through<T extends object>(target: T): T {
    return new Proxy(target, {
      get: (of, name) => {
        const value = Reflect.get(of, name, of);
        if (typeof value !== 'function') return value;
        return async (...args: unknown[]) => {
          this.calls += 1;
          const dies = this.calls === this.#diesAt;
          if (this.calls > this.#diesAt || (dies && !this.#carriesOut)) throw new Error('killed');
          const answer = await Reflect.apply(value, of, args);
          if (dies) throw new Error('killed');
          return answer;
        };
      },
    });
  }
}

/** What is left when the work was killed at each of its calls and then done again. */
async function killEverywhere(
  prepare: () => Promise<void>,
  work: (mortal: Mortal) => Promise<unknown>,
): Promise<{ kills: number; ends: Set<string>; undisturbed: string }> {
  const whole = new Mortal(Number.POSITIVE_INFINITY, true);
  await empty();
  await prepare();
  await work(whole);
  const undisturbed = await state();
  const ends = new Set<string>();
  let kills = 0;
  for (let at = 1; at <= whole.calls; at += 1) {
    for (const carriesOut of [false, true]) {
      await empty();
      await prepare();
      const before = (await stand.everything()).map(versionOf);
      await work(new Mortal(at, carriesOut)).catch(() => undefined);
      kills += 1;
      // Whoever reads meanwhile finds every bar.
      const found = (await stand.everything()).map(versionOf);
      for (const bar of before) expect(found, `killed at ${at}`).toContain(bar);
      await work(new Mortal(Number.POSITIVE_INFINITY, true));
      ends.add(await state());
    }
  }
  return { kills, ends, undisturbed };
}

const versionOf = ({ instrument_id, time, rev }: ColdBar): string => `${instrument_id} ${time} ${rev}`;

/** What bars say, whichever of the fetches of a test did. */
const told = (bars: readonly ColdBar[]): string[] =>
  bars.map(({ instrument_id, time, close, rev, superseded_at }) =>
    JSON.stringify([instrument_id, time, close, rev, superseded_at !== null]),
  );

async function state(): Promise<string> {
  const reopened = await db.query('SELECT instrument_id FROM cold_reopened ORDER BY 1');
  const files = await db.query('SELECT rows, revisions, hashes FROM cold_file');
  const thawing = await db.query('SELECT count(*)::int AS n FROM bar_thawing');
  return JSON.stringify([told(await stand.everything()), (await stand.hot()).length, reopened, files, thawing]);
}

const compactThrough = (mortal: Mortal) =>
  stand.compact({ db: mortal.through(db), bucket: mortal.through(stand.bucket) });

describe('killed at any call', () => {
  test('the first export loses nothing and doubles nothing', async () => {
    const { kills, ends, undisturbed } = await killEverywhere(fill, compactThrough);
    expect(kills).toBeGreaterThan(40);
    expect([...ends]).toEqual([undisturbed]);
  });

  test('nor does the export of what was reopened and corrected', async () => {
    const prepare = async () => {
      await fill();
      await stand.compact();
      await stand.bring([minute(one, 0, '3'), minute(one, 7)]);
    };
    const { kills, ends, undisturbed } = await killEverywhere(prepare, compactThrough);
    expect(kills).toBeGreaterThan(40);
    expect([...ends]).toEqual([undisturbed]);
  });

  test('nor does a correction that reopens', async () => {
    const prepare = async () => {
      await fill();
      await stand.compact();
    };
    const correct = async (mortal: Mortal) => {
      const through = reopeningDatabase(mortal.through(db), mortal.through(stand.bucket), stand.clock);
      const provenance = { source: 'binance', is_sample: true, fetch_id: 'fetch_z' };
      await store(through, { bar: [minute(one, 0, '3')] }, { ...provenance, recorded_at: '2026-11-25T00:00:00.000Z' });
    };
    const { kills, ends, undisturbed } = await killEverywhere(prepare, correct);
    expect(kills).toBeGreaterThan(10);
    // What was staged by the dead is cleared by the day.
    const cleared = (end: string) => end.replace(/\[\{"n":\d+\}\]\]$/, '');
    expect(new Set([...ends].map(cleared))).toEqual(new Set([cleared(undisturbed)]));
  });
});

describe('while bars are being exported', () => {
  /** Does something once, when the export has read its rows and put them into a file. */
  const meanwhile = (work: () => Promise<void>): MemoryBucket => {
    let done = false;
    return new Proxy(stand.bucket, {
      get: (of, name) => {
        const value = Reflect.get(of, name, of);
        if (name !== 'put') return typeof value === 'function' ? value.bind(of) : value;
        return async (...args: unknown[]) => {
          if (!done) {
            done = true;
            await work();
          }
          return await Reflect.apply(value, of, args);
        };
      },
    });
  };

  test.each<[string, () => Promise<void>]>([
    ['a new bar', () => stand.bring([minute(one, 9)])],
    ['a correction', () => stand.bring([minute(one, 0, '5')])],
    ['a bar that was not final and leaves no history', () => stand.bring([{ ...minute(other, 1, '7'), final: false }])],
    ['a bar of an instrument that there was not', () => stand.bring([minute('XJSE:OMU', 0)])],
    ['a withdrawal', async () => void (await db.query("DELETE FROM bar WHERE time = '2021-10-11T00:00:00Z'"))],
  ])('%s keeps all of them in the table until the next time', async (_name, work) => {
    await fill();
    expect(await stand.compact({ bucket: meanwhile(work) })).toEqual({ compacted: 0, left: 1, finished: true });
    const known = await stand.hot();
    expect(await stand.everything()).toEqual(known);
    expect(await stand.compact()).toEqual({ compacted: 1, left: 0, finished: true });
    expect(await stand.everything()).toEqual(known);
    expect(await stand.hot()).toEqual([]);
  });

  test('another instrument of the part may be reopened', async () => {
    await fill();
    await stand.compact();
    await stand.bring([minute(one, 9)]);
    const reopen = () => stand.bring([minute(other, 9)]);
    expect(await stand.compact({ bucket: meanwhile(reopen) })).toMatchObject({ compacted: 0, left: 1 });
    const known = await stand.everything();
    expect(known).toHaveLength(7);
    expect(await stand.compact()).toMatchObject({ compacted: 1, left: 0 });
    expect(await stand.everything()).toEqual(known);
  });

  test('whoever has lost the lease removes nothing', async () => {
    await fill();
    const lose = async () => void (await db.query("UPDATE job_lease SET holder = 'another'"));
    await expect(stand.compact({ bucket: meanwhile(lose) })).rejects.toMatchObject({ code: 'conflict' });
    expect(await stand.hot()).toHaveLength(5);
  });
});
