import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fixedClock } from '../../src/core/clock.ts';
import questions from '../ask/questions.json' with { type: 'json' };
import { type FakeApi, fakeApi } from '../contract/fake-api.ts';
import { type SamplePlatform, startSamplePlatform } from './sample-platform.ts';

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
  readonly calls: readonly { path: string; body: unknown; status: number }[];
  readonly citations: readonly string[];
}

let sample: SamplePlatform;
let api: FakeApi;

beforeAll(async () => {
  sample = await startSamplePlatform();
  await sample.ingest();
  api = fakeApi({ db: sample.db, clock: fixedClock(Date.parse('2026-11-24T17:00:00Z')) });
}, 240_000);
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

test('the set has 120 questions and more, some of which have no answer', () => {
  expect(set.length).toBeGreaterThanOrEqual(120);
  expect(set.filter(({ reason }) => reason !== undefined).length).toBeGreaterThan(30);
});

describe.each(set)('$question', ({ question, reason, calls = [], values = [] }) => {
  test('is answered by the calls and the figures that it should be', async () => {
    const asked = await ask(question);
    expect([asked.reason, asked.answered, asked.answer === null]).toEqual([reason ?? null, !reason, !!reason]);
    expect(asked.calls.map(({ path }) => path)).toEqual(calls);
    const told = asked.values.map(({ of, name, value, unit }) => [of, name, value, unit]);
    expect(told.slice(0, values.length)).toEqual(values);
  });
});

test('every number of an answer is one of its calls, its question or its values', async () => {
  for (const { question, reason } of set) {
    if (reason !== undefined) continue;
    const { answer, values, calls } = await ask(question);
    const bodies = await Promise.all(
      calls.map(async ({ path, body }) => {
        const init = body === null ? {} : { method: 'POST', body: JSON.stringify(body), headers: json };
        return await (await api.request(path, { key: 'admin', ...init })).text();
      }),
    );
    const known = [question, JSON.stringify(values), ...bodies].join(' ');
    for (const number of answer?.match(/\d+\.\d{3,}/g) ?? []) {
      // Cents and rand are one amount: the point alone has moved.
      const isKnown =
        known.includes(number) || known.replaceAll('.', '').includes(number.replace('.', '').replace(/^0+/, ''));
      expect(isKnown, `${question}: ${number} in ${answer}`).toBe(true);
    }
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
])('any text is a question: %j', async (question) => {
  expect((await ask(question)).answered).toBe(false);
});
