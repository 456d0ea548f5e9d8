import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { toInstant } from '../../src/core/clock.ts';
import { lake } from '../../src/lake/lake.ts';
import type { ChangeMessage, RawMessage } from '../../src/model/messages.ts';
import type { FetchRecord } from '../../src/model/payload.ts';
import { type SweepDeps, sweep } from '../../src/pipeline/sweep.ts';
import type { Database } from '../../src/storage/client.ts';
import { recordDeadLetters } from '../../src/storage/dead-letter.ts';
import { claimFetch, logFetch } from '../../src/storage/fetch-log.ts';
import { store } from '../../src/storage/store.ts';
import { MemoryBucket } from '../support/memory-bucket.ts';
import { startMigratedDatabase } from './migrated-database.ts';

let db: Database;
let stop: () => Promise<void>;

beforeAll(async () => {
  ({ db, stop } = await startMigratedDatabase());
});
afterAll(() => stop());

/** Ten minutes past midnight, so that what was lost an hour ago was lost the day before. */
const now = Date.UTC(2022, 11, 30, 0, 10);
const minuteMs = 60_000;
const beforeLastMinute = toInstant(now - minuteMs);

let bucket: MemoryBucket;
let deps: SweepDeps;
let raw: RawMessage[];
let published: ChangeMessage[];
let derived: ChangeMessage[];

beforeEach(async () => {
  await db.query('TRUNCATE rate, bar, outbox, fetch_log, job_run, dead_letter');
  bucket = new MemoryBucket();
  [raw, published, derived] = [[], [], []];
  deps = {
    db,
    lake: lake(bucket),
    sendRaw: async (messages) => void raw.push(...messages),
    sendPublish: async (messages) => void published.push(...messages),
    sendDerive: async (messages) => void derived.push(...messages),
  };
});

let fetches = 0;

/** A payload that came to the lake so many minutes ago, and to the database some minutes later, or never. */
async function fetched(minutesAgo: number, loggedAfter: number | null, connector = 'ecb'): Promise<FetchRecord> {
  fetches += 1;
  const at = now - minutesAgo * minuteMs;
  const fetched_at = toInstant(at);
  const record = await lake(bucket).put(
    { url: 'https://source.test/', status: 200, headers: {}, bytes: new Uint8Array([fetches]), fetched_at },
    {
      fetch_id: `fetch_${String(fetches).padStart(32, '0')}`,
      run_id: 'run_1',
      connector,
      subject: 'all',
      window_from: fetched_at,
      window_to: fetched_at,
      is_sample: true,
    },
  );
  if (loggedAfter !== null) {
    const changes = { inserted: 0, revised: 0, unchanged: 0, stale: 0 };
    const log = {
      parserVersion: 1,
      at: toInstant(at + loggedAfter * minuteMs),
      rowsIn: 0,
      changes,
      rejected: [],
      flagged: [],
    };
    await claimFetch(db, record);
    await db.batch([logFetch(record, { ...log, errorCode: null, errorMessage: null })]);
  }
  return record;
}

const sentIds = () => raw.map(({ fetch }) => fetch.fetch_id);

test('the sweeper records a run whose report was lost on its way to the database, once', async () => {
  const at = toInstant(now - 10 * minuteMs);
  await lake(bucket).report({
    type: 'run',
    run_id: 'run_lost',
    connector: 'ecb',
    subject: 'all',
    kind: 'round',
    backfill_id: null,
    attempt: 1,
    status: 'succeeded',
    error_code: null,
    error_message: null,
    payloads: 0,
    window_from: at,
    window_to: at,
    started_at: at,
    finished_at: at,
  });
  await sweep(beforeLastMinute, deps);
  await sweep(beforeLastMinute, deps);
  expect(await db.query('SELECT run_id, kind, status FROM job_run')).toEqual([
    { run_id: 'run_lost', kind: 'round', status: 'succeeded' },
  ]);
});

describe('the sweeper finds payloads that never became rows', () => {
  test('and sends those, as they are, and no other', async () => {
    await fetched(90, 1);
    const lost = await fetched(40, null);
    await fetched(39, 0);
    await fetched(0.5, null);
    expect(await sweep(beforeLastMinute, deps)).toEqual({ changes: 0, payloads: 1 });
    expect(raw).toEqual([{ type: 'raw', fetch: lost }]);
  });

  test('but not those that were given up, until somebody sends them again', async () => {
    const lost = await fetched(40, null);
    await recordDeadLetters(
      db,
      [{ queue: 'wizdata-raw', message: { type: 'raw', fetch: lost }, attempts: 1 }],
      toInstant(now),
    );
    await sweep(beforeLastMinute, deps);
    expect(raw).toEqual([]);
    await db.query('UPDATE dead_letter SET resent_at = recorded_at');
    await sweep(beforeLastMinute, deps);
    expect(sentIds()).toEqual([lost.fetch_id]);
  });

  test('of any age while the database is new', async () => {
    const lost = [await fetched(60 * 24 * 400, null), await fetched(60 * 24, null), await fetched(2, null)];
    await fetched(1.5, 0);
    await sweep(beforeLastMinute, deps);
    expect(sentIds()).toEqual(lost.map(({ fetch_id }) => fetch_id));
  });

  test('of an outage of days, although newer payloads are applied already', async () => {
    await fetched(60 * 72, 1);
    const lost = [await fetched(60 * 70, null), await fetched(60 * 3, null)];
    await fetched(5, 1);
    await sweep(beforeLastMinute, deps);
    expect(sentIds()).toEqual(lost.map(({ fetch_id }) => fetch_id));
  });

  test('and once it has found nothing for a while, looks back no further than it must', async () => {
    for (let minutesAgo = 600; minutesAgo > 0; minutesAgo -= 10) await fetched(minutesAgo, 0);
    bucket.gets.length = 0;
    expect(await sweep(beforeLastMinute, deps)).toEqual({ changes: 0, payloads: 0 });
    expect(bucket.gets.length).toBeLessThan(10);
  });

  test('however many they are', async () => {
    const lost: FetchRecord[] = [];
    for (let count = 0; count < 620; count += 1) lost.push(await fetched(100 - count / 10, null));
    expect(await sweep(beforeLastMinute, deps)).toEqual({ changes: 0, payloads: 620 });
    expect(sentIds()).toEqual(lost.map(({ fetch_id }) => fetch_id));
  });

  test('and leaves none out for its youth when a run begins', async () => {
    await fetched(0, null);
    expect(await sweep(toInstant(now + 1), deps)).toEqual({ changes: 0, payloads: 1 });
  });
});

test('the sweeper tells each reader the changes that it has not marked', async () => {
  const provenance = { source: 'ecb', is_sample: true, fetch_id: 'fetch_1', recorded_at: toInstant(now) };
  await store(db, { rate: [{ base: 'EUR', quote: 'ZAR', date: '2022-12-30', value: '18.0986' }] }, provenance);
  await db.query('UPDATE outbox SET created_at = $1', [toInstant(now)]);
  expect(await sweep(beforeLastMinute, deps)).toEqual({ changes: 0, payloads: 0 });
  expect(await sweep(toInstant(now + 1), deps)).toEqual({ changes: 1, payloads: 0 });
  expect(published).toMatchObject([{ type: 'change', dataset: 'rate', channel: 'rate.1d:FX:EUR-ZAR' }]);
  expect(derived).toEqual([]);
  await db.query('UPDATE outbox SET published_at = now(), derived_at = NULL');
  await sweep(toInstant(now + 1), deps);
  expect([published.length, derived.length]).toEqual([1, 1]);
});
