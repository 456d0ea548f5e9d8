import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { SqliteSourceMemory } from '../../durable-objects/sqlite-source-memory.ts';
import { toInstant } from '../../src/core/clock.ts';
import { type ErrorCode, WizError } from '../../src/core/errors.ts';

const start = Date.UTC(2022, 11, 30);
const at = (minutes: number) => toInstant(start + minutes * 60_000);
const url = 'https://source.test/one';
const refusal = {
  connector: 'fake',
  subject: 'one',
  fetch_id: 'fetch_1',
  url,
  window_from: at(0),
  code: 'source_changed',
  message: 'changed',
};

/** A memory of its own; `again` is the same one after its object has been away. */
async function withMemory(work: (memory: SqliteSourceMemory, again: () => SqliteSourceMemory) => void) {
  const stub = env.SOURCE_GATE.getByName(crypto.randomUUID());
  await runInDurableObject(stub, (_, { storage }) => {
    const again = () => new SqliteSourceMemory(storage.sql);
    work(again(), again);
  });
}

const failed = (code: ErrorCode, detail = {}) => new WizError(code, 'not today', detail);
/** Minutes from the attempt until the source is asked again; 0 when it does not rest. */
function restMinutes(memory: SqliteSourceMemory, attempt: string): number {
  const until = memory.restingUntil();
  return until === null ? 0 : (Date.parse(until) - Date.parse(attempt)) / 60_000;
}

describe('how far a source has been collected', () => {
  it('is known after the object has been away', () =>
    withMemory((memory, again) => {
      memory.collected('one', at(5), at(4), { [url]: { etag: '"1"', last_modified: undefined } });
      memory.failed('two', at(4), failed('source_denied'));
      expect(again().cursors()).toEqual({
        one: { collected_to: at(5), asked_at: at(4) },
        two: { collected_to: null, asked_at: at(4) },
      });
      expect(again().validatorsOf(url)).toEqual({ etag: '"1"', last_modified: undefined });
      expect(again().failures()).toEqual({ two: at(4) });
    }));

  it('does not move by a failure, which is tried again at once where that makes sense', () =>
    withMemory((memory) => {
      memory.collected('one', at(5), at(4), {});
      memory.failed('one', at(6), failed('source_unavailable'));
      expect(memory.cursors().one).toEqual({ collected_to: at(5), asked_at: null });
      memory.failed('one', at(7), failed('source_changed'));
      expect(memory.cursors().one).toEqual({ collected_to: at(5), asked_at: at(7) });
      memory.collected('one', at(8), at(8), {});
      expect(memory.failures()).toEqual({});
    }));

  it('keeps the validators of the newest answers', () =>
    withMemory((memory) => {
      for (let minute = 0; minute < 250; minute += 1) {
        memory.collected('one', at(minute), at(minute), { [`${url}?${minute}`]: { etag: `"${minute}"` } });
      }
      expect(memory.validatorsOf(`${url}?249`).etag).toBe('"249"');
      expect(memory.validatorsOf(`${url}?0`).etag).toBeUndefined();
    }));
});

describe('a payload that was not understood', () => {
  it('makes its window owed again, and the source answer in full', () =>
    withMemory((memory) => {
      memory.collected('one', at(5), at(4), { [url]: { etag: '"1"' } });
      memory.refuse(refusal, at(6));
      expect(memory.cursors().one).toEqual({ collected_to: at(0), asked_at: at(4) });
      expect(memory.validatorsOf(url).etag).toBeUndefined();
    }));

  it('never moves the cursor forward', () =>
    withMemory((memory) => {
      memory.refuse({ ...refusal, subject: 'unknown' }, at(1));
      memory.failed('one', at(1), failed('source_denied'));
      memory.refuse({ ...refusal, window_from: at(9) }, at(2));
      expect(memory.cursors()).toEqual({ one: { collected_to: null, asked_at: at(1) } });
      memory.collected('one', at(5), at(4), {});
      memory.refuse({ ...refusal, window_from: at(9) }, at(6));
      expect(memory.cursors().one?.collected_to).toBe(at(5));
    }));

  it('is owed although its run ends well only after the refusal', () =>
    withMemory((memory) => {
      const other = `${url}?page=2`;
      memory.refuse(refusal, at(4));
      memory.collected('one', at(5), at(4), { [url]: { etag: '"1"' }, [other]: { etag: '"2"' } });
      expect(memory.cursors().one?.collected_to).toBe(at(0));
      expect([memory.validatorsOf(url).etag, memory.validatorsOf(other).etag]).toEqual([undefined, '"2"']);
    }));

  it('is done with once a later run has brought it anew', () =>
    withMemory((memory) => {
      memory.collected('one', at(5), at(4), {});
      memory.refuse(refusal, at(6));
      memory.collected('one', at(8), at(7), { [url]: { etag: '"2"' } });
      expect(memory.cursors().one?.collected_to).toBe(at(8));
      expect(memory.validatorsOf(url).etag).toBe('"2"');
    }));
});

describe('a source that fails', () => {
  it('rests from the third time on, a minute at least and an hour at most', () =>
    withMemory((memory, again) => {
      const rests = Array.from({ length: 20 }, (_, nth) => {
        again().failed('one', at(nth), failed('source_unavailable'));
        return restMinutes(memory, at(nth));
      });
      expect(rests.slice(0, 2)).toEqual([0, 0]);
      for (const minutes of rests.slice(2)) {
        expect(minutes).toBeGreaterThanOrEqual(1);
        expect(minutes).toBeLessThanOrEqual(60);
      }
      memory.collected('one', at(21), at(21), {});
      expect(memory.restingUntil()).toBeNull();
      memory.failed('one', at(22), failed('source_unavailable'));
      expect(memory.restingUntil()).toBeNull();
    }));

  it.each<[string, ErrorCode, object, number, number]>([
    ['refuses us rests at once', 'source_denied', {}, 1, 2],
    ['asks for an hour gets it', 'source_unavailable', { retry_after_ms: 3_600_000 }, 60, 60],
    ['asks for a second gets a minute', 'source_unavailable', { retry_after_ms: 1_000 }, 1, 1],
    ['asks for ages is asked again tomorrow', 'source_unavailable', { retry_after_ms: 1e300 }, 1_440, 1_440],
    ['changed one document does not rest', 'source_changed', {}, 0, 0],
    ['is not to blame does not rest', 'dependency_unavailable', {}, 0, 0],
  ])('that %s', (_what, code, detail, least, most) =>
    withMemory((memory) => {
      memory.failed('one', at(0), failed(code, detail));
      expect(restMinutes(memory, at(0))).toBeGreaterThanOrEqual(least);
      expect(restMinutes(memory, at(0))).toBeLessThanOrEqual(most);
    }),
  );
});
