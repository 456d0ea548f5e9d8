import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readCompared } from '../../src/api/both-stores/read-compared.ts';
import type { Database } from '../../src/storage/client.ts';
import { type BarsRequest, readBars } from '../../src/storage/read/bars.ts';
import { readActionsByDay, readCorporateActions } from '../../src/storage/read/corporate-actions.ts';
import { readLatestPrices } from '../../src/storage/read/latest-prices.ts';
import { readMeasurements } from '../../src/storage/read/measurements.ts';
import { readObservations } from '../../src/storage/read/observations.ts';
import { readQuotes } from '../../src/storage/read/quotes.ts';
import { readRates } from '../../src/storage/read/rates.ts';
import { readEntities, readRegionFacts } from '../../src/storage/read/regions.ts';
import { search } from '../../src/storage/read/search.ts';
import { readSessionChanges } from '../../src/storage/read/session-changes.ts';
import type { TimelineRequest } from '../../src/storage/read/timeline.ts';
import { readTrades } from '../../src/storage/read/trades.ts';
import { listSeries, startMigratedDatabase } from './migrated-database.ts';

let db: Database;
let stop: () => Promise<void>;

/** Enough rows that a scan of any table would be the planner's last choice. */
beforeAll(async () => {
  ({ db, stop } = await startMigratedDatabase());
  const known = `true, 'fetch_0192f0c4a1b27c3d8e9f0a1b2c3d4e51', now()`;
  const ids = `(SELECT 'VENUE:I' || n AS id FROM generate_series(1, 40) n)`;
  const times = (step: string, back: string) => `generate_series(now() - interval '${back}', now(), '${step}') AS time`;
  for (const text of [
    `INSERT INTO bar SELECT id, '1m', 'yahoo', date_trunc('minute', time), NULL, 1, 1, 1, 1, 1, 1, 1, 'USD', true, ${known}
       FROM ${ids} i, ${times('30 minutes', '100 days')}`,
    `INSERT INTO bar SELECT id, '1d', 'yahoo', date_trunc('day', time), time::date, 1, 1, 1, 1, 1, 1, 1, 'USD', true, ${known}
       FROM ${ids} i, ${times('1 day', '4000 days')}`,
    `INSERT INTO bar_revision SELECT now(), * FROM bar WHERE "interval" = '1m'`,
    `INSERT INTO trade SELECT id, 'binance', 't', time, 1, 1, 'buy', 'USD', ${known} FROM ${ids} i, ${times('1 hour', '100 days')}`,
    `INSERT INTO quote SELECT id, 'binance', time, 1, NULL, NULL, NULL, NULL, 'USD', ${known} FROM ${ids} i, ${times('1 hour', '100 days')}`,
    `INSERT INTO measurement SELECT id, 'openaq', time, 1, ${known} FROM ${ids} i, ${times('1 hour', '100 days')}`,
    `INSERT INTO observation SELECT id, 'fred', time::date, 1, NULL, ${known}, 1, NULL, NULL FROM ${ids} i, ${times('1 day', '2000 days')}`,
    `INSERT INTO rate SELECT 'EUR', 'C' || right(id, 1) || 'X', 'ecb' || id, time::date, 1, ${known} FROM ${ids} i, ${times('1 day', '2000 days')}`,
    `INSERT INTO corporate_action SELECT id, 'yahoo', 'dividend', time::date, 1, NULL, 'USD', ${known} FROM ${ids} i, ${times('1 day', '2000 days')}`,
    `INSERT INTO instrument SELECT 'OTHER:N' || n, 'listings', 'equity', 'Company ' || n, 'OTHR', 'N' || n, 'USD', 'USD',
       'US' || n, 'UTC', ${known}, 1, NULL, NULL, NULL FROM generate_series(1, 5000) n`,
    `INSERT INTO series SELECT 'OTHER:N' || n, 'listings', 'Series ' || n, 'N', 'C' || n % 200, 'Country ' || n % 200, NULL,
       '1y', 'macro', ${known} FROM generate_series(1, 5000) n`,
    `INSERT INTO news SELECT 'NEWS:ONE', 'feed', 'n' || n, 's' || n, 'article', now() - n * interval '1 hour', 'Story ' || n,
       NULL, NULL, NULL, 'A paper', 'en', NULL, NULL, NULL, NULL, '[]', ${known} FROM generate_series(1, 5000) n`,
    `INSERT INTO alias SELECT 'OTHER:N' || n, 'listings', 'yahoo', 'N' || n || '.OT', NULL, NULL, ${known}
       FROM generate_series(1, 5000) n`,
  ]) {
    await db.query(text);
  }
  await listSeries(db);
  await db.query('VACUUM ANALYZE');
}, 120_000);
afterAll(() => stop());

interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Actual Loops'?: number;
  readonly Plans?: readonly PlanNode[];
}

const plansOf = async (read: (db: Database) => Promise<unknown>): Promise<PlanNode[]> => (await explain(read)).plans;

/** The plans of the statements that a read makes, with its parameters, and in how many trips. */
async function explain(read: (db: Database) => Promise<unknown>): Promise<{ plans: PlanNode[]; trips: number }> {
  const plans: PlanNode[] = [];
  let trips = 0;
  const explaining: Database = {
    ...db,
    // One trip, whose settings do not outlive it, is explained statement by statement all the same.
    batch: async (statements) => {
      trips += 1;
      const results = await db.batch(
        statements.map(({ text, params = [] }) => ({
          text: text.includes('set_config') ? text : `EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) ${text}`,
          params,
        })),
      );
      const explained = results.flat().flatMap((row) => (row['QUERY PLAN'] as [{ Plan: PlanNode }] | undefined) ?? []);
      plans.push(...explained.map(({ Plan }) => Plan));
      return await db.batch(statements);
    },
    query: async (text, params) => {
      trips += 1;
      const [explained] = await db.query<{ 'QUERY PLAN': [{ Plan: PlanNode }] }>(
        `EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) ${text}`,
        params,
      );
      if (explained !== undefined) plans.push(explained['QUERY PLAN'][0].Plan);
      return await db.query(text, params);
    },
  };
  await read(explaining);
  return { plans, trips };
}

const nodesOf = (node: PlanNode): PlanNode[] => [node, ...(node.Plans ?? []).flatMap(nodesOf)];

/** Tables that are read row by row; empty ones and those of a page or two are always read so. */
async function scanned(plans: readonly PlanNode[]): Promise<string[]> {
  const large = await db.query<{ relname: string }>('SELECT relname FROM pg_class WHERE relpages > 10');
  const names = new Set(large.map(({ relname }) => relname));
  return plans
    .flatMap(nodesOf)
    .filter((node) => node['Node Type'] === 'Seq Scan' && (node['Actual Loops'] ?? 0) > 0)
    .flatMap((node) => node['Relation Name'] ?? [])
    .filter((name) => names.has(name));
}

const partsOf = (plans: readonly PlanNode[], table: string): string[] =>
  [...new Set(plans.flatMap(nodesOf).flatMap((node) => node['Relation Name'] ?? []))]
    .filter((name) => name.startsWith(`${table}_`) && !name.endsWith('_revision') && name !== 'bar_series')
    .sort();

const request: TimelineRequest = {
  key: ['VENUE:I7'],
  ...{
    from: null,
    before: null,
    position: null,
    order: 'latest',
    limit: 500,
    as_of: null,
    source: null,
    format: 'rows',
  },
};
const bars = (change: Partial<BarsRequest> = {}): BarsRequest => ({
  ...request,
  key: ['VENUE:I7', '1m'],
  ...{ unit: null, part: '0' },
  ...change,
});
const asOf = '2100-01-01T00:00:00.000Z';
const listing = { from: null, before: null, source: null, position: null, limit: 100, as_of: null };

