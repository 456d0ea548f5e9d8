import { afterEach, expect, test, vi } from 'vitest';
import type { Call } from '../../ask/call.ts';
import type { Day } from '../../ask/dates.ts';
import { refusal } from '../../ask/refusals.ts';
import { endpoints } from '../endpoints/index.ts';
import { answeredByModel } from './by-model.ts';
import { offeredReads } from './offered-reads.ts';
import type { Ran } from './run-calls.ts';

afterEach(() => vi.useRealTimers());

const npn = {
  ...{ instrument_id: 'XJSE:NPN', session_date: '2021-01-13', close: '319878', high: '325585', volume: '1256331' },
  ...{ unit: 'ZAc', fetch_id: 'fetch_1' },
};
const answers: Readonly<Record<string, unknown>> = {
  listBars: [npn, { ...npn, session_date: '2021-01-12', close: '319441' }],
  getRates: [{ base: 'USD', quote: 'ZAR', date: '2021-01-13', value: '15.3155515371' }],
  convertMoney: { from: 'USD', to: 'ZAR', date: '2021-01-13', amount: '100', converted: '1531.55515371' },
  getInstrument: { instrument_id: 'XJSE:NPN', name: 'Naspers Limited', currency: 'ZAR', isin: null },
  listMovers: [{ instrument_id: 'XJSE:SOL', volume: '2', change_percent: '4.25' }],
};

const names = { instruments: [], series: [] };
const refused = refusal('not_understood', 'No words are understood.');
const asked = { question: 'what does the big one fetch', today: '2026-11-24' as Day, names, refusal: refused };
const offered = offeredReads(endpoints, null);

const ranOf = (call: Call): Ran => {
  const found = answers[call.operation] ?? null;
  const outcome = { status: found === null ? 404 : 200, data: found, meta: {}, problem: null };
  return { call, cost: 1, outcome, isSample: false, error: null, path: '/' };
};
const planned = (say: string, slots: object, ...calls: readonly object[]) => JSON.stringify({ say, slots, calls });
const from = (complete: (prompt: string) => Promise<string | null>) =>
  answeredByModel(asked, { id: 'scripted', complete }, offered, async (calls) => calls.map(ranOf));
const bars = { operation: 'listBars', params: { id: 'XJSE:NPN' } };
const at = (...path: readonly (string | number)[]) => ({ call: 0, path });
const ofBars = {
  day: at(0, 'session_date'),
  close: at(0, 'close'),
  high: at(0, 'high'),
  volume: at(0, 'volume'),
  unit: at(0, 'unit'),
  before: at(1, 'close'),
};

async function toldOf(say: string, slots: object = ofBars, ...calls: readonly object[]) {
  const { told, planner } = await from(async () => planned(say, slots, ...(calls.length > 0 ? calls : [bars])));
  return 'sentence' in told ? [told.sentence, ...planner.removed] : [told.reason, planner.failure];
}

test('the answer has the figures of the calls, and says who planned and from what', async () => {
  const prompts: string[] = [];
  const { planner, told, done } = await from(async (prompt) => {
    prompts.push(prompt);
    return planned('The close of XJSE:NPN on {{day}} was {{close}}.', ofBars, bars);
  });
  expect(told).toEqual({
    sentence: 'The close of XJSE:NPN on 2021-01-13 was 319878 ZAc.',
    values: [
      {
        ...{ name: 'close', value: '319878', unit: 'ZAc', time: '2021-01-13', of: 'XJSE:NPN' },
        fetch_ids: ['fetch_1'],
      },
    ],
  });
  expect(done.map(({ call }) => call)).toEqual([{ ...bars, query: { limit: '20' } }]);
  expect(planner).toMatchObject({ by: 'model', model: 'scripted', failure: null, removed: [], input_ids: [] });
  expect(planner.prompt_sha256).toMatch(/^[0-9a-f]{64}$/);
  expect(prompts).toEqual([expect.stringContaining(JSON.stringify(asked.question))]);
});

const pair = { operation: 'getRates', params: { pair: 'USD-ZAR' } };
const hundred = { operation: 'convertMoney', query: { from: 'USD', to: 'ZAR', amount: 100 } };
test.each([
  ['The high of XJSE:NPN was {{high}}.', ofBars, bars, 'The high of XJSE:NPN was 325585 ZAc.'],
  ['The volume on 2021-01-13 was {{volume}}.', ofBars, bars, 'The volume on 2021-01-13 was 1256331.'],
  ['The value of USD-ZAR was {{v}}.', { v: at(0, 'value') }, pair, 'The value of USD-ZAR was 15.3155515371 ZAR.'],
  [
    'The amount {{a}} is {{b}} converted.',
    { a: at('amount'), b: at('converted') },
    hundred,
    'The amount 100 USD is 1531.55515371 ZAR converted.',
  ],
  [
    'The change of {{id}} is {{c}}.',
    { id: at(0, 'instrument_id'), c: at(0, 'change_percent') },
    { operation: 'listMovers' },
    'The change of XJSE:SOL is 4.25%.',
  ],
  [
    'The volume is {{v}} percent where the change is {{c}}.',
    { v: at(0, 'volume'), c: at(0, 'change_percent') },
    { operation: 'listMovers' },
    'Volume of XJSE:SOL: 2. Change percent of XJSE:SOL: 4.25%.',
  ],
  [
    'The name of XJSE:NPN is {{n}}.',
    { n: at('name') },
    { ...bars, operation: 'getInstrument' },
    'The name of XJSE:NPN is Naspers Limited.',
  ],
])('%s', async (say, slots, call, sentence) => {
  expect((await toldOf(say, slots, call))[0]).toBe(sentence);
});

