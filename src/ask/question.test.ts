import { expect, test } from 'vitest';
import { readQuestion } from './question.ts';

const read = (question: string) => readQuestion(question, '2026-11-24') as unknown as Readonly<Record<string, unknown>>;

test.each([
  ['closing prise of Stndard Bank', 'price', ['stndard bank']],
  ['What does Naspers cost?', 'price', ['naspers']],
  ['how did Sasol do last year', 'change', ['sasol']],
  ['which rose more, Naspers or Sasol?', 'change', ['naspers', 'sasol']],
  ['14-day RSI of MTN', 'indicator', ['mtn']],
  ['dividneds of microsoft', 'dividends', ['XNAS:MSFT']],
  ['is the JSE open on 16 December 2026', 'calendar', []],
  ['news about Discovery', 'news', ['discovery']],
])('%s asks for %s of %j', (question, measure, phrases) => {
  expect(read(question)).toMatchObject({ measure, phrases });
});

test('an amount belongs to the currency that stands after it', () => {
  expect(read('how many dollars is 75 euro')).toMatchObject({ amount: '75', currencies: ['EUR', 'USD'] });
  expect(read('R5,000.50 in US dollars')).toMatchObject({ amount: '5000.50', currencies: ['ZAR', 'USD'] });
  expect(read('1.5 million yen to euro')).toMatchObject({ amount: '1500000', currencies: ['JPY', 'EUR'] });
});

test.each([
  ['should I buy Naspers?', 'advice'],
  ['will the rand fall next week', 'forecast'],
  ['what is the salary of the boss of Sasol', 'private'],
  ['who is the CEO of Naspers', 'not_covered'],
  ['why did Sasol crash', 'not_covered'],
  ['💥', 'not_understood'],
])('%s is not answered: %s', (question, reason) => {
  expect(read(question)).toMatchObject({ reason });
});

test('what will be of a calendar is known, and so no forecast', () => {
  expect(read('will the JSE be open on 16 December 2026')).toMatchObject({ measure: 'calendar' });
});

test('a moment of knowledge is no period', () => {
  expect(read('what did we know on 2021-02-01 about Naspers')).toMatchObject({
    as_of: '2021-02-01',
    period: { kind: 'now' },
  });
});