describe('a read walks an index, whatever the table holds', () => {
  test.each<[string, (db: Database) => Promise<unknown>]>([
    ['the newest minutes', (on) => readBars(on, bars())],
    ['the newest minutes as of now', (on) => readBars(on, bars({ as_of: asOf }))],
    ['the oldest minutes', (on) => readBars(on, bars({ order: 'asc' }))],
    ['days', (on) => readBars(on, bars({ key: ['VENUE:I7', '1d'] }))],
    ['days in another unit', (on) => readBars(on, bars({ key: ['VENUE:I7', '1d'], unit: 'USD' }))],
    ['days of a source', (on) => readBars(on, bars({ key: ['VENUE:I7', '1d'], source: 'yahoo' }))],
    ['quotes', (on) => readQuotes(on, request)],
    ['measurements', (on) => readMeasurements(on, request)],
    ['observations', (on) => readObservations(on, request)],
    ['observations as of now', (on) => readObservations(on, { ...request, as_of: asOf })],
    ['trades', (on) => readTrades(on, { ...listing, instrument_id: 'VENUE:I7' })],
    [
      'rates',
      (on) => readRates(on, { base: 'EUR', quote: 'C7X', ...listing, order: 'latest', format: 'rows' } as never),
    ],
    [
      'the newest prices',
      (on) => readLatestPrices(on, { symbols: ['VENUE:I7', 'n77.ot', 'US99'], on: '2026-11-24', as_of: null }),
    ],
    [
      'the newest prices as of now',
      (on) => readLatestPrices(on, { symbols: ['VENUE:I7', 'VENUE:I8'], on: '2026-11-24', as_of: asOf }),
    ],
    [
      'a search',
      (on) =>
        search(on, {
          ...{ q: 'napsers', kinds: ['instrument', 'series', 'news'] },
          ...{ limit: 20, on: '2026-11-24', as_of: null },
        }),
    ],
    [
      'a comparison',
      (on) =>
        readCompared(
          { db: on, lake: { get: async () => null } },
          { ...{ ids: ['VENUE:I7'], interval: '1d', from: null, before: null, source: null }, limit: 260, as_of: null },
        ),
    ],
    ['entities', (on) => readEntities(on, null)],
    [
      'facts of a region',
      (on) => readRegionFacts(on, { entity: 'C7', topic: null, position: null, limit: 100, as_of: null }),
    ],
    ['a session of a venue', (on) => readSessionChanges(on, { venue: 'VENUE', on: null, as_of: null })],
    [
      'dividends by day',
      (on) =>
        readActionsByDay(on, {
          ...listing,
          to: null,
          kind: 'dividend',
          instrument_id: null,
          venue: null,
          direction: 'desc',
        }),
    ],
    ['actions', (on) => readCorporateActions(on, { ...listing, instrument_id: 'VENUE:I7', kind: null } as never)],
  ])('%s', async (_, read) => {
    const { plans, trips } = await explain(read);
    expect(trips).toBe(1);
    expect(await scanned(plans)).toEqual([]);
  });
});

describe('a read of a span leaves the other partitions alone', () => {
  const day = (back: number) => new Date(Date.now() - back * 86_400_000).toISOString();
  const suffixes = (from: string, before: string, length: 7 | 4) =>
    [...new Set([from, before].map((at) => at.slice(0, length).replace('-', '_')))].sort();

  test('of minutes', async () => {
    const [from, before] = [day(40), day(38)];
    const plans = await plansOf((on) => readBars(on, bars({ from, before })));
    expect(partsOf(plans, 'bar')).toEqual(suffixes(from, before, 7).map((suffix) => `bar_intraday_${suffix}`));
  });

  test('of days', async () => {
    const [from, before] = [day(800), day(700)];
    const plans = await plansOf((on) => readBars(on, bars({ key: ['VENUE:I7', '1d'], from, before })));
    expect(partsOf(plans, 'bar')).toEqual(suffixes(from, before, 4).map((suffix) => `bar_daily_${suffix}`));
  });

  test('of measurements', async () => {
    const [from, before] = [day(40), day(38)];
    const plans = await plansOf((on) => readMeasurements(on, { ...request, from, before }));
    expect(partsOf(plans, 'measurement')).toEqual(suffixes(from, before, 7).map((suffix) => `measurement_${suffix}`));
  });
});
