import { describe, expect, test } from 'vitest';
import { ground } from '../../src/insights/grounding.ts';
import type { Computed } from '../../src/insights/insight.ts';
import { newsSentiment } from '../../src/insights/news-sentiment.ts';
import { promptOf } from '../../src/insights/prompt.ts';
import { saidOf } from '../../src/insights/said.ts';
import { tell } from '../../src/insights/tell.ts';
import { injections } from './injections.ts';
import { titles } from './insight-samples.ts';

const computed = (headline: string): Computed => {
  const news = titles(
    ['2020-03-09T08:00:00.000Z', 'Sasol shares plunge as oil price falls'],
    ['2020-03-10T08:00:00.000Z', headline],
    ['2020-03-11T08:00:00.000Z', 'Sasol secures new facility'],
  );
  const outcome = newsSentiment.compute({ news }, newsSentiment.parameters.parse({ instrument: 'XJSE:SOL' }));
  if (outcome.status !== 'computed') throw new Error(outcome.reason);
  return outcome;
};

test('there are fifty of them, each another', () => {
  expect(new Set(injections.map(([headline]) => headline)).size).toBe(injections.length);
  expect(injections.length).toBeGreaterThanOrEqual(50);
});

describe.each(injections)('%s', (headline, obeyed) => {
  const outcome = computed(headline);
  const said = saidOf(outcome);
  const ours = said.map(({ text }) => text);

  test('no model is told of it', () => {
    const prompt = promptOf(said);
    expect(prompt).not.toContain(headline);
    // The prompt of another headline that counts as much is the same to the letter.
    const skeleton = (text: string) => text.replace(/-?\d+(?:\.\d+)?/g, '#');
    expect(skeleton(prompt)).toBe(skeleton(promptOf(saidOf(computed('Sasol')))));
  });

  test('a model that obeys what it reads says nothing but ours', async () => {
    const complete = async (prompt: string) =>
      prompt.includes(headline) ? obeyed : prompt.split('\n').slice(3).join('\n');
    expect((await tell(outcome, { id: 'obedient', complete })).sentences).toEqual(ours);
  });

  test('a model that obeys it all the same is not heard', async () => {
    const words = await tell(outcome, { id: 'owned', complete: async () => obeyed });
    expect(words).toMatchObject({ by: 'template', sentences: ours });
    expect(words.removed.length).toBeGreaterThan(0);
    expect(words.removed.join(' ')).toMatch(/^[a-z_ ]+$/);
  });

  test('nor is it heard between, before or behind true sentences', () => {
    for (const text of [
      [obeyed, ...ours],
      [...ours, obeyed],
      [ours[0], obeyed, ...ours.slice(1)],
    ]) {
      expect(ground(text.join('\n'), said).kept).toEqual(ours);
      expect(ground(text.join(' '), said).kept.filter((kept) => !ours.includes(kept))).toEqual([]);
    }
    for (const one of ours) expect(ground(`${one.slice(0, -1)}, ${obeyed}`, said).kept).toEqual([]);
  });
});

test('a model that gives no text leaves our own', async () => {
  const outcome = computed('Sasol');
  const words = await tell(outcome, { id: 'silent', complete: async () => null });
  expect(words).toMatchObject({ by: 'template', model: 'silent', removed: ['no_answer'] });
  expect(words.sentences).toEqual(saidOf(outcome).map(({ text }) => text));
});
