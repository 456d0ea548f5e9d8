import { expect, test } from 'vitest';
import { fixedClock } from '../core/clock.ts';
import { silentLogger } from '../core/log.ts';
import type { Principal, Spent } from '../model/principal.ts';
import { usageMeter } from './meter.ts';
import type { UsageBlock } from './shared-usage.ts';

const noon = Date.UTC(2026, 10, 24, 12);
const free: Principal = { key_id: 'key_1', account_id: 'account_1', plan: 'free', scopes: ['read'] };

type Weather = 'fine' | 'refused' | 'lost answer';

/** Redis as the meter sees it: a block counts once, and answers may get lost. */
function stand(startMs = noon) {
  const clock = fixedClock(startMs);
  const blocks = new Map<string, UsageBlock>();
  const work: Promise<unknown>[] = [];
  const weather: Weather[] = [];
  const tokens = () =>
    [...blocks.values()].flatMap(({ counts }) => counts).reduce((sum, count) => sum + count.tokens, 0);
  const requests = () =>
    [...blocks.values()].flatMap(({ counts }) => counts).reduce((sum, count) => sum + count.requests, 0);
  const meter = usageMeter({
    clock,
    log: silentLogger,
    shared: {
      async add(block) {
        const now = weather.shift() ?? 'fine';
        if (now === 'refused') throw new Error('away');
        blocks.set(block.block_id, block);
        if (now === 'lost answer') throw new Error('time-out');
        const spent: Spent = { day: '2026-11-24', today: tokens(), month: tokens() };
        return new Map([['account_1', spent]]);
      },
    },
    defer: (promise) => void work.push(promise),
    wait: async (ms) => clock.advance(ms),
  });
  return { clock, meter, weather, tokens, requests, blocks, settled: () => Promise.all(work) };
}

test('many requests of a second are told in one block', async () => {
  const { meter, blocks, tokens, requests, settled } = stand();
  for (let call = 0; call < 100; call += 1) meter.count(free, 'listBars', 2);
  await settled();
  expect([blocks.size, tokens(), requests()]).toEqual([1, 200, 100]);
});

test.each<Weather[][]>([
  [['refused']],
  [['lost answer']],
  [['lost answer', 'lost answer']],
  [['refused', 'lost answer']],
  [['refused', 'refused', 'refused', 'refused', 'lost answer']],
])('nothing is lost or counted twice when Redis is %j', async (weather) => {
  const { meter, weather: ahead, tokens, settled } = stand();
  ahead.push(...weather);
  for (let round = 0; round < 5; round += 1) {
    meter.count(free, 'listBars', 1);
    await settled();
    meter.count(free, 'getRates', 3);
    await settled();
  }
  expect(tokens()).toBe(20);
});

test('one whose telling was cut off is taken over', async () => {
  const clock = fixedClock(noon);
  const told: UsageBlock[] = [];
  let hangs = true;
  const deferred: Promise<unknown>[] = [];
  const meter = usageMeter({
    ...{ clock, log: silentLogger, wait: async () => undefined },
    shared: {
      add(block) {
        if (hangs) return new Promise(() => undefined);
        told.push(block);
        return Promise.resolve(new Map());
      },
    },
    defer: (work) => void deferred.push(work),
  });
  meter.count(free, 'listBars', 1);
  await Promise.resolve();
  clock.advance(30_000);
  hangs = false;
  meter.count(free, 'listBars', 1);
  await deferred[1];
  const requests = told.flatMap(({ counts }) => counts).reduce((sum, count) => sum + count.requests, 0);
  expect([requests, new Set(told.map(({ block_id }) => block_id)).size]).toEqual([2, told.length]);
});

test('an answer that comes after its block was told again changes nothing', async () => {
  const clock = fixedClock(noon);
  const answers: (() => void)[] = [];
  const deferred: Promise<unknown>[] = [];
  const spent = new Map([['account_1', { day: '2026-11-24', today: 199_999, month: 199_999 }]]);
  const meter = usageMeter({
    ...{ clock, log: silentLogger, wait: async () => undefined },
    shared: { add: () => new Promise((resolve) => answers.push(() => resolve(spent))) },
    defer: (work) => void deferred.push(work),
  });
  meter.count(free, 'listBars', 1);
  await Promise.resolve();
  clock.advance(30_000);
  meter.count(free, 'listBars', 1);
  await Promise.resolve();
  // The second teller's answer, then the first's, then that of what came between.
  for (const teller of [1, 0, 2, 3]) {
    await new Promise((resolve) => setTimeout(resolve));
    answers[teller]?.();
  }
  await Promise.all(deferred);
  expect([meter.refusal(free, 1), meter.refusal(free, 2)?.quota]).toEqual([null, 'day']);
});

