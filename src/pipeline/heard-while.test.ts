import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { fixedClock } from '../core/clock.ts';
import type { Database } from '../storage/client.ts';
import { heardWhile } from './heard-while.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function hearing(fails = false) {
  const heard = { times: 0 };
  const batch = async () => {
    heard.times += 1;
    if (fails) throw new Error('the database is away');
    return [];
  };
  const db: Database = { batch, query: async () => [] };
  return { heard, deps: { db, clock: fixedClock(0) } };
}

test('work is heard of when it begins and while it lasts, and no longer', async () => {
  const { heard, deps } = hearing();
  const work = Promise.withResolvers<string>();
  const done = heardWhile('replay_1', () => work.promise, deps);
  await vi.advanceTimersByTimeAsync(70_000);
  expect(heard.times).toBe(4);
  work.resolve('made');
  expect(await done).toBe('made');
  await vi.advanceTimersByTimeAsync(70_000);
  expect(heard.times).toBe(4);
});

test('what it cannot tell does not stop the work, whose own failure does', async () => {
  const { deps } = hearing(true);
  expect(await heardWhile('replay_1', async () => 'made', deps)).toBe('made');
  await expect(heardWhile('replay_1', () => Promise.reject(new Error('broken')), deps)).rejects.toThrow('broken');
  expect(vi.getTimerCount()).toBe(0);
});
