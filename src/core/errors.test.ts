import { describe, expect, test } from 'vitest';
import { type ErrorCode, encodeError, errorTable, inFull, reachable, toWizError, WizError } from './errors.ts';

const codes = Object.keys(errorTable) as ErrorCode[];

/** What RPC leaves of an error: its message, sometimes with the class in front. */
const acrossRpc = (error: Error, prefix = ''): Error => new Error(`${prefix}${error.message}`);

describe('an error that crosses an RPC border', () => {
  test.each(codes)('%s keeps its code, its message and what follows from the code', (code) => {
    const error = new WizError(code, 'the rows of 2022-12-30\nare "away"');
    for (const prefix of ['', 'Error: ', 'Uncaught (in promise) Error: ']) {
      const arrived = toWizError(acrossRpc(encodeError(error), prefix));
      expect(arrived).toMatchObject({ code, message: error.message });
      expect([arrived.retry, arrived.status]).toEqual([errorTable[code].retry, errorTable[code].status]);
    }
  });

  test('keeps its code over a second border', () => {
    const once = acrossRpc(encodeError(new WizError('not_found', 'no source is called ecb2')));
    expect(toWizError(acrossRpc(encodeError(once)))).toMatchObject({
      code: 'not_found',
      message: 'no source is called ecb2',
    });
  });

  test.each(['constructor', '__proto__', 'nonsense'])('a code outside the table (%s) is an internal error', (code) => {
    const error = toWizError(new Error(`[wiz:${code}] x`));
    expect(error.code).toBe('internal');
    expect(error.status).toBe(500);
  });
});

describe('anything that was thrown', () => {
  test('is one of the table, and a known error is itself', () => {
    const known = new WizError('conflict', 'twice');
    expect(toWizError(known)).toBe(known);
    expect(toWizError(new DOMException('too long', 'TimeoutError')).code).toBe('timeout');
    expect(toWizError(new DOMException('given up', 'AbortError')).code).toBe('timeout');
    for (const thrown of [new TypeError('x is undefined'), 'text', null, undefined, { message: 'like an error' }]) {
      expect(toWizError(thrown).code).toBe('internal');
    }
  });

  test('keeps its cause', () => {
    const cause = new TypeError('x is undefined');
    expect(toWizError(cause).cause).toBe(cause);
  });
});

describe('waiting for another part of the platform', () => {
  test('brings its answer', async () => {
    expect(await reachable('the lake', Promise.resolve(7))).toBe(7);
  });

  test('an unknown failure is worth trying again', async () => {
    const failing = Promise.reject(new Error('put: We encountered an internal error. Please try again. (10001)'));
    const error = await reachable('the lake', failing).catch(toWizError);
    expect(error).toMatchObject({ code: 'dependency_unavailable', message: 'the lake failed', retry: true });
    expect(inFull(error)).toBe('the lake failed: put: We encountered an internal error. Please try again. (10001)');
    expect(inFull(toWizError(new Error('odd', { cause: new Error('why') })))).toBe('odd: why');
  });

  test('what the other part says in the words of the table stands', async () => {
    const refusing = Promise.reject(acrossRpc(encodeError(new WizError('invalid_request', 'no such channel'))));
    await expect(reachable('the stream', refusing)).rejects.toMatchObject({ code: 'invalid_request' });
  });
});
