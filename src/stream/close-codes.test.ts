import { expect, it } from 'vitest';
import { closeCodes } from './close-codes.ts';

it('gives each way to end its own number, and the number says whether to come back', () => {
  const codes = Object.values(closeCodes).map(({ code }) => code);
  expect(new Set(codes).size).toBe(codes.length);
  const comeBack = (code: number): boolean => code < 4500;
  expect(codes.every((code) => code >= 4000 && code < 5000)).toBe(true);
  expect(comeBack(closeCodes.slow_reader.code)).toBe(true);
  expect(comeBack(closeCodes.rate_limited.code)).toBe(true);
  expect(comeBack(closeCodes.message_too_large.code)).toBe(false);
  expect(comeBack(closeCodes.malformed_messages.code)).toBe(false);
  expect(comeBack(closeCodes.credential_ended.code)).toBe(false);
});
