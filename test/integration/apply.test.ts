import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { shareBar, shareSplit } from '../../src/cleaning/examples.ts';
import { fixedClock, toInstant } from '../../src/core/clock.ts';
import { WizError } from '../../src/core/errors.ts';
import { lake } from '../../src/lake/lake.ts';
import type { RawMessage } from '../../src/model/messages.ts';
import type { Parsed } from '../../src/model/parsed.ts';
import type { FetchRecord } from '../../src/model/payload.ts';
import type { FetchRefusal } from '../../src/model/services.ts';
import { type ApplyMessageDeps, applyMessage } from '../../src/pipeline/apply-message.ts';
import type { Database } from '../../src/storage/client.ts';
import { fakeSource } from '../support/fake-source.ts';
import { MemoryBucket } from '../support/memory-bucket.ts';
import { freeze } from './cold-bars.ts';
import { startMigratedDatabase } from './migrated-database.ts';

let db: Database;
let stop: () => Promise<void>;

beforeAll(async () => {
  ({ db, stop } = await startMigratedDatabase());
});
afterAll(() => stop());

const day0 = Date.UTC(2022, 11, 30);
const bucket = new MemoryBucket();
const kept = lake(bucket);
let fetches = 0;
let clock = fixedClock(day0);
let sentAgain: RawMessage[] = [];
let refused: FetchRefusal[] = [];
let announced: string[] = [];

beforeEach(async () => {
  await db.query('TRUNCATE rate, rate_revision, outbox, fetch_log, quarantine');
  clock = fixedClock(day0 + 30 * 86_400_000);
  [sentAgain, refused, announced] = [[], [], []];
});

const deps = (change: Partial<ApplyMessageDeps> = {}): ApplyMessageDeps => ({
  db,
  lake: kept,
  clock,
  connectorOf: () => fakeSource().connector,
  refuse: async (refusal) => void refused.push(refusal),
  sendRaw: async (messages) => void sentAgain.push(...messages),
  sendPublish: async (messages) => void announced.push(...messages.map(({ channel }) => channel)),
  sendDerive: async () => {},
  ...change,
});

/** One more fetch, an hour after the last, of a payload that says these things. */
async function fetched(said: Parsed | string): Promise<FetchRecord> {
  fetches += 1;
  const fetched_at = toInstant(day0 + fetches * 3_600_000);
  const text = typeof said === 'string' ? said : JSON.stringify(said);
  const payload = { url: 'https://source.test/one', status: 200, headers: {}, bytes: new TextEncoder().encode(text) };
  return await kept.put(
    { ...payload, fetched_at },
    {
      fetch_id: `fetch_${String(fetches).padStart(32, '0')}`,
      run_id: 'run_1',
      connector: 'fake',
      subject: 'one',
      window_from: toInstant(day0),
      window_to: fetched_at,
      is_sample: true,
    },
  );
}

/** The ECB's reference rate of 2022-12-30, and others in its place. */
const rate = (value: string): Parsed => ({
  rows: { rate: [{ base: 'EUR', quote: 'ZAR', date: '2022-12-30', value }] },
  rejected: [],
});
const apply = (fetch: FetchRecord, change?: Partial<ApplyMessageDeps>) =>
  applyMessage({ type: 'raw', fetch }, deps(change));
/** What was sent again is applied, and what that sends again, until it is quiet. */
async function settle(): Promise<number> {
  let applied = 0;
  for (let next = sentAgain.shift(); next !== undefined; next = sentAgain.shift()) {
    await applyMessage(next, deps());
    applied += 1;
    if (applied > 100) throw new Error('it does not come to rest');
  }
  return applied;
}
const known = async () => (await db.query<{ value: string }>('SELECT value::text FROM rate'))[0]?.value;
const logged = async (columns: string) => await db.query(`SELECT ${columns} FROM fetch_log ORDER BY fetch_id`);

describe('a payload', () => {
  test('that comes twice is stored, announced and logged once', async () => {
    const one = await fetched(rate('18.0986'));
    await apply(one);
    await apply(one);
    expect(await logged('rows_in, inserted, revised, unchanged')).toEqual([
      { rows_in: 1, inserted: 1, revised: 0, unchanged: 0 },
    ]);
    expect(announced).toEqual(['rate.1d:FX:EUR-ZAR']);
  });

  test('that comes many times at once is no defect, rejected records and all', async () => {
    const broken = { dataset: 'rate', rule: 'schema', reason: 'is no rate', record: 1 } as const;
    const one = await fetched({ ...rate('18.0986'), rejected: Array(50).fill(broken) });
    await Promise.all(Array.from({ length: 8 }, () => apply(one)));
    expect(await db.query('SELECT count(*)::int AS n FROM quarantine')).toEqual([{ n: 50 }]);
    expect(await db.query('SELECT rev FROM rate')).toEqual([{ rev: 1 }]);
  });

  test('that is not understood is refused to ingest before it is logged, so that no crash loses the refusal', async () => {
    const one = await fetched('<html>');
    const away = new WizError('dependency_unavailable', 'ingest failed');
    await expect(apply(one, { refuse: () => Promise.reject(away) })).rejects.toBe(away);
    expect(await logged('parsed_at')).toEqual([{ parsed_at: null }]);
    await apply(one);
    expect(refused).toMatchObject([{ fetch_id: one.fetch_id, code: 'source_changed', window_from: toInstant(day0) }]);
    expect(await logged('error_code')).toEqual([{ error_code: 'source_changed' }]);
  });

  test('of an error with a character that Postgres cannot hold is logged all the same', async () => {
    await apply(await fetched('{"a": \0}'));
    const [row] = await logged('error_message');
    expect(row?.error_message).toContain('\ufffd');
  });
});

