import { expect, test } from 'vitest';
import { z } from 'zod';
import { parse } from './read-input.ts';

const body = z.strictObject({
  name: z.string().min(2).max(3),
  scopes: z.array(z.enum(['read', 'stream'])),
  seconds: z.number().int().min(1),
  at: z.iso.datetime().optional(),
});

test.each([
  [undefined, 'the body must be given'],
  [[], 'the body must be a JSON object'],
  [{}, 'name: must be given; scopes: must be given; seconds: must be given'],
  [
    { name: 'x', scopes: 'x', seconds: '1' },
    'name: must be at least 2 characters; scopes: must be a JSON array; seconds: must be a number',
  ],
  [
    { name: 'xxxx', scopes: ['x'], seconds: 0 },
    'name: must be at most 3 characters; scopes.0: must be one of read, stream; seconds: must be at least 1',
  ],
  [
    { name: 'xx', scopes: [], seconds: 1.5, a: 1, b: 2 },
    'seconds: must be a whole number; a, b: no such member is known here',
  ],
  [{ name: 'xx', scopes: [], seconds: 1, at: 'x' }, 'at: must be a valid datetime'],
])('%j is refused in words for who sends it: %s', (value, said) => {
  expect(() => parse(body, value)).toThrow(said);
});
