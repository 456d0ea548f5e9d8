import { expect, test } from 'vitest';
import type { NamedInstrument } from '../model/named.ts';
import type { Outcome } from './call.ts';
import { lookupOf } from './lookup.ts';
import { readQuestions } from './parts.ts';
import { isRefusal, planOf } from './plan.ts';
import type { Question } from './question.ts';

const today = '2026-11-24';
const bars = [{ source: 'yahoo-chart', rank: 3, rows: 299, last: '2021-01-13' }];
const share = (phrase: string, id: string, name: string): NamedInstrument => ({
  ...{ phrase, id, name, matched_by: 'name_like', kind: 'equity', mic: 'XJSE', country: 'ZA', unit: 'ZAc', bars },
});
const instruments = [
  share('naspers', 'XJSE:NPN', 'Naspers Limited'),
  share('sasol', 'XJSE:SOL', 'Sasol Limited'),
  share('gold', 'XJSE:GFI', 'Gold Fields Limited'),
];

const planned = (question: string) => planOf(readQuestions(question, today), { instruments, series: [] });
const calls = (question: string): string[] => {
  const plan = planned(question);
  return isRefusal(plan) ? [plan.reason] : plan.calls.map(({ operation, params }) => `${operation} ${params.id ?? ''}`);
};
const answering = (data: unknown, meta = {}): Outcome => ({ status: 200, data, meta, problem: null });

test.each([
  ['preferred share price of Naspers on 2021-01-13'],
  ['after-hours price of Naspers on 2021-01-13'],
  ['price of Naspers Uganda'],
  ['Naspers Tanzania share price'],
  ['second highest close of Naspers in 2020'],
  ['highest close of Naspers in 2020 before the crash'],
  ['on how many Mondays in 2020 did Naspers fall'],
  ['price of Naspers in 2020 after the split'],
])('a word that changes a question and is not read refuses it: %s', (question) => {
  expect(calls(question)).toEqual(['not_understood']);
});

test.each([
  [
    'close of Naspers on 2021-01-13 and what did Sasol close at on 2021-01-12',
    ['listBars XJSE:NPN', 'listBars XJSE:SOL'],
  ],
  ['What is the price of Naspers on 2021-01-13? Should I buy Sasol?', ['listBars XJSE:NPN']],
  ['close of Naspers on 12 January 2021 and on 13 January 2021', ['listBars XJSE:NPN', 'listBars XJSE:NPN']],
  ['open, high, low and close of Naspers on 2021-01-13', ['listBars XJSE:NPN']],
  ['was the close of Naspers corrected', ['listBarRevisions XJSE:NPN']],
  ['how good is the data of Naspers', ['getQuality XJSE:NPN', 'listFindings ']],
])('%s asks for %j', (question, expected) => {
  expect(calls(question)).toEqual(expected);
});

test('what of several parts is not answered is told beside the answer', () => {
  const plan = planned('What did Naspers close at on 2021-01-13? Should I buy Sasol?');
  if (isRefusal(plan)) return expect.unreachable(plan.why);
  const row = { session_date: '2021-01-13', close: '319878', unit: 'ZAc', fetch_id: 'fetch_1' };
  expect(plan.tell([answering([row])])).toMatchObject({
    sentence: expect.stringMatching(/closed at 319878 ZAc \(3198\.78 ZAR\) on 2021-01-13\. Not answered: .* no advice/),
  });
});

test('the names of all parts are looked up together', () => {
  const parts = readQuestions('close of Naspers on 2021-01-13 and what is the inflation of Kenya in 2018', today);
  const lookup = lookupOf(parts.filter((part): part is Question => !isRefusal(part)));
  expect(lookup).toMatchObject({ phrases: ['naspers'], entities: ['KEN'], from: '2018-01-01', to: '2021-01-13' });
});

test('quality is told by its score, its metrics and what is doubted', () => {
  const plan = planned('how complete is the data of Naspers');
  if (isRefusal(plan)) return expect.unreachable(plan.why);
  const audit = {
    ...{ source: 'yahoo-chart', day: '2026-11-24', score: '0.7485', rows: 299 },
    metrics: { completeness: { share: '0.9967', numerator: 299, denominator: 300 }, accuracy: null },
  };
  const told = plan.tell([
    answering([audit]),
    answering([{ source: 'yahoo-chart', reason: 'No row for 2020-10-30, though there are later ones.' }]),
  ]);
  expect(told).toMatchObject({
    sentence: expect.stringContaining('No row for 2020-10-30'),
    values: [
      { name: 'score', value: '0.7485', of: 'XJSE:NPN' },
      { name: 'completeness', value: '0.9967' },
    ],
  });
});

test('versions of a corrected bar are told with the moments from which they were known', () => {
  const plan = planned('has the close of Naspers been corrected');
  if (isRefusal(plan)) return expect.unreachable(plan.why);
  const version = { instrument_id: 'XJSE:NPN', session_date: '2021-01-13', unit: 'ZAc', fetch_id: 'fetch_1' };
  const told = plan.tell([
    answering([
      { ...version, close: '319878', rev: 2, recorded_at: '2026-11-24T06:00:00.000Z' },
      { ...version, close: '319441', rev: 1, recorded_at: '2026-11-24T05:00:00.000Z' },
    ]),
  ]);
  expect(told).toMatchObject({ values: [{ value: '319878' }, { value: '319441' }] });
  expect(plan.tell([answering([])])).toMatchObject({ values: [{ name: 'revisions', value: '0' }] });
});

test('what was said of a period on a day is what the source said then', () => {
  const gdp = {
    ...{ series_id: 'FRED:GDP.USA', name: 'Gross domestic product', entity: 'USA', entity_name: 'United States' },
    ...{ unit: 'billion_USD', interval: '1q', likeness: 1, rows: 1 },
  };
  const parts = readQuestions('What did you know about US GDP for Q1 2014 on 1 June 2014?', today);
  const plan = planOf(parts, { instruments: [], series: [gdp] });
  if (isRefusal(plan)) return expect.unreachable(plan.why);
  expect(plan.calls.at(-1)).toMatchObject({ operation: 'listVintages', query: { realtime: '2014-06-01' } });
  const vintage = { period: '2014-01-01', value: '17101.3', realtime_start: '2014-05-29', realtime_end: '2014-06-24' };
  expect(plan.tell([answering([]), answering([vintage])])).toMatchObject({ values: [{ value: '17101.3' }] });
});
