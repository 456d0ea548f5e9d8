import { describe, expect, test } from 'vitest';
import { fixedClock } from '../core/clock.ts';
import { leasedLimiter } from './leased-limiter.ts';
import type { SharedCount } from './limiter.ts';

/** A fixed minute shared by all isolates, as Redis keeps it. */
function sharedMinute(clock: { now(): number }): SharedCount & { asked: number; away: boolean } {
  const used = new Map<string, number>();
  return {
    asked: 0,
    away: false,
    async lease(subject, limit, tokens) {
      this.asked += 1;
      if (this.away) return null;
      const minute = Math.floor(clock.now() / 60_000);
      const after = (used.get(`${subject}:${minute}`) ?? 0) + tokens;
      used.set(`${subject}:${minute}`, after);
      return { granted: after <= limit, remaining: Math.max(0, limit - after), resetAtMs: (minute + 1) * 60_000 };
    },
  };
}

async function admitted(limiter: ReturnType<typeof leasedLimiter>, calls: number, limit: number, cost = 1) {
  const decisions = await Promise.all(Array.from({ length: calls }, () => limiter.take('key_1', limit, cost)));
  return decisions.filter(({ allowed }) => allowed).length;
}

test('exactly the limit is admitted in a minute, at once or one by one', async () => {
  const clock = fixedClock(0);
  const limiter = leasedLimiter(sharedMinute(clock), clock);
  expect(await admitted(limiter, 300, 120)).toBe(120);
  clock.advance(60_000);
  let count = 0;
  for (let call = 0; call < 130; call += 1) if ((await limiter.take('key_1', 120, 1)).allowed) count += 1;
  expect(count).toBe(120);
});

test('several isolates together never admit more than the limit', async () => {
  const clock = fixedClock(0);
  const shared = sharedMinute(clock);
  const isolates = Array.from({ length: 5 }, () => leasedLimiter(shared, clock));
  let count = 0;
  for (let round = 0; round < 40; round += 1) {
    for (const limiter of isolates) if ((await limiter.take('key_1', 120, 1)).allowed) count += 1;
  }
  expect(count).toBe(120);
});

test('isolates that are asked at once, each by many, admit exactly the limit', async () => {
  const clock = fixedClock(0);
  const shared = sharedMinute(clock);
  const isolates = Array.from({ length: 4 }, () => leasedLimiter(shared, clock));
  const counts = await Promise.all(isolates.map((limiter) => admitted(limiter, 600, 600)));
  expect(counts.reduce((sum, count) => sum + count)).toBe(600);
});

test('the shared count is asked once a block, and for half a block ahead of need', async () => {
  const clock = fixedClock(0);
  const shared = sharedMinute(clock);
  const limiter = leasedLimiter(shared, clock);
  for (let call = 0; call < 60; call += 1) await limiter.take('key_1', 600, 1);
  expect(shared.asked).toBe(3);
});

test('many who come at once ask for what they need together, and no more', async () => {
  const clock = fixedClock(0);
  const shared = sharedMinute(clock);
  expect(await admitted(leasedLimiter(shared, clock), 64, 600)).toBe(64);
  expect(shared.asked).toBeLessThanOrEqual(4);
});

test('after the first, nobody waits: the next block comes beside the requests', async () => {
  const clock = fixedClock(0);
  const shared = sharedMinute(clock);
  const work: Promise<unknown>[] = [];
  const limiter = leasedLimiter(shared, clock, (lease) => void work.push(lease));
  await limiter.take('key_1', 600, 1);
  for (let call = 1; call < 600; call += 1) {
    expect(limiter.take('key_1', 600, 1)).toMatchObject({ allowed: true, remaining: 599 - call });
    await Promise.all(work.splice(0));
  }
  expect(limiter.take('key_1', 600, 1)).toMatchObject({ allowed: false, remaining: 0 });
});

test('what costs more than is left is refused without asking, and leaves the rest to smaller calls', async () => {
  const clock = fixedClock(0);
  const shared = sharedMinute(clock);
  const limiter = leasedLimiter(shared, clock);
  expect(limiter.take('key_1', 120, 121)).toMatchObject({ allowed: false });
  expect(await limiter.take('key_1', 120, 100)).toMatchObject({ allowed: true });
  expect(await limiter.take('key_1', 120, 21)).toMatchObject({ allowed: false });
  expect(await admitted(limiter, 30, 120)).toBe(20);
});

test('a look spends nothing and asks nobody', async () => {
  const clock = fixedClock(0);
  const shared = sharedMinute(clock);
  const limiter = leasedLimiter(shared, clock);
  expect(limiter.peek('key_1', 120)).toMatchObject({ allowed: true, remaining: 120, scope: 'shared' });
  expect(shared.asked).toBe(0);
  await limiter.take('key_1', 120, 118);
  expect(limiter.peek('key_1', 120)).toMatchObject({ allowed: true, remaining: 2 });
});

