import { describe, expect, test } from 'vitest';
import { classesOf } from './classes.ts';
import { scoreText } from './score-text.ts';

describe('what moves tells whether a direction is good', () => {
  test.each([
    ['Operating profit rose to EUR 13.1 mn', 'positive'],
    ['Operating profit fell to EUR 8.7 mn', 'negative'],
    ['The net loss widened in the second quarter', 'negative'],
    ['The net loss narrowed in the second quarter', 'positive'],
    ['Costs were reduced by a tenth of what they were', 'positive'],
    ['Debt increased', 'negative'],
    ['The company swung to a net loss', 'negative'],
    ['The bank returned to profit', 'positive'],
    ['Sales climbed to a net profit', 'positive'],
  ])('%s: %s', (text, label) => expect(scoreText(text).label).toBe(label));
});

describe('a negation within three words turns a count round', () => {
  test.each([
    ['The results were strong', 'positive'],
    ['The results were not strong', 'negative'],
    ['There were no problems', 'positive'],
    ['Not one of all the many results was strong', 'positive'],
  ])('%s: %s', (text, label) => expect(scoreText(text).label).toBe(label));
});

describe('figures beside those of the year before are compared', () => {
  test.each([
    ['Net sales totalled EUR 9.4 mn compared to EUR 7.7 mn', 'positive'],
    ['Net sales totalled EUR 7.7 mn compared to EUR 9.4 mn', 'negative'],
    ['Expenses came to EUR 9.4 mn compared to EUR 7.7 mn', 'negative'],
    ['Net sales totalled EUR 1.1 bn compared to EUR 950 mn', 'positive'],
    ['Net sales totalled EUR 7.7 mn compared to 2008', 'neutral'],
    ['Operating loss was EUR 3.2 mn compared to a profit of EUR 7.2 mn', 'negative'],
    ['Operating profit was EUR 3.0 mn compared to a loss of EUR 5.2 mn', 'positive'],
  ])('%s: %s', (text, label) => expect(scoreText(text).label).toBe(label));
});

test('words that say nothing of good or bad are neutral', () => {
  for (const text of ['', '2019', 'The company is based in Cape Town', 'They set up a plant for up to 350 people']) {
    expect([text, scoreText(text).label]).toEqual([text, 'neutral']);
  }
});

test('scores lie between minus one and one, and hits are characters of the text', () => {
  const text = 'Strong profit growth; sales rose – profit rose, but a “weak” outlook hurts';
  const { score, hits } = scoreText(text);
  expect(Math.abs(score)).toBeLessThan(1);
  for (const { start, end } of hits) expect(text.slice(start, end)).toMatch(/^\p{L}.*\p{L}$/su);
  expect(scoreText(Array(500).fill('fraud').join(' ')).score).toBeGreaterThan(-1);
});

test('a very long text is read in a moment', () => {
  const long = 'profit of 9.4 mn from '.repeat(20_000);
  const begun = process.threadCpuUsage();
  scoreText(long.slice(0, 4_000));
  expect(process.threadCpuUsage(begun).user).toBeLessThan(500_000);
});

test('a word of two lists, and one of none', () => {
  expect([...classesOf('profit')]).toEqual(['wanted']);
  expect([...classesOf('Johannesburg')]).toEqual([]);
});
