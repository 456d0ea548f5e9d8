import { describe, expect, test, vi } from 'vitest';
import { WizError } from './errors.ts';
import { backoffMs, type RetryPolicy, retry, withTimeout } from './retry.ts';

const policy: RetryPolicy = { attempts: 3, baseDelayMs: 100, maxDelayMs: 1_000 };
const away = (detail = {}) => new WizError('source_unavailable', 'answered 503', detail);

async function run(failures: readonly unknown[]) {
  const waited: number[] = [];
  const attempts: number[] = [];
  const answer = await retry(
    policy,
    async (attempt) => {
      attempts.push(attempt);
      if (attempt < failures.length) throw failures[attempt];
      return 'done';
    },
    async (ms) => void waited.push(ms),
  ).catch((error: unknown) => error);
  return { answer, attempts, waited };
}

describe('trying again', () => {
  test('ends with the first success', async () => {
    const { answer, attempts, waited } = await run([away()]);
    expect(answer).toBe('done');
    expect(attempts).toEqual([0, 1]);
    expect(waited).toHaveLength(1);
  });

  test('ends when the attempts are used up, with the last error', async () => {
    const last = away();
    const { answer, attempts } = await run([away(), away(), last, away()]);
    expect(answer).toBe(last);
    expect(attempts).toEqual([0, 1, 2]);
  });

  test('makes no sense after an error whose code says so, or one that nobody knows', async () => {
    expect((await run([new WizError('source_denied', 'answered 403')])).attempts).toEqual([0]);
    expect(await run([new TypeError('x is undefined')])).toMatchObject({ attempts: [0], answer: { code: 'internal' } });
  });

  test('waits as long as the source asks for', async () => {
    const { waited } = await run([away({ retry_after_ms: 900 })]);
    expect(waited).toEqual([900]);
  });

  test('does not sit out an hour: a source that asks for it is left alone', async () => {
    const { answer, attempts, waited } = await run([away({ retry_after_ms: 3_600_000 })]);
    expect(answer).toMatchObject({ code: 'source_unavailable', detail: { retry_after_ms: 3_600_000 } });
    expect(attempts).toEqual([0]);
    expect(waited).toEqual([]);
  });
});

test('the wait doubles up to its bound and is drawn from all that is below', () => {
  const waits = (unit: number) => [0, 1, 2, 3, 4, 2_000].map((attempt) => backoffMs(policy, attempt, () => unit));
  expect(waits(0)).toEqual([0, 0, 0, 0, 0, 0]);
  expect(waits(0.999_999)).toEqual([99, 199, 399, 799, 999, 999]);
});

describe('work with a time limit', () => {
  test('is given up when it takes longer, and its late failure bothers nobody', async () => {
    vi.useFakeTimers();
    let fail: (error: Error) => void = () => {};
    const work = new Promise<never>((_, reject) => {
      fail = reject;
    });
    const limited = withTimeout(work, 10_000, 'a query').catch((error: unknown) => error);
    await vi.advanceTimersByTimeAsync(9_999);
    let settled = false;
    void limited.then(() => {
      settled = true;
    });
    await vi.advanceTimersByTimeAsync(0);
    expect(settled).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(await limited).toMatchObject({ code: 'timeout', message: 'a query took longer than 10000 ms', retry: true });
    fail(new Error('the connection was closed'));
    vi.useRealTimers();
  });

  test('leaves no timer behind, whether it succeeds or fails', async () => {
    vi.useFakeTimers();
    expect(await withTimeout(Promise.resolve(1), 10_000, 'a query')).toBe(1);
    await expect(withTimeout(Promise.reject(new Error('no')), 10_000, 'a query')).rejects.toThrow('no');
    expect(vi.getTimerCount()).toBe(0);
    vi.useRealTimers();
  });
});
