import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RunMessage } from '../../src/model/messages.ts';
import type { Rejection } from '../../src/model/parsed.ts';
import type { FetchRecord } from '../../src/model/payload.ts';
import type { Database } from '../../src/storage/client.ts';
import { contentHashes } from '../../src/storage/content-hash.ts';
import { markResent, readDeadLetter, recordDeadLetters } from '../../src/storage/dead-letter.ts';
import { claimFetch, logFetch, quarantineStatements } from '../../src/storage/fetch-log.ts';
import { recordRuns } from '../../src/storage/job-run.ts';
import { markRead, openChanges } from '../../src/storage/outbox.ts';
import { store } from '../../src/storage/store.ts';
import { startMigratedDatabase } from './migrated-database.ts';

let db: Database;
let stop: () => Promise<void>;

beforeAll(async () => {
  ({ db, stop } = await startMigratedDatabase());
});
afterAll(() => stop());

const at = '2022-12-30T15:00:00.000Z';
const fetchOf = (nth: number, change: Partial<FetchRecord> = {}): FetchRecord => ({
  fetch_id: `fetch_${String(nth).padStart(32, '0')}`,
  run_id: 'run_1',
  connector: 'ecb',
  subject: 'all',
  url: 'https://www.ecb.europa.eu/stats/eurofxref/eurofxref-hist.zip',
  status: 200,
  headers: { etag: '"1"' },
  sha256: '0'.repeat(64),
  size_bytes: 1,
  fetched_at: at,
  window_from: at,
  window_to: at,
  is_sample: true,
  ...change,
});
const applied = {
  parserVersion: 1,
  at,
  rowsIn: 1,
  changes: { inserted: 1, revised: 0, unchanged: 0, stale: 0 },
  rejected: [],
  flagged: [],
  errorCode: null,
  errorMessage: null,
};

describe('the quarantine', () => {
  const rejection = (record: unknown, reason = 'is no rate'): Rejection => ({
    dataset: 'rate',
    rule: 'schema',
    reason,
    record,
  });
  const keep = async (fetch: FetchRecord, rejected: readonly Rejection[]) => {
    for (const { text, params } of quarantineStatements(fetch, { rejected, flagged: [] }, at))
      await db.query(text, params);
  };
  const kept = (fetch: FetchRecord) =>
    db.query<{ position: number; reason: string; record: unknown }>(
      'SELECT position, reason, record FROM quarantine WHERE fetch_id = $1 ORDER BY position',
      [fetch.fetch_id],
    );

  test('keeps records as the source gave them, in its order', async () => {
    const records = [{ quote: 'ZAR', value: '18,0986' }, 'text', null, ['\\u0000', 'é😀'], undefined, { a: { b: [] } }];
    await keep(
      fetchOf(1),
      records.map((record) => rejection(record)),
    );
    const rows = await kept(fetchOf(1));
    expect(rows.map(({ record }) => record)).toEqual(records.map((record) => record ?? null));
    expect(rows.map(({ position }) => position)).toEqual([0, 1, 2, 3, 4, 5]);
  });

  test('takes characters that Postgres cannot hold, in the record and in the reason', async () => {
    await keep(fetchOf(2), [rejection({ 'na\0me': 'x\0\ud800y' }, '"\0" is no rate')]);
    expect(await kept(fetchOf(2))).toEqual([
      { position: 0, reason: '"\ufffd" is no rate', record: { 'na\ufffdme': 'x\ufffd\ufffdy' } },
    ]);
  });

  test('takes more than one statement may carry, each record once', async () => {
    const large = Array.from({ length: 300 }, (_, position) => rejection({ position, text: 'x'.repeat(30_000) }));
    const statements = quarantineStatements(fetchOf(3), { rejected: large, flagged: [] }, at);
    const sizes = statements.map((statement) => JSON.stringify(statement).length);
    expect(Math.max(...sizes)).toBeLessThan(2_000_000);
    for (let round = 0; round < 2; round += 1) await keep(fetchOf(3), large);
    const rows = await kept(fetchOf(3));
    expect(rows.map(({ record }) => (record as { position: number }).position)).toEqual(large.map((_, index) => index));
  });

  test('shows the beginning of a record that is too long to look at', async () => {
    await keep(fetchOf(4), [rejection('😀'.repeat(2_000_000)), rejection('next', 'y'.repeat(100_000))]);
    const [long, next] = await kept(fetchOf(4));
    expect(String(long?.record)).toHaveLength(50_000);
    expect(String(long?.record).startsWith('"😀')).toBe(true);
    expect([next?.record, next?.reason.length]).toEqual(['next', 2_000]);
  });

  test('forgets what it held of the fetch when it is read again, and nothing of others', async () => {
    await keep(fetchOf(5), [rejection(1), rejection(2)]);
    await keep(fetchOf(6), [rejection(3)]);
    await keep(fetchOf(5), [rejection(4)]);
    expect((await kept(fetchOf(5))).map(({ record }) => record)).toEqual([4]);
    await keep(fetchOf(5), []);
    expect(await kept(fetchOf(5))).toEqual([]);
    expect(await kept(fetchOf(6))).toHaveLength(1);
  });
});

