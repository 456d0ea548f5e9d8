import { expect, test, vi } from 'vitest';
import { fixedClock } from '../core/clock.ts';
import { keyToucher } from './touch-keys.ts';

test('a key is written down at most once a minute, whoever else is', async () => {
  const query = vi.fn(async (_text: string, params: unknown) => [params]);
  const clock = fixedClock(Date.UTC(2026, 10, 24));
  const touch = keyToucher({ query: query as never, batch: async () => [] }, clock);
  await Promise.all(['key_1', 'key_1', 'key_2'].map(touch));
  clock.advance(59_999);
  await touch('key_1');
  expect(query.mock.calls.map(([, params]) => params)).toEqual([['key_1'], ['key_2']]);
  clock.advance(1);
  await touch('key_1');
  expect(query).toHaveBeenCalledTimes(3);
});
