import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { encodeError, WizError } from '../core/errors.ts';
import { silentLogger } from '../core/log.ts';
import { consume, type DeadMessage } from './consume.ts';

const schema = z.object({ n: z.number() });
type Fate = 'acked' | 'buried' | 'again';

/** Works through one batch and tells what became of each message. */
async function fates(
  bodies: readonly unknown[],
  work: (body: { n: number }) => Promise<void>,
  options: { attempts?: number; buryFails?: boolean } = {},
) {
  const acked: number[] = [];
  const delays = new Map<number, number>();
  const buried: DeadMessage[] = [];
  const messages = bodies.map((body, position) => ({
    id: String(position),
    body,
    attempts: options.attempts ?? 1,
    ack: () => void acked.push(position),
    retry: ({ delaySeconds = 0 } = {}) => void delays.set(position, delaySeconds),
  }));
  await consume({ queue: 'wizdata-raw', messages } as unknown as MessageBatch<unknown>, schema, work, {
    logger: silentLogger,
    async bury(dead) {
      if (options.buryFails) throw new WizError('dependency_unavailable', 'the database is unavailable');
      buried.push(dead);
    },
  });
  const fate = (position: number): Fate => {
    const ends = [acked.includes(position), delays.has(position)];
    if (ends[0] === ends[1]) throw new Error(`message ${position} was settled ${ends[0] ? 'twice' : 'never'}`);
    if (delays.has(position)) return 'again';
    return buried.some(({ message }) => message === bodies[position]) ? 'buried' : 'acked';
  };
  return { fates: bodies.map((_, position) => fate(position)), buried, delays: [...delays.values()] };
}

const fails = (error: unknown) => () => Promise.reject(error);
const away = new WizError('dependency_unavailable', 'the database is unavailable');

describe('a message', () => {
  test.each<[string, Fate, unknown, { attempts?: number; buryFails?: boolean }?]>([
    ['fails with an error that passes', 'again', away],
    ['times out', 'again', new WizError('timeout', 'a query took longer than 10000 ms')],
    ['fails with such an error beyond an RPC border', 'again', new Error(encodeError(away).message)],
    ['has been tried for hours', 'again', away, { attempts: 89 }],
    ['has been tried for too long', 'buried', away, { attempts: 90 }],
    ['fails with an error that stays', 'buried', new WizError('not_found', 'no source is called x')],
    ['meets a defect', 'buried', new TypeError('x is undefined')],
    ['cannot even be buried', 'again', new TypeError('x is undefined'), { buryFails: true }],
    ['cannot be buried after hours', 'again', away, { attempts: 95, buryFails: true }],
  ])('that %s is %s', async (_what, fate, error, options) => {
    expect((await fates([{ n: 1 }], fails(error), options)).fates).toEqual([fate]);
  });

  test('that is none of ours is buried as it came', async () => {
    const bodies = ['text', null, { n: '1' }, [], undefined];
    const { buried, ...result } = await fates(bodies, async () => {}, { attempts: 3 });
    expect(result.fates).toEqual(bodies.map(() => 'buried'));
    expect(buried).toEqual(bodies.map((message) => ({ queue: 'wizdata-raw', message, attempts: 3 })));
  });

  test('fails alone: its neighbours are done', async () => {
    const worked: number[] = [];
    const work = async ({ n }: { n: number }): Promise<void> => {
      if (n === 2) throw away;
      if (n === 3) throw new TypeError('x is undefined');
      worked.push(n);
    };
    const bodies = [1, 2, 3, 4].map((n) => ({ n }));
    expect((await fates(bodies, work)).fates).toEqual(['acked', 'again', 'buried', 'acked']);
    expect(worked).toEqual([1, 4]);
  });

  test('waits longer the more often it failed, ten minutes at the most', async () => {
    const longest = async (attempts: number): Promise<number> => {
      const { delays } = await fates(Array(200).fill({ n: 1 }), fails(away), { attempts });
      return Math.max(...delays);
    };
    expect(await longest(1)).toBeLessThanOrEqual(4);
    expect(await longest(5)).toBeGreaterThan(30);
    const late = await longest(60);
    expect(late).toBeGreaterThan(500);
    expect(late).toBeLessThanOrEqual(600);
  });
});