describe('fetches of one subject that are applied in the wrong order', () => {
  /** The source says A, then B, then A again. */
  async function threeFetches() {
    return [await fetched(rate('18.1')), await fetched(rate('18.2')), await fetched(rate('18.1'))] as const;
  }

  test.each([
    [0, 1, 2],
    [0, 2, 1],
    [1, 0, 2],
    [1, 2, 0],
    [2, 0, 1],
    [2, 1, 0],
  ])('%i %i %i come to what the last one says', async (...order) => {
    const all = await threeFetches();
    for (const position of order) await apply(all[position] as FetchRecord);
    await settle();
    expect(await known()).toBe('18.1');
  });

  test('end rightly when the late one dies after writing', async () => {
    const [first, late, last] = await threeFetches();
    await apply(first);
    await apply(last);
    const dying = { sendRaw: () => Promise.reject(new WizError('dependency_unavailable', 'the queue failed')) };
    await expect(apply(late, dying)).rejects.toMatchObject({ code: 'dependency_unavailable' });
    expect(await known()).toBe('18.2');
    await apply(late);
    await settle();
    expect(await known()).toBe('18.1');
    expect(await logged('revised')).toEqual([{ revised: 0 }, { revised: 1 }, { revised: 0 }]);
  });

  test('end rightly when the last one was applied while the late one was on its way', async () => {
    const [first, late, last] = await threeFetches();
    await apply(first);
    const overtaken: Database = {
      query: db.query,
      async batch(statements) {
        if (statements[0]?.text.includes('INSERT INTO "rate"')) await apply(last);
        return await db.batch(statements);
      },
    };
    await apply(late, { db: overtaken });
    await settle();
    expect(await known()).toBe('18.1');
  });

  test('come to rest when many say different things', async () => {
    const all: FetchRecord[] = [];
    for (let count = 0; count < 6; count += 1) all.push(await fetched(rate(`18.${count}`)));
    for (const fetch of [...all.slice(0, 1), ...all.slice(1).reverse()]) await apply(fetch);
    expect(await settle()).toBeLessThan(15);
    expect(await known()).toBe('18.5');
  });
});

describe('a split of a source that divides its prices', () => {
  const source = fakeSource().connector;
  const divides = { ...source, source: { ...source.source, price_basis: 'split_adjusted' as const } };
  const bar = (day: string, close: string) => ({
    ...shareBar,
    ...{ instrument_id: 'XNAS:NVDA', unit: 'USD', time: `${day}T13:30:00.000Z`, session_date: day, close },
    ...{ open: null, high: null, low: null },
  });
  const said = (...bars: ReturnType<typeof bar>[]): Parsed => ({ rows: { bar: bars }, rejected: [] });

  test('makes the source owe all that it has restated, once', async () => {
    const connectorOf = () => divides;
    await apply(await fetched(said(bar('2021-07-15', '758.65'), bar('2021-07-16', '726.44'))), { connectorOf });
    expect(refused).toEqual([]);
    const split = { rows: { corporate_action: [shareSplit], bar: [bar('2021-07-20', '186.12')] }, rejected: [] };
    await apply(await fetched(split), { connectorOf });
    expect(refused).toMatchObject([{ subject: 'one', window_from: '2021-07-15T13:30:00.000Z' }]);
    await apply(await fetched(split), { connectorOf });
    expect(refused).toHaveLength(1);
  });

  test('makes the source owe what lies in cold storage, from its first period', async () => {
    const connectorOf = () => divides;
    await db.query('TRUNCATE corporate_action, bar');
    await apply(await fetched(said(bar('2017-07-14', '164.43'), bar('2021-07-16', '726.44'))), { connectorOf });
    await freeze(db, bucket, 'daily', '2017');
    const other = bar('2021-07-20', '186.12');
    const split = { rows: { corporate_action: [shareSplit], bar: [other] }, rejected: [] };
    await apply(await fetched(split), { connectorOf });
    expect(refused).toMatchObject([{ subject: 'one', window_from: '2017-01-01T00:00:00.000Z' }]);
    await apply(await fetched(split), { connectorOf });
    expect(refused).toHaveLength(1);
  });

  test('makes it owe no cold period in which it said nothing', async () => {
    const connectorOf = () => divides;
    await db.query('TRUNCATE corporate_action, bar');
    await db.query('UPDATE cold_file SET hashes = \'{"another": {"rows": 1, "hash": "1"}}\'');
    await apply(await fetched(said(bar('2021-07-16', '726.44'))), { connectorOf });
    await apply(await fetched({ rows: { corporate_action: [shareSplit] }, rejected: [] }), { connectorOf });
    expect(refused).toMatchObject([{ window_from: '2021-07-16T13:30:00.000Z' }]);
    await db.query('TRUNCATE cold_file');
  });

  test('asks for nothing where the prices are as they were traded', async () => {
    await apply(await fetched(said(bar('2021-07-15', '758.65'))));
    await apply(await fetched({ rows: { corporate_action: [{ ...shareSplit, ratio: '5' }] }, rejected: [] }));
    expect(refused).toEqual([]);
  });
});
