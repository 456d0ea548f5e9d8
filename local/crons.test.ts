import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { jobs } from '../src/pipeline/jobs.ts';
import { Crons, comesBetween } from './crons.ts';

beforeEach(() => void vi.useFakeTimers({ now: Date.UTC(2026, 10, 24, 12, 0, 1) }));
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

/** Workers with something to do every minute. */
const minutely = [
  ...new Set(jobs.filter(({ cron }) => cron === '* * * * *').map(({ worker }) => `wizdata-${worker}`)),
].sort();

const cronsOf = (stand: ReturnType<typeof workers>) => new Crons(stand as never);
const minutes = (count: number) => vi.advanceTimersByTimeAsync(count * 60_000);

describe('the clock of one machine', () => {
  test('fires every trigger at the start and every minute, until it is stopped', async () => {
    const stand = workers();
    const crons = cronsOf(stand);
    crons.start();
    await minutes(0);
    expect(stand.fired.toSorted()).toEqual(minutely);
    await minutes(2);
    expect(stand.fired).toHaveLength(3 * minutely.length);
    await crons.stop();
    await minutes(5);
    expect(stand.fired).toHaveLength(3 * minutely.length);
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
    expect(stand.fired).toHaveLength(before + minutely.length);
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
    expect(stand.fired).toHaveLength(minutely.length);
    let stopped = false;
    const stopping = crons.stop().then(() => {
      stopped = true;
    });
    await minutes(0);
    expect(stopped).toBe(false);
    end();
    await stopping;
    expect(stand.fired).toHaveLength(minutely.length);
  });

  test('never has two rounds under way', async () => {
    const stand = workers();
    const crons = cronsOf(stand);
    const end = stand.hold();
    const rounds = [crons.fire(), crons.fire()];
    await minutes(0);
    expect(stand.fired).toHaveLength(minutely.length);
    end();
    await Promise.all(rounds);
    expect(stand.fired).toHaveLength(2 * minutely.length);
  });
});

describe('a trigger', () => {
  const at = (time: string) => Date.parse(`2026-11-24T${time}Z`);

  test.each([
    ['40 1 * * *', '01:39:59', '01:40:00', true],
    ['40 1 * * *', '01:40:00', '02:40:00', false],
    ['40 1 * * *', '00:00:00', '23:59:59', true],
    ['*/15 * * * *', '10:15:00', '10:29:59', false],
    ['*/15 * * * *', '10:15:00', '10:30:00', true],
    ['0,30 3 24 11 2', '03:00:00', '03:30:00', true],
    ['0 3 25 * *', '00:00:00', '23:59:59', false],
  ])('%s comes between %s and %s: %s', (cron, from, to, comes) => {
    expect(comesBetween(cron, at(from), at(to))).toBe(comes);
  });

  test('of a day fires once on that day, although rounds are every minute', async () => {
    vi.setSystemTime(at('01:38:30'));
    const stand = workers();
    const crons = cronsOf(stand);
    crons.start();
    await minutes(4);
    await crons.stop();
    expect(stand.fired).toHaveLength(minutely.length * 5 + 1);
  });
});
