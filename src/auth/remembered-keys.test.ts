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
