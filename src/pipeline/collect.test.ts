import { describe, expect, test } from 'vitest';
import { type FakeSource, fakeSource } from '../../test/support/fake-source.ts';
import { MemoryBucket } from '../../test/support/memory-bucket.ts';
import type { Connector, Cursor } from '../connectors/connector.ts';
import { fixedClock, toInstant } from '../core/clock.ts';
import { type ErrorCode, WizError } from '../core/errors.ts';
import { lake } from '../lake/lake.ts';
import type { CollectRequest } from '../model/gate.ts';
import type { IngestMessage } from '../model/messages.ts';
import type { SourceSettings } from '../model/source.ts';
import { collect, type SourceMemory } from './collect.ts';

const start = Date.UTC(2022, 11, 30);
const scheduled: CollectRequest = { kind: 'schedule', subject: null, force: false };
const byHand: CollectRequest = { kind: 'admin', subject: null, force: true };

/** A gate's memory without a breaker: it rests when a test says so. */
class PlainMemory implements SourceMemory {
  readonly known = new Map<string, Cursor>();
  readonly failed_at = new Map<string, string>();
  resting: string | null = null;
  restingUntil = () => this.resting;
  cursors = () => Object.fromEntries(this.known);
  failures = () => Object.fromEntries(this.failed_at);
  validatorsOf = () => ({});
  round = false;
  roundOpen = () => this.round;
  beginRound = (): void => {
    this.round = true;
  };
  endRound = (): void => {
    this.round = false;
  };
  readonly requests = new Map<string, number>();
  missedOn: string | null = null;
  requestsOn = (day: string): number => this.requests.get(day) ?? 0;
  countRequest = (day: string): void => void this.requests.set(day, this.requestsOn(day) + 1);
  firstMissedKey(day: string): boolean {
    const first = this.missedOn !== day;
    this.missedOn = day;
    return first;
  }
  collected(subject: string, to: string, askedAt: string): void {
    this.known.set(subject, { collected_to: to, asked_at: askedAt });
    this.failed_at.delete(subject);
  }
  failed(subject: string, askedAt: string, error: WizError): void {
    const collected_to = this.known.get(subject)?.collected_to ?? null;
    this.known.set(subject, { collected_to, asked_at: error.retry ? null : askedAt });
    this.failed_at.set(subject, askedAt);
  }
}

function stand({ connector, asked }: FakeSource) {
  const clock = fixedClock(start);
  const memory = new PlainMemory();
  const sent: IngestMessage[] = [];
  const deps = {
    clock,
    memory,
    lake: lake(new MemoryBucket()),
    settings: connector.defaults,
    fetch: () => Promise.reject(new Error('no source is asked in a test')),
    send: async (message: IngestMessage) => void sent.push(message),
    wait: () => Promise.reject(new Error('nobody waits in this test')),
  };
  return {
    ...deps,
    sent,
    /** One run, and the subjects that it asked for. */
    async run(request = scheduled): Promise<string[]> {
      const before = asked.length;
      await collect(connector, request, deps);
      return [...new Set(asked.slice(before).map(({ subject }) => subject))];
    },
  };
}

const fail = (code: ErrorCode, detail = {}) => new WizError(code, 'not today', { retry_after_ms: 60_000, ...detail });
const subjects = ['one', 'two', 'three'];

describe('a run', () => {
  test('asks for every subject that is due, and for none twice within its cadence', async () => {
    const { run, clock, memory } = stand(fakeSource({ subjects }));
    expect(await run()).toEqual(subjects);
    clock.advance(59_999);
    expect(await run()).toEqual([]);
    clock.advance(1);
    expect(await run()).toEqual(subjects);
    expect(memory.known.get('two')?.collected_to).toBe(toInstant(start + 60_000));
  });

  test('goes on from where the last one ended, so that no moment is left out', async () => {
    const source = fakeSource();
    const { run, clock } = stand(source);
    for (let minute = 0; minute < 5; minute += 1) {
      await run();
      clock.advance(61_000 + minute * 777);
    }
    const windows = source.asked.map(({ window }) => window);
    expect(windows[0]?.from).toBe('2020-01-01T00:00:00.000Z');
    for (const [index, { from }] of windows.slice(1).entries()) expect(from).toBe(windows[index]?.to);
  });

  test('leaves a source in peace that rests, unless a person asks', async () => {
    const { run, memory } = stand(fakeSource({ subjects }));
    memory.resting = toInstant(start + 1);
    expect(await run()).toEqual([]);
    expect(await run(byHand)).toEqual(subjects);
    memory.resting = toInstant(start);
    expect(await run({ ...byHand, subject: 'two' })).toEqual(['two']);
  });

  test('by hand asks again for what is not due, from where the last ended', async () => {
    const source = fakeSource();
    const { run } = stand(source);
    await run();
    expect(await run()).toEqual([]);
    expect(await run(byHand)).toEqual(['one']);
    expect(source.asked[1]?.window.from).toBe(source.asked[0]?.window.to);
  });
});

