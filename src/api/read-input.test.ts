import { expect, test } from 'vitest';
import { z } from 'zod';
import type { ApiContext } from './context.ts';
import type { Endpoint } from './endpoint.ts';
import { readInput } from './read-input.ts';

test('a body that breaks off is the caller’s to mend, and no defect of ours', async () => {
  const body = new ReadableStream({
    pull: (controller) => controller.error(new Error('Network connection lost.')),
  });
  const raw = new Request('https://api.wizdata.test/v1/query', { method: 'POST', body, duplex: 'half' } as RequestInit);
  const c = { req: { url: raw.url, raw }, get: () => new Map() } as unknown as ApiContext;
  const endpoint = { path: '/v1/query', params: z.object({}), query: z.object({}), body: z.object({}) };
  await expect(readInput(endpoint as unknown as Endpoint, c)).rejects.toMatchObject({ code: 'invalid_request' });
});
