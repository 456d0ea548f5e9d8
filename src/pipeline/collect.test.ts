import { describe, expect, test } from 'vitest';
import { type FakeSource, fakeSource } from '../../test/support/fake-source.ts';
import { MemoryBucket } from '../../test/support/memory-bucket.ts';
import type { Cursor } from '../connectors/connector.ts';
import { fixedClock, toInstant } from '../core/clock.ts';
import { type ErrorCode, WizError } from '../core/errors.ts';
import { lake } from '../lake/lake.ts';
import type { CollectRequest } from '../model/gate.ts';
import type { IngestMessage } from '../model/messages.ts';
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
  const dying = collect(connector, scheduled, { memory, clock, lake: kept, settings, fetch, send });
  await expect(dying).rejects.toMatchObject({ code: 'dependency_unavailable' });
  expect([...memory.known]).toEqual([]);
});
