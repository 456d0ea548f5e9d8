import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import Papa from 'papaparse';
import { describe, expect, test } from 'vitest';
import { fingerprint } from '../../src/core/hash.ts';
import { scoreText } from '../../src/insights/sentiment/score-text.ts';
import { corpus, readCorpus } from './corpus/corpus-file.ts';

const labels = ['positive', 'neutral', 'negative'] as const;
type Label = (typeof labels)[number];

interface Labelled {
  readonly text: string;
  readonly label: Label;
}

const rows = (file: string): Readonly<Record<string, string | undefined>>[] =>
  Papa.parse<Record<string, string>>(new TextDecoder().decode(readCorpus(`sentiment/${file}`)), {
    ...{ header: true, skipEmptyLines: true },
  }).data;

/** Sentences of company news, labelled by people who know finance (Malo et al., 2014). */
const phraseBank = (): Labelled[] =>
  rows('financial_phrasebank.csv.gz').flatMap(({ label, sentence: text }) =>
    text !== undefined && labels.includes(label as Label) ? [{ text, label: label as Label }] : [],
  );

/** Headlines whose named entities are all labelled alike (Sinha et al., 2022). */
const sentfin = (): Labelled[] =>
  rows('sentfin.csv.gz').flatMap(({ Title: text, Decisions = '' }) => {
    const told = new Set([...Decisions.matchAll(/: '(\w+)'/g)].map(([, label]) => label as Label));
    const [label] = told;
    return text !== undefined && label !== undefined && told.size === 1 ? [{ text, label }] : [];
  });

/** The lexicon was written looking at the other half only: sentences whose fingerprint ends in 0 to 7. */
const isOfTest = ({ text }: Labelled): boolean => Number.parseInt(fingerprint(text).slice(-1), 16) >= 8;

function judged(all: readonly Labelled[], said: (text: string) => Label) {
  const pairs = all.map(({ text, label }) => [label, said(text)] as const);
  const count = (of: (pair: readonly [Label, Label]) => boolean) => pairs.filter(of).length;
  const f1 = labels.map((one) => {
    const [right, of, as] = [
      count(([truth, told]) => truth === one && told === one),
      count(([truth]) => truth === one),
      count(([, told]) => told === one),
    ];
    return of + as === 0 ? 0 : (2 * right) / (of + as);
  });
  return { accuracy: count(([truth, told]) => truth === told) / pairs.length, macro: f1.reduce((a, b) => a + b) / 3 };
}

interface Vader {
  readonly SentimentIntensityAnalyzer: { polarity_scores(text: string): { readonly compound: number } };
}
const { SentimentIntensityAnalyzer: vader } = createRequire(import.meta.url)('vader-sentiment') as Vader;

/** With the thresholds that its authors give (Hutto and Gilbert, 2014). */
function saidByVader(text: string): Label {
  const { compound } = vader.polarity_scores(text);
  return compound >= 0.05 ? 'positive' : compound <= -0.05 ? 'negative' : 'neutral';
}

describe.skipIf(!existsSync(corpus))('sentiment of sentences that the lexicon was not written on', () => {
  test.each([
    ['Financial PhraseBank', phraseBank],
    ['SEntFiN', sentfin],
  ])('%s: better than the commonest label and than VADER', (name, read) => {
    const part = read().filter(isOfTest);
    const count = (one: Label) => part.filter(({ label }) => label === one).length;
    const [common = 'neutral'] = labels.toSorted((one, other) => count(other) - count(one));
    const ours = judged(part, (text) => scoreText(text).label);
    const majority = judged(part, () => common);
    const theirs = judged(part, saidByVader);
    const say = ({ accuracy, macro }: ReturnType<typeof judged>) =>
      `accuracy ${accuracy.toFixed(4)}, macro-F1 ${macro.toFixed(4)}`;
    console.info(
      `${name}, ${part.length} sentences: ours ${say(ours)}; majority ${say(majority)}; VADER ${say(theirs)}`,
    );
    expect(part.length).toBeGreaterThan(1000);
    expect(ours.accuracy).toBeGreaterThan(Math.max(theirs.accuracy, majority.accuracy) + 0.1);
    expect(ours.macro).toBeGreaterThan(Math.max(theirs.macro, majority.macro) + 0.1);
  });
});
