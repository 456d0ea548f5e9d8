import { expect, vi } from 'vitest';
import type { ApiDeps } from '../../src/api/context.ts';
import { endpoints } from '../../src/api/endpoints/index.ts';
import { type Database, database } from '../../src/storage/client.ts';
import { type FakeApi, fakeApi } from '../contract/fake-api.ts';
import { listSeries, startMigratedDatabase } from './migrated-database.ts';

export const fetchIds = ['fetch_0192f0c4a1b27c3d8e9f0a1b2c3d4e51', 'fetch_0192f0c4a1b27c3d8e9f0a1b2c3d4e52'];
export const [first = '', second = ''] = fetchIds;
export const knownAt = ['2023-01-03T05:00:00.000Z', '2023-01-04T05:00:00.000Z'];

/** Naspers on the JSE in cents (Yahoo), euro reference rates (ECB), inflation in South Africa (World Bank). */
const bars = [
  ['2021-01-12', '322500', '322953', '318513', '319441', '1358507'],
  ['2021-01-13', '322000', '325585', '318912', '319878', '1256331'],
];
const rates = [
  ['USD', '2021-01-13', '1.2166'],
  ['ZAR', '2021-01-13', '18.6329'],
  ['JPY', '2021-01-13', '126.44'],
  ['ZAR', '2022-12-30', '18.0986'],
  ['USD', '2022-12-30', '1.0666'],
];
const inflation = [
  ['2022-01-01', '7.03987272546482'],
  ['2023-01-01', '6.0752438457966'],
  ['2024-01-01', '4.36115246518962'],
  ['2025-01-01', null],
];

export interface ReadApi {
  readonly api: FakeApi;
  /** With all rights, to make the rows older than they are. */
  readonly owner: Database;
  /** The answer of an operation, which is what its schema says. */
  get(path: string, operationId: string): Promise<Answer>;
  /** How often an answer that no cache has asks the database. */
  tripsOf(path: string): Promise<number>;
  stop(): Promise<void>;
}

/** The API on a real database with a few real figures, reading as the gateway's role may. */
export async function startReadApi(changes: Partial<ApiDeps> = {}): Promise<ReadApi> {
  const postgres = await startMigratedDatabase();
  const owner = postgres.db;
  await fill(owner);
  await owner.query("CREATE ROLE reader LOGIN PASSWORD 'reader' IN ROLE wizdata_reader");
  const reader = new URL(postgres.owner);
  reader.username = 'reader';
  reader.password = 'reader';
  const api = fakeApi({ db: database({ connectionString: reader.href, endpoint: postgres.endpoint }), ...changes });
  return {
    api,
    owner,
    get: (path, operationId) => get(api, path, operationId),
    tripsOf: (path) => tripsOf(api, path),
    stop: () => postgres.stop(),
  };
}

async function fill(db: Database): Promise<void> {
  const from = [true, first, knownAt[0]];
  for (const source of ['yahoo', 'zz-other']) {
    await db.query(
      `INSERT INTO instrument VALUES ('XJSE:NPN', $4, 'equity', 'Naspers Limited', 'XJSE', 'NPN', 'ZAR', 'ZAc', NULL,
         'Africa/Johannesburg', $1, $2, $3)`,
      [...from, source],
    );
  }
  await db.query(
    `INSERT INTO instrument VALUES ('BINANCE:BTC-USDT', 'binance', 'crypto', '100% Bitcoin_Tether', NULL, 'BTC-USDT',
       'USDT', 'USDT', NULL, 'UTC', $1, $2, $3)`,
    from,
  );
  for (const [day, open, high, low, close, volume] of bars) {
    await db.query(
      `INSERT INTO bar VALUES ('XJSE:NPN', '1d', 'yahoo', $4::timestamptz, $5, $6, $7, $8, $9, $10, NULL, NULL, 'ZAc', true,
         $1, $2, $3)`,
      [...from, `${day}T07:00:00Z`, day, open, high, low, close, volume],
    );
  }
  await listSeries(db);
  for (const [quote, day, value] of rates) {
    await db.query(`INSERT INTO rate VALUES ('EUR', $4, 'ecb', $5, $6, $1, $2, $3)`, [...from, quote, day, value]);
  }
  await db.query(
    `INSERT INTO series VALUES ('WB:FP.CPI.TOTL.ZG.ZAF', 'worldbank', 'Inflation, consumer prices (annual %)',
       'FP.CPI.TOTL.ZG', 'ZAF', 'South Africa', '%', '1y', 'macro', $1, $2, $3)`,
    from,
  );
  for (const [period, value] of inflation) {
    await db.query(`INSERT INTO observation VALUES ('WB:FP.CPI.TOTL.ZG.ZAF', 'worldbank', $4, $5, NULL, $1, $2, $3)`, [
      ...from,
      period,
      value,
    ]);
  }
  for (const [index, fetchId] of fetchIds.entries()) {
    await db.query(
      `INSERT INTO fetch_log VALUES ($1, 'run_1', 'ecb', 'all', 'https://ecb.test/hist?token=abc', 200,
         '{"content-type":"text/csv"}', $2, 12, $3, $3, $3, true, 1, $3, 5, 5, 0, 0, 0, 0)`,
      [fetchId, 'ab'.repeat(32), knownAt[index]],
    );
    await db.query(
      `INSERT INTO quarantine VALUES ($1, 0, 'ecb', 'rate', 'decimal', 'no number', 'rejected', '"N/A"', $2)`,
      [fetchId, knownAt[index]],
    );
  }
}

export interface Answer {
  // biome-ignore lint/suspicious/noExplicitAny: the tests below say what they expect of each answer.
  readonly data: any;
  readonly meta: Readonly<Record<string, unknown>> & { readonly next_cursor: string | null };
}

async function get(api: FakeApi, path: string, operationId: string): Promise<Answer> {
  const response = await api.request(path, { key: 'admin' });
  const answer = (await response.json()) as Answer;
  expect(response.status, JSON.stringify(answer)).toBe(200);
  const endpoint = endpoints.find((one) => one.operationId === operationId);
  if (endpoint === undefined || endpoint.response === 'bytes') throw new Error(`${operationId} has no schema`);
  expect(endpoint.response.parse(answer.data)).toEqual(answer.data);
  return answer;
}

async function tripsOf({ deps: { db }, request }: FakeApi, path: string): Promise<number> {
  const spies = [vi.spyOn(db, 'query'), vi.spyOn(db, 'batch')];
  const response = await request(path, { key: 'admin' });
  expect([response.status, response.headers.get('cache-status')]).toEqual([200, 'wizdata; fwd=miss; stored']);
  const trips = spies.reduce((sum, spy) => sum + spy.mock.calls.length, 0);
  for (const spy of spies) spy.mockRestore();
  return trips;
}
