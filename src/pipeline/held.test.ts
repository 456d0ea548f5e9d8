import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Logger } from '../core/log.ts';
import type { Database } from '../storage/client.ts';
import { whileHeld } from './held.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A database that gives the lease away, and what it and the log were told. */
function machine(isFree = true) {
  const told: string[] = [];
  const logged: string[] = [];
  const db: Database = {
    query: async (text) => {
      told.push(text.trim().split(/\s/)[0] ?? '');
      return isFree ? ([{}] as never) : [];
    },
    batch: async () => [],
  };
  const logger: Logger = { log: (level, event) => void logged.push(`${level} ${event}`), with: () => logger };
  return { db, logger, told, logged };
}

test('whoever works extends the lease until the work has ended, however it ends', async () => {
  const { db, logger, told } = machine();
  const work = whileHeld('daily', { db, logger }, async () => {
    await new Promise((resolve) => setTimeout(resolve, 90_000));
    throw new Error('broken');
  }).catch((error: Error) => error.message);
  await vi.advanceTimersByTimeAsync(90_000);
  expect(await work).toBe('broken');
  expect(told).toEqual(['INSERT', 'UPDATE', 'UPDATE', 'UPDATE', 'UPDATE', 'DELETE']);
  await vi.advanceTimersByTimeAsync(90_000);
  expect(told).toHaveLength(6);
});

test('where somebody else is at it nothing is done, and that is said', async () => {
  const { db, logger, told, logged } = machine(false);
  await whileHeld('daily', { db, logger }, () => Promise.reject(new Error('begun')));
  expect([told, logged]).toEqual([['INSERT'], ['warn daily_job_held']]);
});

test('a beat that fails ends nothing', async () => {
  const { db, logger, logged } = machine();
  const failing: Database = {
    ...db,
    query: (text, params) => (text.startsWith('UPDATE') ? Promise.reject(new Error('away')) : db.query(text, params)),
  };
  const work = whileHeld('daily', { db: failing, logger }, async () => {
    await new Promise((resolve) => setTimeout(resolve, 25_000));
  });
  await vi.advanceTimersByTimeAsync(25_000);
  await work;
  expect(logged).toEqual(['warn daily_job_not_extended']);
});
