import { expect, test } from 'vitest';
import { sendAll } from './send-all.ts';

/** A queue that takes what the platform's takes: a hundred messages and 256 KB a call, 128 KB a message. */
function queue() {
  const calls: unknown[][] = [];
  return {
    calls,
    async sendBatch(messages: Iterable<MessageSendRequest>) {
      const bodies = [...messages].map(({ body }) => body);
      const bytes = bodies.map((body) => new TextEncoder().encode(JSON.stringify(body)).byteLength);
      const total = bytes.reduce((sum, size) => sum + size, 0);
      if (bodies.length > 100 || total > 256_000 || bytes.some((size) => size > 128_000)) {
        throw new Error(`Bad Request: ${bodies.length} messages, ${total} bytes`);
      }
      calls.push(bodies);
      return undefined as never;
    },
  };
}

test.each([0, 1, 100, 101, 1_234])('%i messages arrive, each once, in order', async (count) => {
  const { calls, ...raw } = queue();
  const messages = Array.from({ length: count }, (_, position) => ({ position }));
  await sendAll(raw, messages);
  expect(calls.flat()).toEqual(messages);
  expect(calls).toHaveLength(Math.ceil(count / 100));
});

test('messages that are large together go in several calls, letters of two bytes counted as such', async () => {
  const { calls, ...raw } = queue();
  const messages = Array.from({ length: 100 }, (_, position) => ({ position, url: 'é'.repeat(2_000) }));
  await sendAll(raw, messages);
  expect(calls.flat()).toEqual(messages);
});

test('a queue that is away is worth another attempt', async () => {
  const away = { sendBatch: () => Promise.reject(new Error('Network connection lost.')) };
  await expect(sendAll(away, [1])).rejects.toMatchObject({ code: 'dependency_unavailable', retry: true });
});