describe('the log of fetches', () => {
  const log = async (fetch: FetchRecord, change = {}) => {
    await claimFetch(db, fetch);
    await db.batch([logFetch(fetch, { ...applied, ...change })]);
  };

  test('knows what was applied, and what comes after a later fetch of its subject', async () => {
    const [first, second, third] = [fetchOf(11), fetchOf(12), fetchOf(13)];
    const other = fetchOf(14, { subject: 'other' });
    await log(second);
    expect(await claimFetch(db, first)).toEqual({ applied: false, late: true });
    expect(await claimFetch(db, second)).toEqual({ applied: true, late: false });
    expect(await claimFetch(db, third)).toEqual({ applied: false, late: false });
    expect(await claimFetch(db, other)).toEqual({ applied: false, late: false });
  });

  test('lets the first application stand, except for the version that read it last', async () => {
    await log(fetchOf(15));
    await log(fetchOf(15), { parserVersion: 2, rowsIn: 99, errorCode: 'source_changed', at: '2023-01-01T00:00:00Z' });
    expect(
      await db.query('SELECT parser_version, rows_in, error_code FROM fetch_log WHERE fetch_id = $1', [
        fetchOf(15).fetch_id,
      ]),
    ).toEqual([{ parser_version: 2, rows_in: 1, error_code: null }]);
  });
});

test('a run that is reported twice is one, whatever its error says', async () => {
  const run: RunMessage = {
    type: 'run',
    run_id: 'run_2',
    connector: 'ecb',
    subject: 'all',
    kind: 'schedule',
    backfill_id: null,
    attempt: 3,
    status: 'failed',
    error_code: 'source_changed',
    error_message: `answered malformed JSON: Unexpected token '\0'`,
    payloads: 0,
    window_from: at,
    window_to: at,
    started_at: at,
    finished_at: at,
  };
  await recordRuns(db, [run]);
  await recordRuns(db, [{ ...run, status: 'succeeded' }]);
  expect(await db.query('SELECT status, attempt, error_message FROM job_run')).toEqual([
    { status: 'failed', attempt: 3, error_message: "answered malformed JSON: Unexpected token '\ufffd'" },
  ]);
});

describe('a dead letter', () => {
  const letters = async () => await db.query<{ id: string }>('SELECT dead_letter_id AS id FROM dead_letter ORDER BY 1');

  test.each([
    ['a message', { type: 'raw', fetch: { fetch_id: 'fetch_1' } }],
    ['text', 'text'],
    ['a number', 7],
    ['nothing', null],
    ['a list', [1, [2]]],
  ])('that is %s comes back as it was', async (_what, message) => {
    await db.query('TRUNCATE dead_letter');
    await recordDeadLetters(db, [{ queue: 'wizdata-raw', message, attempts: 90 }], at);
    const [{ id = '' } = {}] = await letters();
    expect(id).toMatch(/^dead_[0-9a-f]{32}$/);
    expect(await readDeadLetter(db, id)).toEqual({ queue: 'wizdata-raw', message });
    await markResent(db, id, at);
    expect(await db.query('SELECT resent_at IS NOT NULL AS resent FROM dead_letter')).toEqual([{ resent: true }]);
  });

  test('is kept although no database could hold its every character, or although it has no body', async () => {
    await db.query('TRUNCATE dead_letter');
    const bodies = [{ error: 'x\0' }, '\udc00', undefined];
    await recordDeadLetters(
      db,
      bodies.map((message) => ({ queue: 'wizdata-raw', message, attempts: 1 })),
      at,
    );
    const messages = await Promise.all(
      (await letters()).map(async ({ id }) => (await readDeadLetter(db, id))?.message),
    );
    expect(messages).toEqual([{ error: 'x\ufffd' }, '\ufffd', null]);
  });

  test('that nobody has written is none', async () => {
    expect(await readDeadLetter(db, 'dead_unknown')).toBeNull();
  });
});

