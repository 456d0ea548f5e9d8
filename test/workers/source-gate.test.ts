import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { beforeEach, describe, expect, it } from 'vitest';
import { SqliteSourceMemory } from '../../durable-objects/sqlite-source-memory.ts';
import { toWizError, WizError } from '../../src/core/errors.ts';
import type { CollectRequest } from '../../src/model/gate.ts';
import { fakeSource } from '../support/fake-source.ts';
import { gate } from './gate-stand.ts';

const scheduled: CollectRequest = { kind: 'schedule', subject: null, force: false };
const byHand: CollectRequest = { kind: 'admin', subject: null, force: true };

const freshGate = () => env.SOURCE_GATE.getByName(crypto.randomUUID());
const cursorsOf = (stub: ReturnType<typeof freshGate>) =>
  runInDurableObject(stub, (_, { storage }) => new SqliteSourceMemory(storage.sql).cursors());

beforeEach(() => gate.begin());

describe('a gate', () => {
  it('asks one thing at a time, however many ask it to', async () => {
    const source = fakeSource({ subjects: ['one', 'two'] });
    gate.connector = source.connector;
    let open = 0;
    const together: number[] = [];
    gate.beforeSend = async () => {
      open += 1;
      together.push(open);
      await scheduler.wait(2);
      open -= 1;
    };
    const stub = freshGate();
    const runs = await Promise.all([stub.collect(scheduled), stub.collect(byHand), stub.collect(scheduled)]);
    expect(runs.map(({ run_ids }) => run_ids.length)).toEqual([2, 2, 0]);
    expect(Math.max(...together)).toBe(1);
    expect(source.asked.map(({ subject }) => subject)).toEqual(['one', 'two', 'one', 'two']);
  });

  it('goes on after a run that died, which leaves its subjects owed', async () => {
    gate.connector = fakeSource().connector;
    gate.beforeSend = () => Promise.reject(new WizError('source_denied', 'no more'));
    const stub = freshGate();
    const error = await stub.collect(scheduled).catch((caught: unknown) => caught);
    expect(toWizError(error)).toMatchObject({ code: 'source_denied', message: 'no more' });
    expect(await cursorsOf(stub)).toEqual({});
    gate.beforeSend = async () => {};
    expect((await stub.collect(scheduled)).run_ids).toHaveLength(1);
  });

  it('does not forget what was refused while its run was still under way', async () => {
    const source = fakeSource({ answer: () => ['page 1', 'page 2'] });
    gate.connector = source.connector;
    const name = crypto.randomUUID();
    const stub = env.SOURCE_GATE.getByName(name);
    gate.beforeSend = async (message) => {
      if (message.type !== 'raw' || message.fetch.url.endsWith('page=1')) return;
      const { connector, subject, fetch_id, url, window_from } = message.fetch;
      await env.SOURCE_GATE.getByName(name).refuse({
        connector,
        subject,
        fetch_id,
        url,
        window_from,
        code: 'source_changed',
        message: 'changed',
      });
    };
    await stub.collect(scheduled);
    expect((await cursorsOf(stub)).one?.collected_to).toBe(source.asked[0]?.window.from);
    gate.beforeSend = async () => {};
    await stub.collect(byHand);
    expect(source.asked[1]?.window.from).toBe(source.asked[0]?.window.from);
    expect((await cursorsOf(stub)).one?.collected_to).toBe(source.asked[1]?.window.to);
  });
});
