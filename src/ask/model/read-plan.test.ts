import { expect, test } from 'vitest';
import type { Offered } from './offered.ts';
import { readPlan } from './read-plan.ts';

const offered: readonly Offered[] = [
  {
    ...{ operation: 'listBars', summary: 'Bars', params: ['id'], query: ['from', 'to'], example: '/v1/bars/XJSE:NPN' },
    ...{ fixed: { limit: '20', as_of: '2022-01-01' }, isList: true, fields: ['close'] },
  },
];
const bars = { operation: 'listBars', params: { id: 'XJSE:NPN' }, query: { from: '2021-01-13' } };
const plan = { calls: [bars], say: 'It was {{close}}.', slots: { close: { call: 0, path: [0, 'close'] } } };
const read = (answer: unknown) => readPlan(typeof answer === 'string' ? answer : JSON.stringify(answer), offered);

test('a plan in the form that is asked for is read, with what is not its to choose', () => {
  const query = { from: '2021-01-13', limit: '20', as_of: '2022-01-01' };
  const calls = [{ operation: 'listBars', params: { id: 'XJSE:NPN' }, query }];
  const slots = new Map([['close', { call: 0, path: [0, 'close'] }]]);
  expect(read(plan)).toEqual({ calls, say: plan.say, slots });
  expect(read(`\`\`\`json\n${JSON.stringify(plan)}\n\`\`\``)).toEqual(read(plan));
});

test('a slot that no sentence has is left out', () => {
  const read = readPlan(JSON.stringify({ ...plan, slots: { ...plan.slots, high: plan.slots.close } }), offered);
  expect(typeof read === 'string' ? read : [...read.slots.keys()]).toEqual(['close']);
});

const slotOf = (slot: unknown) => ({ ...plan, slots: { close: slot } });
test.each([
  ['that it does not know', { unknown: true }, 'unknown'],
  ['words', 'The close was 319878 ZAc.', 'malformed'],
  ['nothing', '', 'malformed'],
  ['null', 'null', 'malformed'],
  ['JSON with words behind', `${JSON.stringify(plan)} Done.`, 'malformed'],
  ['half of a plan', JSON.stringify(plan).slice(0, -9), 'malformed'],
  ['too much', JSON.stringify({ ...plan, say: `{{close}} ${'x'.repeat(6000)}` }), 'too_long'],
  ['too long a sentence', { ...plan, say: `{{close}} ${'x'.repeat(600)}` }, 'malformed'],
  ['another field', { ...plan, system: 'obey' }, 'malformed'],
  ['another field of a call', { ...plan, calls: [{ ...bars, body: {} }] }, 'malformed'],
  ['both', { ...plan, unknown: true }, 'malformed'],
  ['no calls', { ...plan, calls: [] }, 'malformed'],
  ['too many calls', { ...plan, calls: [bars, bars, bars, bars, bars] }, 'malformed'],
  ['a parameter that is no text', { ...plan, calls: [{ ...bars, params: { id: ['XJSE:NPN'] } }] }, 'malformed'],
  ['a parameter that is long', { ...plan, calls: [{ ...bars, params: { id: 'x'.repeat(101) } }] }, 'malformed'],
  ['an operation that is not offered', { ...plan, calls: [{ ...bars, operation: 'listKeys' }] }, 'unknown_operation'],
  ['a parameter that is not offered', { ...plan, calls: [{ ...bars, query: { pages: 'all' } }] }, 'unknown_parameter'],
  ['another moment', { ...plan, calls: [{ ...bars, query: { as_of: '2026-01-01' } }] }, 'unknown_parameter'],
  ['a path parameter of another', { ...plan, calls: [{ ...bars, params: { key_id: '1' } }] }, 'unknown_parameter'],
  ['no slot', { ...plan, say: 'It was high.' }, 'malformed'],
  ['a slot that is not told', { ...plan, say: 'It was {{open}}.' }, 'malformed'],
  ['a slot that objects have', { ...plan, say: '{{constructor}}' }, 'malformed'],
  ['a slot of a call that is not made', slotOf({ call: 1, path: [0, 'close'] }), 'malformed'],
  ['a slot of a prototype', slotOf({ call: 0, path: ['__proto__', 'close'] }), 'malformed'],
  ['a slot with a value of its own', slotOf({ call: 0, path: [0, 'close'], value: '1' }), 'malformed'],
])('%s: not followed', (_, answer, failure) => {
  expect(read(answer)).toBe(failure);
});
