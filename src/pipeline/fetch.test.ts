import { describe, expect, test, vi } from 'vitest';
import { type FakeSource, fakeSource } from '../../test/support/fake-source.ts';
import { MemoryBucket } from '../../test/support/memory-bucket.ts';
import { fixedClock } from '../core/clock.ts';
import { WizError } from '../core/errors.ts';
import { lake } from '../lake/lake.ts';
import type { IngestMessage } from '../model/messages.ts';
import { type FetchDeps, fetchJob } from './fetch.ts';

const window = { from: '2022-12-29T00:00:00.000Z', to: '2022-12-30T00:00:00.000Z' };

function stand({ connector }: FakeSource, send?: FetchDeps['send']) {
  const bucket = new MemoryBucket();
  const sent: IngestMessage[] = [];
  const deps: FetchDeps = {
    clock: fixedClock(Date.UTC(2022, 11, 30)),
    fetch: () => Promise.reject(new Error('no source is asked in a test')),
    lake: lake(bucket),
    settings: connector.defaults,
    validatorsOf: () => ({}),
    send: send ?? (async (message) => void sent.push(message)),
  };
  return { bucket, sent, run: () => fetchJob({ connector, subject: 'one', window }, 'schedule', deps) };
}

const pagesOf = (sent: readonly IngestMessage[]) =>
  sent.flatMap((message) => (message.type === 'raw' ? [message.fetch.url.split('page=')[1]] : []));

/** The pauses between attempts, passed at once. */
async function withoutWaiting<T>(work: () => Promise<T>): Promise<T> {
  vi.useFakeTimers({ toFake: ['setTimeout'] });
  try {
    let settled = false;
    const running = work().finally(() => {
      settled = true;
    });
    while (!settled) {
      await new Promise((resolve) => setImmediate(resolve));
      vi.runOnlyPendingTimers();
    }
    return await running;
  } finally {
    vi.useRealTimers();
  }
}

describe('a job', () => {
  test('of a hundred pages sends each of them in order, and then its report', async () => {
    const pages = Array.from({ length: 100 }, (_, page) => `page ${page}`);
    const { bucket, sent, run } = stand(fakeSource({ answer: () => pages }));
    const { run: report, error, validators } = await run();
    expect(error).toBeNull();
    expect(pagesOf(sent)).toEqual(pages.map((_, page) => String(page)));
    expect(sent.at(-1)).toEqual(report);
    expect(report).toMatchObject({ status: 'succeeded', payloads: 100, attempt: 1, error_code: null });
    const ids = sent.flatMap((message) => (message.type === 'raw' ? [message.fetch.fetch_id] : []));
    expect([...new Set(ids)].sort()).toEqual(ids);
    expect([...bucket.objects.keys()].filter((key) => key.startsWith('fetch/'))).toHaveLength(100);
    expect(Object.keys(validators)).toHaveLength(100);
  });

  test('has every payload, and its own report, in the lake before it is on the queue', async () => {
    const source = fakeSource({ answer: () => ['a', 'b'] });
    const bucketAtSend: number[] = [];
    const { bucket, run } = stand(source, async () => void bucketAtSend.push(bucket.objects.size));
    await run();
    expect(bucketAtSend).toEqual([2, 4, 5]);
  });

  test('sends bytes that the lake knows already all the same', async () => {
    const { bucket, sent, run } = stand(fakeSource({ answer: () => ['the same'] }));
    await run();
    await run();
    expect(bucket.puts.filter((key) => key.startsWith('raw/'))).toHaveLength(1);
    expect(pagesOf(sent)).toEqual(['0', '0']);
  });

  test('that breaks off has sent what it got, and is reported as failed', async () => {
    const broken = new WizError('source_changed', 'source.test sent a page whose last kline has no open time');
    const { sent, run } = stand(fakeSource({ answer: () => ['a', 'b', broken] }));
    const outcome = await run();
    expect(outcome.error).toBe(broken);
    expect(pagesOf(sent)).toEqual(['0', '1']);
    expect(sent.at(-1)).toMatchObject({ status: 'failed', error_code: 'source_changed', payloads: 2 });
  });

  test('that a second attempt saves counts the pages of that attempt', async () => {
    const away = new WizError('source_unavailable', 'source.test answered 503');
    const { sent, run } = stand(fakeSource({ answer: (_, nth) => (nth === 1 ? ['a', away] : ['a', 'b']) }));
    const outcome = await withoutWaiting(run);
    expect(outcome).toMatchObject({ error: null, run: { attempt: 2, payloads: 2, status: 'succeeded' } });
    expect(pagesOf(sent)).toEqual(['0', '0', '1']);
  });

  test('to which the source says "not modified" is done without a payload', async () => {
    const { run } = stand(fakeSource({ answer: () => [] }));
    expect((await run()).run).toMatchObject({ status: 'not_modified', payloads: 0 });
  });

  test('whose payload finds no place on the queue has failed by no fault of the source', async () => {
    const sent: IngestMessage[] = [];
    const { run } = stand(fakeSource(), async (message) => {
      if (message.type === 'raw') throw new WizError('dependency_unavailable', 'the queue failed');
      sent.push(message);
    });
    expect((await withoutWaiting(run)).error).toMatchObject({ code: 'dependency_unavailable' });
    expect(sent).toMatchObject([{ status: 'failed', attempt: 3 }]);
  });
});
