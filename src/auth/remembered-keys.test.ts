import { expect, test, vi } from 'vitest';
import { fixedClock } from '../core/clock.ts';
import type { Principal } from '../model/principal.ts';
import { newKey } from './key-format.ts';
import { rememberedKeys } from './remembered-keys.ts';

const principal: Principal = { key_id: 'key_1', plan: 'free', scopes: ['read'] };

test('a known key is asked about once in thirty seconds', async () => {
  const clock = fixedClock(0);
  const verify = vi.fn(async () => principal);
  const keys = rememberedKeys({ verify }, clock);
  const key = newKey('test');
  expect(await keys.verify(key)).toBe(principal);
  clock.advance(29_999);
  expect(keys.verify(key)).toBe(principal);
  expect(verify).toHaveBeenCalledTimes(1);
  clock.advance(1);
  await keys.verify(key);
  expect(verify).toHaveBeenCalledTimes(2);
});

test('what cannot be a key is never asked about', () => {
  const verify = vi.fn(async () => principal);
  expect(rememberedKeys({ verify }, fixedClock(0)).verify('wiz_test_guess')).toBeNull();
  expect(verify).not.toHaveBeenCalled();
});

test('a key that becomes known works five seconds later', async () => {
  const clock = fixedClock(0);
  let known: Principal | null = null;
  const keys = rememberedKeys({ verify: async () => known }, clock);
  const key = newKey('live');
  expect(await keys.verify(key)).toBeNull();
  known = principal;
  clock.advance(5_000);
  expect(await keys.verify(key)).toBe(principal);
});

test('a revoked key is refused in the isolate that revoked it at once, and everywhere within a minute', async () => {
  const clock = fixedClock(0);
  const key = newKey('live');
  let revoked = false;
  const verifier = { verify: async () => (revoked ? null : principal) };
  const isolates = Array.from({ length: 3 }, () => rememberedKeys(verifier, clock));
  for (const isolate of isolates) expect(await isolate.verify(key)).toBe(principal);
  // Until the last moment before the revocation it is in use, so that what is remembered is as fresh as can be.
  clock.advance(29_999);
  for (const isolate of isolates) await isolate.verify(key);
  revoked = true;
  isolates[0]?.forget('key_1');
  expect(await isolates[0]?.verify(key)).toBeNull();
  clock.advance(59_999);
  for (const isolate of isolates) expect(await isolate.verify(key)).toBeNull();
});

test('an answer from before a revocation that comes after it is not remembered', async () => {
  let answer: (said: Principal | null) => void = () => undefined;
  const verify = vi.fn(() => new Promise<Principal | null>((resolve) => (answer = resolve)));
  const keys = rememberedKeys({ verify }, fixedClock(0));
  const key = newKey('live');
  const first = keys.verify(key);
  keys.forget('key_1');
  answer(principal);
  await first;
  void keys.verify(key);
  expect(verify).toHaveBeenCalledTimes(2);
});

test('a key is believed no longer than it is valid', async () => {
  const clock = fixedClock(Date.UTC(2026, 10, 24));
  const verify = vi.fn(async () => ({ ...principal, valid_until: '2026-11-24T00:00:10.000Z' }));
  const keys = rememberedKeys({ verify }, clock);
  const key = newKey('live');
  await keys.verify(key);
  clock.advance(9_999);
  await keys.verify(key);
  expect(verify).toHaveBeenCalledTimes(1);
  clock.advance(1);
  await keys.verify(key);
  expect(verify).toHaveBeenCalledTimes(2);
});
