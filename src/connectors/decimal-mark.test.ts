import { expect, test } from 'vitest';
import { hasEitherMark } from './decimal-mark.ts';

test.each([
  ['215,300', true],
  ['-28.000', true],
  ['1,475.5', false],
  ['1,475,780', false],
  ['1475.000', false],
  ['0,125', false],
  ['28,81', false],
])('%s may be either of two numbers: %s', (figure, either) => {
  expect(hasEitherMark(figure)).toBe(either);
});
