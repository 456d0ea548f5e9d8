import { createApp } from '../../src/api/app.ts';
import type { ApiDeps, Meter } from '../../src/api/context.ts';
import { cursorSeal } from '../../src/api/cursor-seal.ts';
import { indicatorValues } from '../../src/api/indicator-values/indicator-values.ts';
import { readinessOf } from '../../src/api/readiness.ts';
import { answerCache } from '../../src/cache/answer-cache.ts';
import type { CacheApi } from '../../src/cache/edge-cache.ts';
import { edgeCache } from '../../src/cache/edge-cache.ts';
import { isolateCache } from '../../src/cache/isolate-cache.ts';
import { fixedClock } from '../../src/core/clock.ts';
import { silentLogger } from '../../src/core/log.ts';
import { mcpHandler } from '../../src/mcp/handler.ts';
import type { Principal } from '../../src/model/principal.ts';
import { leasedLimiter } from '../../src/ratelimit/leased-limiter.ts';
import type { Decision, RateLimiter, SharedCount } from '../../src/ratelimit/limiter.ts';
import type { Database, Row } from '../../src/storage/client.ts';
import { fakeAccounts } from './fake-accounts.ts';

export const keys: Readonly<Record<string, Principal>> = {
  reader: { key_id: 'key_reader', account_id: 'account_1', plan: 'free', scopes: ['read', 'stream'] },
  narrow: { key_id: 'key_narrow', account_id: 'account_1', plan: 'pro', scopes: [] },
  admin: {
    ...{ key_id: 'key_admin', account_id: 'account_2', plan: 'internal', role: 'admin' },
    scopes: ['read', 'stream', 'account', 'admin'],
  },
};

/** A meter that refuses nobody. */
export const noQuota: Meter = { refusal: () => null, left: () => [], count: () => undefined };

/** A limiter that says the same of everything. */
export const limiterOf = (decision: Decision): RateLimiter => ({ take: () => decision, peek: () => decision });

/** What every read query asks for, as a database with one thing in it would answer. */
const oneOfEverything: Row = {
  known: true,
  behind: false,
  more: false,
  next: null,
  rows: 1,
  source: 'yahoo',
  unit: 'ZAc',
  is_sample: true,
  json: JSON.stringify([
    {
      ...{ time: '2021-01-13T07:00:00.000Z', session_date: '2021-01-13', close: '319878', unit: 'ZAc' },
      ...{ previous_close: '319441', previous_session: '2021-01-12', turnover: null, volume: '1256331' },
      ...{ period: '2021-01-13', value: '319878', entity: 'ZAF', kind: 'dividend', ex_date: '2021-01-13' },
      ...{ fetch_id: 'fetch_0192f0c4a1b27c3d8e9f0a1b2c3d4e5f', recorded_at: '2026-11-24T05:00:00.000Z', final: true },
      ...{ date: '2021-01-13', published_at: '2021-01-13T07:00:00.000Z', title: 'Naspers', news_id: '1' },
    },
  ]),
  connector: 'ecb',
  sha256: 'ab'.repeat(32),
  size_bytes: 2,
  content_type: 'application/zip',
  redistribution: 'open',
  sources: 1,
  finished: 1,
  succeeded: 1,
  pending_payloads: 0,
  waiting_for: [],
  base: 'USD',
  quote: 'ZAR',
  date: '2021-01-13',
  value: '15.3155515371',
  rank: 1,
  ...{ symbol: 'NPN.JO', instrument_id: 'XJSE:NPN', matched_by: 'yahoo', kind: 'bar', instrument_kind: 'index' },
  ...{ time: '2021-01-13T07:00:00.000Z', session_date: '2021-01-13', price: '319878', day: '2021-01-13' },
  ...{ venue: 'XJSE', name: 'Naspers Limited', intervals: ['1d'], digits: 0, close: '319878' },
  fetch_id: 'fetch_0192f0c4a1b27c3d8e9f0a1b2c3d4e5f',
};

