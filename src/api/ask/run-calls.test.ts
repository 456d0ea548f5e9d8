import { expect, test } from 'vitest';
import { ran } from './run-calls.ts';

test('a planner that names what is no read of this API fails before anything is asked', async () => {
  const call = { reserve: () => expect.unreachable(), bill: () => expect.unreachable() };
  const planned = [{ operation: 'deleteScreen', params: {}, query: {} }];
  await expect(ran(planned, [], {} as never, {} as never, call as never, 26)).rejects.toMatchObject({
    code: 'internal',
  });
});
