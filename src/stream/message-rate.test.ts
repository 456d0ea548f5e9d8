import { expect, it } from 'vitest';
import { MessageRate } from './message-rate.ts';

it('admits a burst of a second, then as many as time allows', () => {
  const rate = new MessageRate(20);
  const admitted = (count: number, atMs: number) =>
    Array.from({ length: count }, () => rate.take(atMs)).filter(Boolean).length;
  expect(admitted(30, 10_000)).toBe(20);
  expect(admitted(30, 10_100)).toBe(2);
  expect(admitted(30, 60_000)).toBe(20);
});
