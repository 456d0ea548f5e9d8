import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { TextModel } from '../../src/model/text-model.ts';
import { type ReadApi, startReadApi } from './read-api.ts';

const bars = { operation: 'listBars', params: { id: 'XJSE:NPN' }, query: { from: '2021-01-13', to: '2021-01-13' } };
const rates = { operation: 'getRates', params: { pair: 'EUR-ZAR' }, query: { date: '2021-01-13' } };
const plan = {
  calls: [bars, rates],
  say: 'The close of XJSE:NPN on {{day}} was {{close}}. The value of EUR-ZAR was {{rate}}.',
  slots: {
    day: { call: 0, path: [0, 'session_date'] },
    close: { call: 0, path: [0, 'close'] },
    rate: { call: 1, path: [0, 'value'] },
  },
};

const prompts: string[] = [];
const textModel: TextModel = {
  id: 'scripted',
  complete: async (prompt) => {
    prompts.push(prompt);
    return JSON.stringify(plan);
  },
};

let read: ReadApi;
beforeAll(async () => {
  read = await startReadApi({ textModel });
});
afterAll(() => read.stop());

test('a plan of a model is answered from what is stored, in one trip, down to its payloads', async () => {
  const { api } = read;
  const [query, batch] = [vi.spyOn(api.deps.db, 'query'), vi.spyOn(api.deps.db, 'batch')];
  const response = await api.request('/v1/ask', {
    ...{ method: 'POST', key: 'admin', headers: { 'content-type': 'application/json' } },
    body: JSON.stringify({ question: 'gearing quotient of naspers and zorblax' }),
  });
  const { data } = (await response.json()) as { data: Record<string, unknown> };
  expect(data).toMatchObject({
    answer:
      'The close of XJSE:NPN on 2021-01-13 was 319878 ZAc. The value of EUR-ZAR was 18.6329 ZAR. These are sample figures.',
    planner: { by: 'model', input_ids: ['XJSE:NPN'], removed: [] },
  });
  expect(prompts).toEqual([expect.stringContaining('Ids that its words may mean: XJSE:NPN\n')]);
  // Names are looked up in the first.
  expect([query.mock.calls.length, batch.mock.calls.length]).toEqual([0, 2]);
  const links = (data.citations as string[]).filter((link) => link.startsWith('/v1/provenance/'));
  expect(links.length).toBeGreaterThan(0);
  for (const link of data.citations as string[]) expect((await api.request(link, { key: 'admin' })).status).toBe(200);
});