/** The same bar, where columns are asked for. */
const columnsOfOne = JSON.stringify({
  ...{ time: ['2021-01-13T07:00:00.000Z'], session_date: ['2021-01-13'], open: [null], high: [null], low: [null] },
  ...{ close: ['319878'], volume: ['1256331'] },
});
/** What a screen looks at. */
const candidates = JSON.stringify([
  {
    ...{ instrument_id: 'XJSE:NPN', name: 'Naspers Limited', kind: 'equity', sector: 'Technology', industry: null },
    ...{ country: 'ZA', source: 'yahoo', unit: 'ZAc', is_sample: true, day: '2021-01-13', close: '319878' },
    ...{ volume: '1256331', fetch_id: oneOfEverything.fetch_id, split_day: null, split_in_year: false },
  },
]);
const oneOf = (text: string): Row => {
  // What a phrase of a question may name.
  if (text.includes('l(indicator)'))
    return { ...oneOfEverything, series_id: 'WB:SP.POP.TOTL.ZAF', entity_name: 'South Africa' };
  if (text.includes('AS split_in_year')) return { ...oneOfEverything, cold: false, json: candidates };
  return text.includes(`'session_date', array_to_json`) ? { ...oneOfEverything, json: columnsOfOne } : oneOfEverything;
};

export interface FakeApi {
  readonly deps: ApiDeps;
  readonly queries: string[];
  answers: (text: string) => Row[];
  request(path: string, init?: RequestInit & { key?: string }): Promise<Response>;
}

/** The API over fakes: a database of one thing, a memory for the data centre's cache, a minute that stands still. */
export function fakeApi(changes: Partial<ApiDeps> = {}): FakeApi {
  const clock = fixedClock(Date.UTC(2026, 10, 24, 12, 0, 0));
  const stored = new Map<string, Response>();
  const cacheApi: CacheApi = {
    match: async (request) => stored.get(request)?.clone(),
    put: async (request, response) => void stored.set(request, response),
  };
  const queries: string[] = [];
  const db: Database = {
    async query(text) {
      queries.push(text);
      return api.answers(text) as never;
    },
    async batch(statements) {
      return await Promise.all(statements.map(({ text }) => db.query(text)));
    },
  };
  const deps: ApiDeps = {
    environment: 'staging',
    clock,
    db,
    log: silentLogger,
    keys: { verify: (key) => keys[key] ?? null },
    limiter: leasedLimiter(sharedMinute(clock), clock),
    cache: answerCache({
      clock,
      log: silentLogger,
      isolate: isolateCache(1_000_000),
      shared: {
        edge: edgeCache(
          async () => cacheApi,
          async () => undefined,
        ),
      },
      defer: () => undefined,
    }),
    blocks: { recall: () => null, find: async () => null, keep: () => undefined, isFresh: () => false },
    lake: {
      get: async () => {
        const object = new Response('PK');
        return {
          ...{ body: object.body as ReadableStream, size: 2 },
          ...{ text: () => object.text(), arrayBuffer: () => object.arrayBuffer() },
        };
      },
    },
    ingest: {
      runNow: async () => ({ run_ids: ['run_1'] }),
      intake: async () => ({ fetch_id: 'fetch_1' }),
      backfill: async () => ({ backfill_id: 'backfill_1', chunks: 1 }),
    },
    indicators: {
      catchUp: async () => true,
      values: (request) => indicatorValues(deps, request),
    },
    clean: {
      replay: async () => ({ replay_id: 'replay_1', payloads: 1 }),
      swapReplay: async () => ({ status: 'swapping' }),
      discardReplay: async () => ({ status: 'discarded' }),
      resend: async () => true,
    },
    accounts: fakeAccounts,
    cursors: cursorSeal('a secret of all isolates'),
    forget: () => undefined,
    meter: noQuota,
    readiness: readinessOf(changes.db ?? db, clock),
    channel: {
      history: async ({ channel }) => ({
        ...{ channel, epoch: 'e1', head_seq: 0, first_seq: 1, items: [] },
        ...{ next_from_seq: null, lost: null },
      }),
    },
    connect: async (request) => new Response(request.headers.get('x-wizdata-principal')),
    mcp: mcpHandler({ api: (request) => app.fetch(request), version: '2026-11-24' }),
    streamOrigins: ['https://charts.example'],
    pages: [],
    ...changes,
  };
  const app = createApp(deps);
  const api: FakeApi = {
    deps,
    queries,
    answers: (text) => [oneOf(text)],
    async request(path, { key, ...init } = {}) {
      const headers = new Headers(init.headers);
      if (key !== undefined) headers.set('authorization', `Bearer ${key}`);
      return await app.request(`https://api.wizdata.test${path}`, { ...init, headers });
    },
  };
  return api;
}

/** A fixed minute, as Redis counts it. */
function sharedMinute(clock: { now(): number }): SharedCount {
  const used = new Map<string, number>();
  return {
    async lease(subject, limit, tokens) {
      const after = (used.get(subject) ?? 0) + tokens;
      used.set(subject, after);
      return { granted: after <= limit, remaining: Math.max(0, limit - after), resetAtMs: clock.now() + 60_000 };
    },
  };
}
