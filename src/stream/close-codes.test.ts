import { expect, it } from 'vitest';
import { closeCodes, shouldReconnect } from './close-codes.ts';

it('gives each way to end its own number, and the number says whether to come back', () => {
  const codes = Object.values(closeCodes).map(({ code }) => code);
  expect(new Set(codes).size).toBe(codes.length);
  expect(shouldReconnect(closeCodes.slow_reader.code)).toBe(true);
  expect(shouldReconnect(closeCodes.rate_limited.code)).toBe(true);
  expect(shouldReconnect(1006)).toBe(true);
  expect(shouldReconnect(closeCodes.message_too_large.code)).toBe(false);
  expect(shouldReconnect(closeCodes.malformed_messages.code)).toBe(false);
});
