import { describe, expect, test } from 'vitest';
import type { Clock } from '../../src/core/clock.ts';
import { WizError } from '../../src/core/errors.ts';
import type { Database } from '../../src/storage/client.ts';
import { type FakeApi, fakeApi } from './fake-api.ts';

const bars = '/v1/bars/XJSE:NPN';
const dear = '/v1/bars/XJSE:NPN/indicators?indicators=rsi(14),sma(5),ema(3)';
const statusOf = (response: Response): string => response.headers.get('cache-status') ?? '';

const turn = () => new Promise<void>((resolve) => setTimeout(resolve));

/** The API over a database that answers when it is let, or refuses. */
function slowApi() {
  const fake = fakeApi();
  const waiting: (() => void)[] = [];
  let refusal: WizError | null = null;
  const db: Database = {
    async query(text) {
      await new Promise<void>((resolve) => waiting.push(resolve));
      if (refusal !== null) throw refusal;
      return await fake.deps.db.query(text);
    },
    batch: (statements) => fake.deps.db.batch(statements),
  };
  const api = fakeApi({ db });
  return {
    api,
    asked: () => waiting.length,
    refuseWith(error: WizError) {
      refusal = error;
    },
    async answer() {
      await turn();
      for (const go of waiting) go();
    },
  };
}