const plain = 'Close of XJSE:NPN, 2021-01-13: 319878 ZAc.';
test.each([
  ['a number of its own', 'The close was {{close}} and 319441.'],
  ['a number in words', 'The close was ninety or {{close}}.'],
  ['a date of its own', 'The close on 2021-01-12 was {{close}}.'],
  ['a name of its own', 'The close of XJSE:SOL was {{close}}.'],
  ['another figure by its name', 'The volume was {{close}}.'],
  ['a judgement', 'The close was higher at {{close}}.'],
  ['a denial', 'The close was not {{close}}.'],
  ['advice', 'Buy at the close of {{close}}.'],
  ['an address', 'The close was {{close}}, see https://evil.example.'],
  ['another unit', 'The close was {{close}} ZAR.'],
  ['percent', 'The close was {{close}}%.'],
  ['another alphabet', 'The clоse was {{close}}.'],
])('a sentence with %s gives way to ours', async (_, say) => {
  const [sentence, ...removed] = await toldOf(say);
  expect([sentence, removed.length]).toEqual([plain, 1]);
  expect(removed[0]).toMatch(/^[a-z_]+$/);
});

test('what stands beside a sentence that does not is told all the same', async () => {
  const says = 'The high of XJSE:NPN was {{high}}. Sell everything. The volume was {{close}}!';
  expect(await toldOf(says)).toEqual([
    `The high of XJSE:NPN was 325585 ZAc. ${plain}`,
    'no_figure',
    expect.stringMatching(/^[a-z_]+$/),
  ]);
});

test('a sentence of two rows could give the one the figure of the other', async () => {
  const [sentence] = await toldOf('The close was {{close}} and the close was {{before}}.');
  expect(sentence).toBe(`${plain} Close of XJSE:NPN, 2021-01-12: 319441 ZAc.`);
});

test('a currency beside a price in cents would make it a hundred times as much', async () => {
  const slots = { close: at(0, 'close'), unit: at(0, 'unit') };
  expect((await toldOf('The close was {{close}} {{unit}}.', slots))[0]).toBe(plain);
});

test.each([
  ['a field that is not there', { x: at(0, 'bid') }, bars],
  ['a row that is not there', { x: at(7, 'close') }, bars],
  ['nothing', { x: at('isin') }, { ...bars, operation: 'getInstrument' }],
  ['a row and no figure', { x: at(0) }, bars],
  ['the length of a list', { x: at('length') }, bars],
  ['a call that has no answer', { x: at('score') }, { operation: 'getEsgScore', params: { entity: 'ATL' } }],
])('a slot of %s is no answer, and no half of one', async (_, slots, call) => {
  const both = { ...slots, close: { call: 1, path: [0, 'close'] } };
  expect(await toldOf('It is {{x}}. The close was {{close}}.', both, call, bars)).toEqual([
    'not_understood',
    'no_figures',
  ]);
});

test.each([
  ['says nothing', async () => null, 'no_answer'],
  ['throws', async () => Promise.reject(new Error('away')), 'no_answer'],
  ['does not know', async () => '{"unknown":true}', 'unknown'],
  ['answers by itself', async () => 'The close was 319878 ZAc.', 'malformed'],
  ['writes on and on', async () => 'x'.repeat(1_000_000), 'too_long'],
  ['calls what writes', async () => planned('{{x}}', { x: at('id') }, { operation: 'createKey' }), 'unknown_operation'],
  ['reads news', async () => planned('{{x}}', { x: at(0, 'title') }, { operation: 'listNews' }), 'unknown_operation'],
])('a model that %s leaves the answer to the rules', async (_, complete, failure) => {
  const { told, done, planner } = await from(complete);
  expect([told, done]).toEqual([refused, []]);
  expect(planner).toMatchObject({ by: 'rules', model: 'scripted', failure });
});

test('a model that never answers is waited for for twelve seconds', async () => {
  vi.useFakeTimers();
  const { promise: isAsked, resolve } = Promise.withResolvers<void>();
  const answer = from(() => {
    resolve();
    return new Promise(() => undefined);
  });
  await isAsked;
  await vi.advanceTimersByTimeAsync(12_000);
  expect((await answer).planner.failure).toBe('no_answer');
});

test('of a past moment only such reads are offered as can tell what was known then, and none chooses the moment', () => {
  const then = offeredReads(endpoints, '2022-01-01');
  expect(then.every(({ fixed }) => fixed.as_of === '2022-01-01')).toBe(true);
  expect([...offered, ...then].flatMap(({ query }) => query)).not.toContain('as_of');
});
