import { describe, expect, test } from 'vitest';
import { offeredReads } from '../../src/api/ask/offered-reads.ts';
import { endpoints } from '../../src/api/endpoints/index.ts';
import type { Logger } from '../../src/core/log.ts';
import { fakeApi } from './fake-api.ts';
import { injections } from './injections.ts';

const unreadable = 'what does the quuxly group fetch';
const bars = { operation: 'listBars', params: { id: 'XJSE:NPN' }, query: { from: '2021-01-13' } };
const slots = { close: { call: 0, path: [0, 'close'] } };
const plan = { calls: [bars], say: 'The close of XJSE:NPN was {{close}}.', slots };
const sentence = 'The close of XJSE:NPN was 319878 ZAc. These are sample figures.';

interface Asked {
  readonly answered: boolean;
  readonly answer: string | null;
  readonly reason: string | null;
  readonly calls: readonly { operation: string; query: Record<string, string>; status: number }[];
  readonly planner: { by: string; model: string | null; failure: string | null; input_ids: string[] };
}

/** The API with a model that answers whatever it is told to, or with none. */
function bound(answer: unknown) {
  const prompts: string[] = [];
  const logged: unknown[] = [];
  const complete = async (prompt: string) => {
    prompts.push(prompt);
    return typeof answer === 'string' ? answer : JSON.stringify(answer);
  };
  const log: Logger = { log: (...one) => void logged.push(one), with: () => log };
  const textModel = answer === undefined ? null : { id: 'scripted', complete };
  const api = fakeApi({ textModel, log });
  const { answers } = api;
  // Nothing has the name, and no series is about it.
  api.answers = (text) => (/json_array_elements_text|set_config/.test(text) ? [] : answers(text));
  return {
    ...{ api, prompts, logged },
    async ask(question: string, more: object = {}, key?: string): Promise<Asked> {
      const response = await api.request('/v1/ask', {
        ...{ method: 'POST', body: JSON.stringify({ question, ...more }), ...(key === undefined ? {} : { key }) },
        headers: { 'content-type': 'application/json' },
      });
      expect(response.status).toBe(200);
      return ((await response.json()) as { data: Asked }).data;
    },
  };
}

test('what the rules do not understand is planned by the model that is bound', async () => {
  const { ask, prompts, logged } = bound(plan);
  const asked = await ask(unreadable);
  expect(asked).toMatchObject({ answered: true, answer: sentence, reason: null });
  expect(asked.planner).toMatchObject({ by: 'model', model: 'scripted', failure: null });
  expect(asked.calls).toMatchObject([{ operation: 'listBars', status: 200 }]);
  expect(prompts).toHaveLength(1);
  expect(prompts[0]?.length).toBeLessThan(8000);
  expect(logged).toContainEqual(['info', 'question_planned', expect.objectContaining({ by: 'model', failure: null })]);
});

test.each([
  ['understand', 'USD/ZAR on 2021-01-13', {}, null],
  ['give no advice on', 'should I buy quuxly shares', {}, 'advice'],
  ['cannot foresee in a part', 'What is the price of zorblax? Will the price of quuxly rise?', {}, 'unknown_name'],
  [
    'are asked of two moments of',
    'What is the price of zorblax? What was the price of quuxly as known on 2020-01-01?',
    ...([{}, 'unknown_name'] as const),
  ],
  ['cannot foresee', 'will the quuxly share price rise', {}, 'forecast'],
  ['are alone with', unreadable, { planner: 'rules' }, 'not_understood'],
])('no model sees what the rules %s', async (_, question, more, reason) => {
  const { ask, prompts } = bound(plan);
  const { reason: said, planner } = await ask(question, more);
  expect([said, planner.by, planner.model, prompts]).toEqual([reason, 'rules', null, []]);
});

test('without a model the rules answer alone', async () => {
  const { planner, reason } = await bound(undefined).ask(unreadable);
  expect([reason, planner.by, planner.failure]).toEqual(['not_understood', 'rules', null]);
});

test('a model that cannot be asked is told of, counted, and costs only its plan', async () => {
  const broken = bound(undefined);
  const complete = async () => Promise.reject(new Error('away'));
  Object.assign(broken.api.deps, { textModel: { id: 'scripted', complete } });
  const { reason, planner, calls } = await broken.ask(unreadable);
  expect([reason, planner.by, planner.failure, calls]).toEqual(['not_understood', 'rules', 'no_answer', []]);
  expect(broken.logged).toContainEqual(['warn', 'question_planned', expect.objectContaining({ failure: 'no_answer' })]);
});

test('parameters are judged by the operation, and what it refuses is no answer', async () => {
  const { reason, planner, calls } = await bound({
    ...plan,
    calls: [{ ...bars, params: { id: "x'; DROP TABLE bar; --" } }],
  }).ask(unreadable);
  expect([reason, planner.by, planner.failure]).toEqual(['not_understood', 'rules', 'no_figures']);
  expect(calls.map(({ status }) => status)).toEqual([400]);
});

test('a model reads with the rights of the caller, and with no others', async () => {
  const old = { ...plan, calls: [{ ...bars, query: { from: '1990-01-01', to: '1990-12-31' } }] };
  const statusOf = async (key?: string) => (await bound(old).ask(unreadable, {}, key)).calls[0]?.status;
  expect([await statusOf(), await statusOf('admin')]).toEqual([403, 200]);
});

test('the moment of knowledge is the caller’s', async () => {
  const { calls } = await bound(plan).ask(unreadable, { as_of: '2022-01-01' });
  expect(calls[0]?.query.as_of).toBe('2022-01-01T23:59:59.999Z');
});

test('whatever is offered answers its own example, with what no model chooses', async () => {
  const api = fakeApi();
  for (const { operation, example, fixed } of offeredReads(endpoints, '2022-01-01')) {
    const { pathname, searchParams } = new URL(example, 'https://api.test');
    for (const [name, value] of Object.entries(fixed)) searchParams.set(name, value);
    const { status } = await api.request(`${pathname}?${searchParams}`, { key: 'admin' });
    expect([200, 404], operation).toContain(status);
  }
});

/** In our words where the model's are mixed with what it was made to say. */
const ours = [sentence, 'Close of XJSE:NPN, 2021-01-13: 319878 ZAc. These are sample figures.'];

describe.each(injections)('%s', (headline, obeyed) => {
  test('a model that obeys it says nothing but ours', async () => {
    for (const answer of [obeyed, { ...plan, say: `${obeyed} ${plan.say}\n${obeyed}` }, { ...plan, system: obeyed }]) {
      const { ask, prompts } = bound(answer);
      const { answer: said, calls, planner } = await ask(`quuxly ${headline}`);
      if (planner.by === 'model') expect(ours).toContain(said);
      else if (prompts.length > 0) expect([said, calls]).toEqual([null, []]);
    }
  });
});

test('most of them reach the model', async () => {
  const { ask, prompts } = bound(plan);
  for (const [headline] of injections) await ask(`quuxly ${headline}`, {}, 'admin');
  expect(prompts.length).toBeGreaterThan(25);
});