test('remaining falls by the cost and the reset is the end of the minute', async () => {
  const clock = fixedClock(12_000);
  const limiter = leasedLimiter(sharedMinute(clock), clock);
  expect(await limiter.take('key_1', 120, 5)).toEqual({
    allowed: true,
    limit: 120,
    remaining: 115,
    resetSeconds: 48,
    scope: 'shared',
  });
});

test('without the shared count an isolate keeps the limit alone, says so, and asks again next minute', async () => {
  const clock = fixedClock(0);
  const shared = sharedMinute(clock);
  shared.away = true;
  const limiter = leasedLimiter(shared, clock);
  expect(await limiter.take('key_1', 120, 1)).toMatchObject({ scope: 'isolate', remaining: 119 });
  expect(await admitted(limiter, 200, 120)).toBe(119);
  expect(shared.asked).toBe(1);
  shared.away = false;
  clock.advance(60_000);
  expect((await limiter.take('key_1', 120, 1)).scope).toBe('shared');
});

test('an answer that comes after its minute leaves the next minute whole', async () => {
  const clock = fixedClock(59_999);
  const shared = sharedMinute(clock);
  const slow: SharedCount = {
    async lease(...asked) {
      const said = await shared.lease(...asked);
      if (clock.now() < 60_000) clock.advance(10);
      return said;
    },
  };
  const decision = await leasedLimiter(slow, clock).take('key_1', 120, 1);
  expect(decision).toMatchObject({ allowed: true, remaining: 119, resetSeconds: 60 });
});

describe('a shared count that', () => {
  const silent = () => new Promise<never>(() => undefined);
  const refusing = () => Promise.reject(new Error('connection refused'));

  test.each([
    ['never answers', silent],
    ['refuses the connection', refusing],
  ])('%s is waited for less than 250 ms, once in five seconds', async (_what, lease) => {
    const clock = fixedClock(0);
    let asked = 0;
    const counted = () => {
      asked += 1;
      return lease();
    };
    const limiter = leasedLimiter({ lease: counted }, clock);
    const startedAt = performance.now();
    const decisions = await Promise.all(Array.from({ length: 20 }, () => limiter.take('key_1', 10, 1)));
    expect(performance.now() - startedAt).toBeLessThan(250);
    const allowed = decisions.filter((decision) => decision.allowed);
    expect(allowed).toHaveLength(10);
    expect(allowed.every(({ scope }) => scope === 'isolate')).toBe(true);
    const before = asked;
    // Nobody else waits for it either.
    expect(limiter.take('key_2', 10, 1)).toMatchObject({ allowed: true, scope: 'isolate' });
    clock.advance(5_000);
    expect(limiter.take('key_3', 10, 1)).toBeInstanceOf(Promise);
    expect(asked).toBe(before + 1);
  });

  test('answers late is told what was spent meanwhile', async () => {
    const clock = fixedClock(0);
    const shared = sharedMinute(clock);
    const asked: (() => void)[] = [];
    const late: SharedCount = {
      lease: (...lease) => new Promise((resolve) => asked.push(() => resolve(shared.lease(...lease)))),
    };
    const limiter = leasedLimiter(late, clock);
    for (let call = 0; call < 50; call += 1) expect((await limiter.take('key_1', 120, 1)).scope).toBe('isolate');
    asked[0]?.();
    await turn();
    const next = limiter.take('key_1', 120, 1);
    asked[1]?.();
    expect(await next).toMatchObject({ allowed: true, remaining: 69, scope: 'shared' });
    await turn();
    expect(await admitted(leasedLimiter(shared, clock), 200, 120)).toBe(120 - 54);
  });

  test('is back is asked beside the requests, and all count together again', async () => {
    const clock = fixedClock(0);
    const shared = sharedMinute(clock);
    shared.away = true;
    const isolates = [leasedLimiter(shared, clock), leasedLimiter(shared, clock)] as const;
    for (const limiter of isolates) expect(await admitted(limiter, 40, 120)).toBe(40);
    shared.away = false;
    clock.advance(5_000);
    for (const limiter of isolates) {
      expect(limiter.take('key_1', 120, 1)).toMatchObject({ allowed: true, scope: 'isolate' });
    }
    await turn();
    const counts = await Promise.all(isolates.map((limiter) => admitted(limiter, 120, 120)));
    expect(counts.reduce((sum, count) => sum + count)).toBe(120 - 82);
  });
});

const turn = () => new Promise((resolve) => setTimeout(resolve));
