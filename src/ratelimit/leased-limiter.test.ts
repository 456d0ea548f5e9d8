import { expect, test } from 'vitest';
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

test('the shared count is asked once a block', async () => {
  const clock = fixedClock(0);
  const shared = sharedMinute(clock);
  const limiter = leasedLimiter(shared, clock);
  for (let call = 0; call < 60; call += 1) await limiter.take('key_1', 600, 1);
  expect(shared.asked).toBe(2);
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