test('sessions and anonymous callers are not billed', async () => {
  const { meter, blocks, settled } = stand();
  meter.count({ key_id: null, plan: 'anonymous', scopes: [] }, 'listBars', 1);
  meter.count({ ...free, key_id: null, member_id: 'member_1' }, 'getUsage', 1);
  await settled();
  expect(blocks.size).toBe(0);
});

test('a day that is spent is refused until midnight, by what Postgres said and what was counted here since', async () => {
  const { meter, clock, settled } = stand();
  const spent = { day: '2026-11-24', today: 199_990, month: 199_990 };
  for (let call = 0; call < 10; call += 1) {
    expect(meter.refusal({ ...free, spent }, 1)).toBeNull();
    meter.count(free, 'listBars', 1);
  }
  const refused = { quota: 'day', limit: 200_000, retryAfterSeconds: 12 * 3600 - 1 };
  expect(meter.refusal({ ...free, spent }, 1)).toEqual(refused);
  await settled();
  clock.advance(12 * 3_600_000);
  expect(meter.refusal({ ...free, spent }, 1)).toBeNull();
});

test('a month that is spent is refused until the next', () => {
  const { meter } = stand();
  const spent = { day: '2026-11-23', today: 5, month: 3_000_000 };
  expect(meter.refusal({ ...free, spent }, 1)).toEqual({
    ...{ quota: 'month', limit: 3_000_000 },
    retryAfterSeconds: 6.5 * 24 * 3600,
  });
  const lastMonth = { ...spent, day: '2026-10-31' };
  expect(meter.refusal({ ...free, spent: lastMonth }, 1)).toBeNull();
});

test('what others have spent is known after a second', async () => {
  const { meter, blocks, settled } = stand();
  const count = { account_id: 'account_1', key_id: 'key_2', day: '2026-11-24', operation: 'listBars' };
  blocks.set('of another isolate', { block_id: 'x', counts: [{ ...count, requests: 1, tokens: 199_999 }] });
  expect(meter.refusal(free, 1)).toBeNull();
  meter.count(free, 'listBars', 1);
  await settled();
  expect(meter.refusal(free, 1)?.quota).toBe('day');
});

test('a second is not spent twice over', () => {
  const { meter, clock } = stand();
  const answers = Array.from({ length: 301 }, () => meter.refusal(free, 1));
  expect(answers.filter((answer) => answer === null)).toHaveLength(300);
  expect(answers.at(-1)).toEqual({ quota: 'second', limit: 300, retryAfterSeconds: 1 });
  clock.advance(1000);
  expect(meter.refusal(free, 1)).toBeNull();
});

test('a month that is spent is said before its day and its second', () => {
  const { meter } = stand();
  const spent = { day: '2026-11-24', today: 200_000, month: 3_000_000 };
  const answers = Array.from({ length: 400 }, () => meter.refusal({ ...free, spent }, 1)?.quota);
  expect(new Set(answers)).toEqual(new Set(['month']));
});

test('what is left is told without spending it', () => {
  const { meter } = stand();
  const spent = { day: '2026-11-24', today: 400, month: 9000 };
  const asked = { ...free, spent };
  expect(meter.refusal(asked, 2)).toBeNull();
  const left = [
    { window: 'second', limit: 300, remaining: 298, resetSeconds: 1 },
    { window: 'day', limit: 200_000, remaining: 199_600, resetSeconds: 12 * 3600 },
    { window: 'month', limit: 3_000_000, remaining: 2_991_000, resetSeconds: 6.5 * 24 * 3600 },
  ];
  expect(meter.left(asked)).toEqual(left);
  expect(meter.left(asked)).toEqual(left);
  expect(meter.left({ ...asked, plan: 'enterprise' }).map(({ window }) => window)).toEqual(['second']);
});
