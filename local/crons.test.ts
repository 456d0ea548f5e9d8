import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Crons } from './crons.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Workers whose triggers are counted, and end when the test says so. */
function workers() {
  const fired: string[] = [];
  let end: () => void = () => {};
  let ended = Promise.resolve();
  let failure: Error | null = null;
  return {
    fired,
    fail: (error: Error | null) => {
      failure = error;
    },
    hold: () => {
      ended = new Promise((resolve) => {
        end = resolve;
      });
      return () => end();
    },
    getWorker: async (name = '') => ({
      scheduled: async () => {
        fired.push(name);
        await ended;
        if (failure !== null) throw failure;
        return { outcome: 'ok', noRetry: false };
      },
    }),
  };
}

const cronsOf = (stand: ReturnType<typeof workers>) => new Crons(stand as never);
const minutes = (count: number) => vi.advanceTimersByTimeAsync(count * 60_000);

describe('the clock of one machine', () => {
  test('fires every trigger at the start and every minute, until it is stopped', async () => {
    const stand = workers();
    const crons = cronsOf(stand);
    crons.start();
    await minutes(0);
    expect(stand.fired.toSorted()).toEqual(['wizdata-clean', 'wizdata-ingest']);
    await minutes(2);
    expect(stand.fired).toHaveLength(6);
    await crons.stop();
    await minutes(5);
    expect(stand.fired).toHaveLength(6);
  });

  test('goes on after a round that failed', async () => {
    const stand = workers();
    const crons = cronsOf(stand);
    stand.fail(new Error('the Worker is away'));
    crons.start();
    await minutes(1);
    stand.fail(null);
    const before = stand.fired.length;
    await minutes(1);
    expect(stand.fired).toHaveLength(before + 2);
    await expect(crons.fire()).resolves.toBeUndefined();
    await crons.stop();
  });

  test('tells whoever fires it by hand that the round failed', async () => {
    const stand = workers();
    stand.fail(new Error('the Worker is away'));
    await expect(cronsOf(stand).fire()).rejects.toThrow('the Worker is away');
  });

  test('lets a long round end, and does not make up for the ones it outlasted', async () => {
    const stand = workers();
    const crons = cronsOf(stand);
    const end = stand.hold();
    crons.start();
    await minutes(10);
    expect(stand.fired).toHaveLength(2);
    let stopped = false;
    const stopping = crons.stop().then(() => {
      stopped = true;
    });
    await minutes(0);
    expect(stopped).toBe(false);
    end();
    await stopping;
    expect(stand.fired).toHaveLength(2);
  });

  test('never has two rounds under way', async () => {
    const stand = workers();
    const crons = cronsOf(stand);
    const end = stand.hold();
    const rounds = [crons.fire(), crons.fire()];
    await minutes(0);
    expect(stand.fired).toHaveLength(2);
    end();
    await Promise.all(rounds);
    expect(stand.fired).toHaveLength(4);
  });
});
