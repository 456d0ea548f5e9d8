import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fixedClock } from '../../src/core/clock.ts';
import type { Database } from '../../src/storage/client.ts';
import questions from '../ask/questions.json' with { type: 'json' };
import { type FakeApi, fakeApi } from '../contract/fake-api.ts';
import { startIngestedPlatform } from './ingested-platform.ts';
import type { SamplePlatform } from './sample-platform.ts';

interface Expected {
  readonly question: string;
  readonly reason?: string;
  readonly calls?: readonly string[];
  /** Of what, name, value, unit. */
  readonly values?: readonly (readonly (string | null)[])[];
}

interface Asked {
  readonly answered: boolean;
  readonly answer: string | null;
  readonly reason: string | null;
  readonly why: string | null;
  readonly values: readonly { of: string; name: string; value: string; unit: string | null; fetch_ids: string[] }[];
  readonly calls: readonly { path: string; body: unknown; status: number; cost: number }[];
  readonly citations: readonly string[];
}

let sample: SamplePlatform;
let api: FakeApi;
let trips = 0;
/** Each question is answered once; the tests look at the answers from several sides. */
const answers = new Map<string, Asked & { readonly trips: number }>();

beforeAll(async () => {
  sample = await startIngestedPlatform();
  const clock = fixedClock(Date.parse('2026-11-24T17:00:00Z'));
  // Indicators are computed by a Worker of their own, over a connection of its own.
  const { indicators } = fakeApi({ db: sample.db, clock }).deps;
  const counted: Database = {
    query: (text, params) => {
      trips += 1;
      return sample.db.query(text, params);
    },
    batch: (statements) => {
      trips += 1;
      return sample.db.batch(statements);
    },
  };
  api = fakeApi({ db: counted, clock, indicators });
  for (const { question } of set) {
    trips = 0;
    const asked = await ask(question);
    answers.set(question, { ...asked, trips });
  }
}, 400_000);
afterAll(() => sample?.stop());

const json = { 'content-type': 'application/json' };

async function ask(question: string): Promise<Asked> {
  const response = await api.request('/v1/ask', {
    ...{ method: 'POST', key: 'admin', body: JSON.stringify({ question }), headers: json },
  });
  const { data } = (await response.json()) as { data: Asked };
  expect(response.status).toBe(200);
  return data;
}

const set: readonly Expected[] = questions;
const answered = () =>
  set.flatMap(({ question, reason }) => {
    const answer = answers.get(question);
    return reason !== undefined || answer === undefined ? [] : [{ question, ...answer }];
  });

test('the set has 120 questions and more, some of which have no answer, and each is asked once', () => {
  expect(set.length).toBeGreaterThanOrEqual(120);
  expect(set.filter(({ reason }) => reason !== undefined).length).toBeGreaterThan(30);
  expect(answers.size).toBe(set.length);
});

describe.each(set)('$question', ({ question, reason, calls = [], values = [] }) => {
  test('is answered by the calls and the figures that it should be', () => {
    const asked = answers.get(question);
    expect([asked?.reason, asked?.answered, asked?.answer === null]).toEqual([reason ?? null, !reason, !!reason]);
    expect(asked?.calls.map(({ path }) => path)).toEqual(calls);
    const told = asked?.values.map(({ of, name, value, unit }) => [of, name, value, unit]);
    expect(told?.slice(0, values.length)).toEqual(values);
  });
});

test('an answer takes two trips to the database at most: the names, and everything else together', () => {
  for (const { question, trips: taken } of answered()) expect(taken, question).toBeLessThanOrEqual(2);
});

test('no answer costs more than a dry run says before', async () => {
  const body = JSON.stringify({ question: 'price of Naspers' });
  const dry = await api.request('/v1/ask?dry_run=cost', { method: 'POST', key: 'admin', body, headers: json });
  const { data } = (await dry.json()) as { data: { tokens: number } };
  expect(data.tokens).toBeGreaterThan(4);
  const own = 3;
  for (const { question, calls } of answered()) {
    const cost = calls.reduce((sum, call) => sum + call.cost, own);
    expect(cost, question).toBeLessThanOrEqual(data.tokens);
  }
});

test('every number of an answer is one of its values, its question or its calls', async () => {
  for (const { question, answer, values, calls } of answered()) {
    const told = [question, JSON.stringify(values)].join(' ');
    const isIn = (known: string, number: string): boolean =>
      // Cents and rand are one amount: the point alone has moved.
      known.includes(number) || known.replaceAll('.', '').includes(number.replace('.', '').replace(/^0+/, ''));
    const left = (answer?.match(/\d+\.\d{3,}/g) ?? []).filter((number) => !isIn(told, number));
    if (left.length === 0) continue;
    const bodies = await Promise.all(
      calls.map(async ({ path, body }) => {
        const init = body === null ? {} : { method: 'POST', body: JSON.stringify(body), headers: json };
        return await (await api.request(path, { key: 'admin', ...init })).text();
      }),
    );
    for (const number of left) expect(isIn(bodies.join(' '), number), `${question}: ${number} in ${answer}`).toBe(true);
  }
}, 120_000);

test('what is cited can be followed', async () => {
  const { citations } = await ask('what did Naspers close at on 2021-01-13');
  expect(citations.length).toBeGreaterThan(1);
  for (const link of citations) expect((await api.request(link, { key: 'admin' })).status, link).toBe(200);
});

test.each([
  '\u202e\u0000x'.slice(0, 1).repeat(500),
  '🦓'.repeat(250),
  "'; DROP TABLE bar; --",
  '%'.repeat(500),
  'İ'.repeat(300),
  'a '.repeat(250),
  'and what? '.repeat(50),
  'above 1 '.repeat(60),
  'between 2020 and '.repeat(29),
])('any text is a question: %j', async (question) => {
  expect((await ask(question)).answered).toBe(false);
});
