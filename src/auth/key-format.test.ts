import { expect, test, vi } from 'vitest';
import { isKey, isLink, isSession, newKey } from './key-format.ts';

test('a new key is a key of its mode', () => {
  expect(newKey('test')).toMatch(/^wiz_test_[0-9A-Za-z]{38}$/);
  expect(newKey('live')).toMatch(/^wiz_live_/);
  for (let count = 0; count < 50; count += 1) expect(isKey(newKey('live'))).toBe(true);
});

test('what was a key once stays one', () => {
  expect(isKey('wiz_test_0123456789ABCDEFGHIJKLMNOPQRSTUV2vV0Lx')).toBe(true);
});

test('no letter comes more often than another: bytes beyond the last whole alphabet are thrown again', () => {
  const rounds = [255, 248, 247];
  const random = vi.spyOn(crypto, 'getRandomValues').mockImplementation((bytes) => {
    (bytes as Uint8Array).fill(rounds.shift() ?? 0);
    return bytes;
  });
  expect(newKey('test')).toMatch(/^wiz_test_z{32}/);
  random.mockRestore();
});

test('a key with one character changed is none', () => {
  const key = newKey('test');
  for (let at = 9; at < key.length; at += 1) {
    const other = key[at] === 'a' ? 'b' : 'a';
    expect(isKey(key.slice(0, at) + other + key.slice(at + 1))).toBe(false);
  }
  expect(isKey(key.replace('test', 'live'))).toBe(false);
});

test.each(['', 'wiz_test_', 'wiz_test_short', ` ${newKey('test')}`, `${newKey('test')}\n`])('%j is no key', (text) => {
  expect(isKey(text)).toBe(false);
});

test('links and sessions are no keys, and the other way round', () => {
  const secrets = [newKey('live'), newKey('link'), newKey('session')];
  expect(secrets.map(isKey)).toEqual([true, false, false]);
  expect(secrets.map(isLink)).toEqual([false, true, false]);
  expect(secrets.map(isSession)).toEqual([false, false, true]);
});