describe('a subject that fails', () => {
  test.each<[ErrorCode, string[]]>([
    ['source_unavailable', ['one']],
    ['source_denied', ['one']],
    ['timeout', ['one']],
    ['internal', ['one']],
    ['source_changed', subjects],
  ])('with %s lets the run ask for %s', async (code, expected) => {
    const source = fakeSource({ subjects, answer: (subject) => (subject === 'one' ? [fail(code)] : ['x']) });
    const { run, memory } = stand(source);
    expect(await run()).toEqual(expected);
    expect(memory.known.get('one')?.collected_to).toBeNull();
  });

  test('each time keeps no other waiting for longer than a run', async () => {
    const source = fakeSource({
      subjects,
      answer: (subject) => (subject === 'one' ? [fail('source_unavailable')] : ['x']),
    });
    const { run, clock } = stand(source);
    expect(await run()).toEqual(['one']);
    clock.advance(60_000);
    expect(await run()).toEqual(['two', 'three', 'one']);
  });

  test('is asked for the whole of its window again', async () => {
    const source = fakeSource({ answer: (_, nth) => (nth === 1 ? ['page', fail('source_denied')] : ['page']) });
    const { run, clock, sent } = stand(source);
    await run();
    clock.advance(3_600_000);
    await run();
    expect(source.asked.map(({ window }) => window.from)).toEqual(Array(2).fill('2020-01-01T00:00:00.000Z'));
    const told = sent.filter((message) => message.type === 'raw' || message.kind !== 'round');
    expect(told.map((message) => (message.type === 'run' ? message.status : message.type))).toEqual([
      'raw',
      'failed',
      'raw',
      'succeeded',
    ]);
  });
});

describe('a round', () => {
  const rounds = (sent: readonly IngestMessage[]) =>
    sent.filter((message) => message.type === 'run' && message.kind === 'round');

  test('is reported once all that was owed has been asked for, and not again while nothing is owed', async () => {
    const { run, sent } = stand(fakeSource({ subjects }));
    await run();
    expect(sent.at(-1)).toMatchObject({ kind: 'round', status: 'succeeded', subject: 'all' });
    await run();
    expect(rounds(sent)).toHaveLength(1);
  });

  test('that was killed before its report is reported by the next run', async () => {
    const { run, memory, clock, sent } = stand(fakeSource({ subjects }));
    await run();
    memory.beginRound();
    clock.advance(1_000);
    expect(await run()).toEqual([]);
    expect(rounds(sent)).toHaveLength(2);
  });
});

test('a run that dies before its report leaves everything owed', async () => {
  const source = fakeSource({ subjects });
  const { connector } = source;
  const { memory, clock, lake: kept, settings, fetch } = stand(source);
  const send = async ({ type }: IngestMessage): Promise<void> => {
    if (type === 'run') throw new WizError('dependency_unavailable', 'the queue failed');
  };
  const dying = collect(connector, scheduled, {
    memory,
    clock,
    lake: kept,
    settings,
    fetch,
    send,
    wait: async () => {},
  });
  await expect(dying).rejects.toMatchObject({ code: 'dependency_unavailable' });
  expect([...memory.known]).toEqual([]);
});

describe('a real source', () => {
  const { connector } = fakeSource({ subjects });
  const asking: Connector = {
    ...connector,
    source: { ...connector.source, politeness: { min_interval_ms: 1_000, per_day: 4 } },
    async *fetch({ subject, fetcher }) {
      const payload = await fetcher.get(`https://source.test/${subject}`);
      if (payload !== null) yield payload;
    },
  };
  const reach = (over: Connector = asking, settings: SourceSettings = { ...over.defaults, is_sample: false }) => {
    const standing = stand({ connector: over, asked: [] });
    const asked: { url: string; at: number }[] = [];
    const deps = {
      ...standing,
      settings,
      fetch: async (input: unknown) => {
        asked.push({ url: String(input), at: standing.clock.now() - start });
        return new Response('{"rows":{},"rejected":[]}');
      },
      wait: async (ms: number) => standing.clock.advance(ms),
    };
    return { ...standing, asked, run: () => collect(over, scheduled, deps) };
  };

  test('is asked at most as often as it allows', async () => {
    const { run, asked } = reach();
    await run();
    expect(asked.map(({ at }) => at)).toEqual([0, 1_000, 2_000]);
  });

  test('is asked no more than its budget of a day, and those who waited come first on the next', async () => {
    const { run, asked, clock } = reach();
    await run();
    clock.advance(120_000);
    await run();
    const names = () => asked.splice(0).map(({ url }) => url.slice(url.lastIndexOf('/') + 1));
    expect(names()).toEqual(['one', 'two', 'three', 'one']);
    clock.advance(24 * 3_600_000);
    await run();
    expect(names()).toEqual(['two', 'three', 'one']);
  });

  test('that stands on loopback is asked at once', async () => {
    const { run, asked } = reach(asking, { ...asking.defaults, is_sample: true });
    await run();
    expect(asked.map(({ at }) => at)).toEqual([0, 0, 0]);
  });

  test('whose key is missing is not asked, and says so once a day', async () => {
    const key = { name: 'FAKE_KEY', register_url: 'https://source.test/keys' };
    const { run, asked, sent, clock } = reach({ ...asking, source: { ...asking.source, key } });
    await run();
    await run();
    expect(asked).toEqual([]);
    expect(sent).toMatchObject([{ type: 'run', kind: 'round', status: 'needs_key', error_code: 'config_invalid' }]);
    expect(sent).toMatchObject([{ error_message: expect.stringContaining('FAKE_KEY') }]);
    clock.advance(24 * 3_600_000);
    await run();
    expect(sent).toHaveLength(2);
  });

  test('whose key is there is asked', async () => {
    const key = { name: 'FAKE_KEY', register_url: 'https://source.test/keys' };
    const keyed = { ...asking, source: { ...asking.source, key } };
    const { run, asked } = reach(keyed, { ...keyed.defaults, is_sample: false, api_key: 'hunter2' });
    await run();
    expect(asked).toHaveLength(3);
  });
});
