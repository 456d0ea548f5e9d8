import { describe, expect, test } from 'vitest';
import { count, date, type Figure, figure, id, label, percent } from './figure.ts';
import { ground, matches } from './grounding.ts';
import type { Finding } from './insight.ts';
import { type Said, saidOf } from './said.ts';

const findings: readonly Finding[] = [
  {
    id: 'drawdown',
    figures: {
      instrument: id('XJSE:NPN', 'instrument'),
      depth: percent(-0.31257, 'deepest drawdown of the close'),
      peak_day: date('2020-02-17', 'day of the peak'),
      days: count(42, 'closes that were counted'),
      t: figure(0.71239, 'ratio', 't statistic of the drift'),
      state: label('calm', 'regime of the last day'),
    },
    evidence: [],
  },
];
const sentences = [
  'The deepest drawdown of {drawdown.instrument} is {drawdown.depth}, since {drawdown.peak_day}, over {drawdown.days} closes.',
  'The drift is not told from chance: its t statistic is {drawdown.t}, and the regime is {drawdown.state}.',
];
const said: readonly Said[] = saidOf({ findings, sentences });
const why = (sentence: string) => ground(sentence, said).removed;

test('our own words stand', () => {
  expect(said.map(({ text }) => text)).toEqual([
    'The deepest drawdown of XJSE:NPN is -31.3%, since 2020-02-17, over 42 closes.',
    'The drift is not told from chance: its t statistic is 0.712, and the regime is calm.',
  ]);
  for (const { text } of said) expect(why(text)).toEqual([]);
});

describe('the same said otherwise stands', () => {
  test.each([
    'XJSE:NPN: the deepest drawdown was -31.3%, since 2020-02-17.',
    'Over 42 closes, the drawdown of the deepest was counted.',
    'The deepest drawdown of XJSE:NPN is −31.26 % since 2020-02-17.',
    'Its t statistic is 0.7124: the drift is not told from chance, and the regime was calm.',
  ])('%s', (sentence) => expect(why(sentence)).toEqual([]));
});

describe('what is not ours does not', () => {
  test.each([
    ['another number', 'The deepest drawdown of XJSE:NPN is -41.3%.', 'unknown_number'],
    ['rounded further', 'The deepest drawdown of XJSE:NPN is -31%.', 'unknown_number'],
    ['without its sign', 'The deepest drawdown of XJSE:NPN is 31.3%.', 'unknown_number'],
    ['without percent', 'The deepest drawdown of XJSE:NPN is -31.3.', 'unknown_number'],
    ['percent of a count', 'The deepest drawdown is over 42% closes.', 'unknown_number'],
    ['in another order', 'Over 42 closes the deepest drawdown is -31.3%.', 'unknown_number'],
    ['a figure of another sentence', 'The deepest drawdown of XJSE:NPN is 0.712.', 'unknown_number'],
    ['another day', 'The deepest drawdown of XJSE:NPN is since 2020-02-18.', 'unknown_date'],
    ['another instrument', 'The deepest drawdown of XJSE:SOL is -31.3%.', 'unknown_name'],
    ['a ticker alone', 'The deepest drawdown of NPN is -31.3%.', 'unknown_name'],
    [
      'a judgement turned round',
      'The drift is told from chance: its t statistic is 0.712, the regime calm.',
      'other_judgement',
    ],
    [
      'another label',
      'The drift is not told from chance: its t statistic is 0.712, the regime turbulent.',
      'unknown_word',
    ],
    ['a word of its own', 'The catastrophic drawdown of XJSE:NPN is -31.3%.', 'unknown_word'],
    ['a number in words', 'The deepest drawdown of XJSE:NPN is -31.3%, thirty closes.', 'unknown_word'],
    ['no figure at all', 'The deepest drawdown is of the close.', 'no_figure'],
    ['markup', 'The deepest drawdown of <b>XJSE:NPN</b> is -31.3%.', 'foreign_character'],
    ['letters that look like others', 'The deepеst drawdown of XJSE:NPN is -31.3%.', 'foreign_character'],
    ['a digit more', 'The deepest drawdown of XJSE:NPN is -31.3%0.', 'unknown_number'],
    ['an exponent', 'The deepest drawdown of XJSE:NPN is -31.3e2%.', 'unknown_number'],
    ['a point before', 'The deepest drawdown is over .42 closes.', 'unknown_number'],
    ['glued numbers', 'The deepest drawdown is over 42.42.42 closes.', 'unknown_number'],
    ['too much', `The deepest drawdown of XJSE:NPN is -31.3%${' of the close'.repeat(40)}.`, 'too_long'],
  ])('%s', (_what, sentence, reason) => {
    const { kept, removed } = ground(sentence, said);
    expect([kept, removed.length > 0, removed.includes(reason as never)]).toEqual([[], true, true]);
  });
});

describe('a number is the figure', () => {
  const of = (value: number, unit = 'ratio'): Figure => figure(value, unit, 'a figure');
  test.each([
    ['0.712', of(0.71239), true],
    ['0.7124', of(0.71239), true],
    ['0.71', of(0.71239), false],
    ['0.711', of(0.71239), false],
    ['319878', of(319878.4), true],
    ['319,878', of(319878.4), true],
    ['3,19878', of(319878.4), false],
    ['320000', of(319878.4), false],
    ['12.4', of(12.35), true],
    ['12.2', of(12.25), true],
    ['1000000', of(1e6), true],
    ['0', of(0), true],
    ['0', of(0.001), false],
    ['12.3%', of(12.3, 'percent'), true],
    ['12.3', of(12.3, 'percent'), false],
    ['', of(0), false],
  ])('%s', (text, one, expected) => expect(matches(text, one)).toBe(expected));

  test('not a day, an id or a word', () => {
    expect(matches('2020', date('2020', 'a day'))).toBe(false);
  });
});