describe('many who ask the same at once', () => {
  test('are answered by one read, and say so', async () => {
    const { api, asked, answer } = slowApi();
    const all = Array.from({ length: 100 }, () => api.request(bars));
    await answer();
    const answers = await Promise.all(all);
    expect(asked()).toBe(1);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(new Set(await Promise.all(answers.map((one) => one.text()))).size).toBe(1);
    const told = answers.map(statusOf);
    expect(told.filter((status) => status === 'wizdata; fwd=miss; stored')).toHaveLength(1);
    expect(told.filter((status) => status === 'wizdata; fwd=miss; collapsed')).toHaveLength(99);
    expect(new Set(answers.map(({ headers }) => headers.get('x-request-id'))).size).toBe(100);
  });

  test('are not answered, once a change was announced, by what was read before it', async () => {
    const { api, asked, answer } = slowApi();
    const before = api.request(bars);
    await turn();
    await api.deps.cache.purge(['bar.1d:XJSE:NPN']);
    const after = api.request(bars);
    await answer();
    await answer();
    expect((await Promise.all([before, after])).map(({ status }) => status)).toEqual([200, 200]);
    expect(asked()).toBe(2);
  });

  test('hear each what their own minute says, not that of the one who reads for all', async () => {
    const { api, answer } = slowApi();
    const { limiter } = api.deps;
    const spent = { allowed: false, limit: 60, remaining: 0, resetSeconds: 60, scope: 'shared' } as const;
    const plan = { plan: 'free', scopes: ['read'] } as const;
    Object.assign(api.deps.keys, { verify: (key: string) => ({ ...plan, key_id: key, account_id: key }) });
    limiter.take = ((take) => (caller, limit, tokens) => {
      return tokens > 1 && caller.includes('spent') ? spent : take(caller, limit, tokens);
    })(limiter.take);
    const all = ['spent', 'rich'].map((key) => api.request(dear, { key }));
    await answer();
    await answer();
    expect((await Promise.all(all)).map(({ status }) => status)).toEqual([429, 200]);
  });

  test('in several forms are answered by one read', async () => {
    const { api, asked, answer } = slowApi();
    const all = ['', '?format=csv', '?format=ndjson', '?fields=time,close'].map((form) => api.request(bars + form));
    await answer();
    expect((await Promise.all(all)).map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect(asked()).toBe(1);
  });

  test('hear of the same failure, which nobody keeps', async () => {
    const { api, asked, answer, refuseWith } = slowApi();
    refuseWith(new WizError('dependency_unavailable', 'the database is unavailable'));
    const all = Array.from({ length: 10 }, () => api.request(bars));
    await answer();
    for (const response of await Promise.all(all)) {
      expect([response.status, response.headers.get('cache-control')]).toEqual([503, 'no-store']);
    }
    const again = api.request(bars);
    await answer();
    expect((await again).status).toBe(503);
    expect(asked()).toBe(2);
  });

  test('under other plans are read for each cap of rows', async () => {
    const { api, asked, answer } = slowApi();
    const all = [undefined, 'reader', 'admin', 'admin'].map((key) =>
      api.request(`${bars}?limit=10000`, key ? { key } : {}),
    );
    await answer();
    const limits = await Promise.all(
      (await Promise.all(all)).map(async (one) => ((await one.json()) as { meta: { limit: number } }).meta.limit),
    );
    expect(asked()).toBe(new Set(limits).size);
    expect(new Set(limits).size).toBeGreaterThan(1);
  });
});

/** That of the fake API stands still until it is moved. */
const advance = (api: FakeApi, ms: number): void =>
  (api.deps.clock as Clock & { advance(ms: number): void }).advance(ms);

/** Only this isolate has it still, and not for long. */
async function untilDue(api: FakeApi, path: string, init: { key?: string } = {}): Promise<void> {
  for (const ms of [0, 0, 50_000]) {
    advance(api, ms);
    await api.request(path, init);
  }
  advance(api, 11_000);
}

describe('what is kept', () => {
  test('is sent once more when it is due, and renewed behind the answer', async () => {
    const api = fakeApi();
    await api.request(bars);
    advance(api, 16_000);
    expect(statusOf(await api.request(bars))).toBe('wizdata; hit; detail=isolate');
    await new Promise((resolve) => setTimeout(resolve));
    // Without the renewal it would be gone by now.
    advance(api, 14_000);
    expect(statusOf(await api.request(bars))).toBe('wizdata; hit; detail=isolate');
    advance(api, 60_000);
    expect(statusOf(await api.request(bars))).toBe('wizdata; fwd=miss; stored');
  });

  test('is sent although its renewal fails before the answer is on its way', async () => {
    const decided = Promise.withResolvers<void>();
    let isAsked = false;
    const usual = fakeApi().deps.limiter;
    const take: typeof usual.take = (...of) =>
      isAsked ? decided.promise.then(() => usual.take(...of)) : usual.take(...of);
    const api = fakeApi({ limiter: { ...usual, take } });
    await untilDue(api, bars);
    isAsked = true;
    const reads = api.queries.length;
    api.answers = () => {
      throw new WizError('dependency_unavailable', 'the database is unavailable');
    };
    const due = api.request(bars);
    await turn();
    decided.resolve();
    expect([(await due).status, statusOf(await due)]).toEqual([200, 'wizdata; hit; detail=isolate']);
    expect(api.queries).toHaveLength(reads + 1);
  });

  test('is not sent once a change was announced, however short its time', async () => {
    const api = fakeApi();
    await api.request(bars);
    advance(api, 16_000);
    await api.deps.cache.purge(['bar.1d:XJSE:NPN']);
    expect(statusOf(await api.request(bars))).toBe('wizdata; fwd=miss; stored');
  });
});

describe('what is not there', () => {
  const unknown = () => {
    const api = fakeApi();
    api.answers = () => [{ known: false, json: '[]', more: false, next: null, source: null, unit: null }];
    return api;
  };

  test('is not looked for again at once, and its problem is not for others to keep', async () => {
    const api = unknown();
    expect(statusOf(await api.request(bars))).toBe('wizdata; fwd=miss');
    const reads = api.queries.length;
    const again = await api.request(bars);
    expect([again.status, statusOf(again), again.headers.get('cache-control')]).toEqual([
      404,
      'wizdata; hit; detail=absence',
      'no-store',
    ]);
    expect(((await again.json()) as { request_id: string }).request_id).toBe(again.headers.get('x-request-id'));
    expect(api.queries).toHaveLength(reads);
  });

  test('is looked for when a change was announced while it was read', async () => {
    const api = unknown();
    const answers = api.answers;
    api.answers = (text) => {
      void api.deps.cache.purge(['instrument:XJSE:NPN']);
      return answers(text);
    };
    await api.request(bars);
    expect(statusOf(await api.request(bars))).toBe('wizdata; fwd=miss');
  });

  test('is looked for after five seconds, and as soon as anything has changed', async () => {
    const api = unknown();
    await api.request(bars);
    advance(api, 5_000);
    expect(statusOf(await api.request(bars))).toBe('wizdata; fwd=miss');
    await api.deps.cache.purge(['instrument:XJSE:NPN']);
    expect(statusOf(await api.request(bars))).toBe('wizdata; fwd=miss');
  });
});

test('every answer says what the cache did, problems and pages included', async () => {
  const api = fakeApi();
  for (const path of ['/healthz', '/v1/nothing', '/openapi.json', `${bars}?limit=0`, '/v1/account']) {
    expect(statusOf(await api.request(path)), path).toMatch(/^wizdata; (hit|fwd=\w+)/);
  }
});

test('an answer from memory costs what it cost to read, the parts beyond the operation too', async () => {
  const counted: number[] = [];
  const api = fakeApi({
    meter: { ...fakeApi().deps.meter, count: (_principal, _operation, tokens) => counted.push(tokens) },
  });
  const left: number[] = [];
  for (let count = 0; count < 3; count += 1) {
    const response = await api.request(dear, { key: 'reader' });
    expect(statusOf(response)).toContain(count === 0 ? 'miss' : 'hit');
    left.push(Number(/r=(\d+)/.exec(response.headers.get('ratelimit') ?? '')?.[1]));
  }
  const [first = 0, second = 0, third = 0] = left;
  expect([first - second, second - third]).toEqual([3, 3]);
  expect(counted.reduce((sum, tokens) => sum + tokens, 0)).toBe(9);
});

test('one that is renewed behind its back costs no more', async () => {
  const counted: number[] = [];
  const api = fakeApi({
    meter: { ...fakeApi().deps.meter, count: (_principal, _operation, tokens) => counted.push(tokens) },
  });
  await untilDue(api, dear, { key: 'reader' });
  const reads = api.queries.length;
  expect(statusOf(await api.request(dear, { key: 'reader' }))).toBe('wizdata; hit; detail=isolate');
  await turn();
  expect(api.queries.length).toBeGreaterThan(reads);
  expect(counted.reduce((sum, tokens) => sum + tokens, 0)).toBe(4 * 3);
});