describe('rows', () => {
  const provenance = (nth: number) => ({
    source: 'ecb',
    is_sample: true,
    fetch_id: fetchOf(nth).fetch_id,
    recorded_at: at,
  });
  const rate = (date: string, value: string) => ({ base: 'EUR', quote: 'ZAR', date, value });
  const series = (name: string, entity_name: string) => ({
    series_id: 'WB:SP.POP.TOTL.ZAF',
    name,
    indicator: 'SP.POP.TOTL',
    entity: 'ZAF',
    entity_name,
    unit: null,
    interval: '1y' as const,
    topic: 'social' as const,
  });

  test('say the same by their digest, whoever said it first and with however many zeros', async () => {
    const days = ['2022-12-28', '2022-12-29', '2022-12-30'];
    await store(db, { rate: days.map((day) => rate(day, '18.0980')) }, provenance(21));
    const { rate: before } = await contentHashes(db);
    await db.query('TRUNCATE rate');
    for (const [nth, day] of days.toReversed().entries())
      await store(db, { rate: [rate(day, '18.098')] }, provenance(22 + nth));
    expect((await contentHashes(db)).rate).toBe(before);
    await store(db, { rate: [rate('2022-12-30', '18.0981')] }, provenance(30));
    expect((await contentHashes(db)).rate).not.toBe(before);
  });

  test('of other words have another digest, wherever one field ends and the next begins', async () => {
    const hashes = new Set<string>();
    const spellings = [
      { name: 'a|b', indicator: 'c' },
      { name: 'a', indicator: 'b|c' },
      { name: 'a', indicator: 'b', unit: null },
      { name: 'a', indicator: 'b', unit: '\\N' },
    ];
    for (const spelling of spellings) {
      await db.query('TRUNCATE series');
      await store(db, { series: [{ ...series('', ''), ...spelling }] }, provenance(31));
      hashes.add((await contentHashes(db)).series);
    }
    expect(hashes.size).toBe(spellings.length);
  });

  test('keep a character that Postgres cannot hold from losing its neighbours', async () => {
    await db.query('TRUNCATE series');
    const other = { ...series('Population', 'Lesotho'), series_id: 'WB:SP.POP.TOTL.LSO' };
    expect(await store(db, { series: [series('Popu\0lation', '\ud800'), other] }, provenance(33))).toMatchObject({
      inserted: 2,
    });
    expect(await db.query('SELECT name, entity_name FROM series ORDER BY series_id DESC')).toEqual([
      { name: 'Popu\ufffdlation', entity_name: '\ufffd' },
      { name: 'Population', entity_name: 'Lesotho' },
    ]);
  });
});

describe('the outbox', () => {
  const later = '2999-01-01T00:00:00.000Z';

  test('gives each reader what it has not marked, oldest first, and none that is younger than asked', async () => {
    await db.query('TRUNCATE outbox, rate');
    const provenance = { source: 'ecb', is_sample: true, fetch_id: fetchOf(41).fetch_id, recorded_at: at };
    const quotes = ['ZAR', 'USD', 'GBP'];
    for (const quote of quotes) {
      await store(db, { rate: [{ base: 'EUR', quote, date: '2022-12-30', value: '1' }] }, provenance);
    }
    const open = await openChanges(db, 'published', later, 2);
    expect(open.map(({ channel }) => channel)).toEqual(['rate.1d:FX:EUR-ZAR', 'rate.1d:FX:EUR-USD']);
    expect(await openChanges(db, 'published', at, 10)).toEqual([]);
    await markRead(db, 'published', [open[1]?.outboxId ?? '']);
    await markRead(db, 'published', []);
    const left = await openChanges(db, 'published', '2100-01-01T00:00:00Z', 10);
    expect(left.map(({ channel }) => channel)).toEqual(['rate.1d:FX:EUR-ZAR', 'rate.1d:FX:EUR-GBP']);
    await db.query('UPDATE outbox SET derived_at = NULL');
    expect(await openChanges(db, 'derived', '2100-01-01T00:00:00Z', 10)).toHaveLength(3);
  });

  test('remembers when a change was first marked', async () => {
    await db.query(`UPDATE outbox SET published_at = '2022-12-30'`);
    const ids = await db.query<{ id: string }>('SELECT outbox_id::text AS id FROM outbox');
    await markRead(
      db,
      'published',
      ids.map(({ id }) => id),
    );
    expect(await db.query(`SELECT 1 FROM outbox WHERE published_at > '2022-12-31'`)).toEqual([]);
  });
});
