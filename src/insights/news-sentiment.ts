import { z } from 'zod';
import { instrumentId } from '../model/symbol.ts';
import { count, date, figure, id, label, percent } from './figure.ts';
import {
  between,
  type EvidenceRef,
  type Finding,
  insight,
  type Outcome,
  type Quotation,
  type Story,
  tooFew,
} from './insight.ts';
import * as parameters from './parameters.ts';
import { type Hit, scoreText } from './sentiment/score-text.ts';
import { studentReach } from './statistics/distributions.ts';
import { deviation, mean } from './statistics/moments.ts';

const mostQuoted = 10;
const mostScored = 200;
/** Characters of a title; headlines are shorter. */
const mostRead = 1_000;

export const newsSentiment = insight({
  id: 'news-sentiment',
  version: 1,
  title: 'Sentiment of the news',
  question: 'Is the news that names an instrument good or bad, and in which words?',
  method: {
    formula:
      'a title counts its words: good and bad ones ±1, a direction ±1.5 by what moves (profit that rises is good, a loss that rises is bad), figures beside those of the year before ±1.2, turned round after a negation; score = sum / √(sum² + 3), positive or negative beyond a sum of 0.3; the mean of the scores with Student’s interval, cut at −1 and 1',
    source:
      'WizData’s own lexicon of financial words (src/insights/sentiment/lexicon.ts); directions as in Malo et al., Good debt or bad debt, 2014; docs/insights.md has its measured accuracy',
    notes: [
      'English only. The quoted spans are the words that counted, as they were published.',
      'The words of the news are counted and quoted; no model reads them.',
    ],
  },
  parameters: z.object({
    instrument: instrumentId.meta({ example: 'XJSE:SOL' }),
    confidence: parameters.confidence(),
  }),
  minimumRows: 1,
  inputs: ({ instrument }) => ({ news: { kind: 'news', id: instrument, of: null } }),
  compute({ news }, { instrument, confidence }): Outcome {
    const rows = news.rows.slice(-mostScored);
    const stories = rows.flatMap(({ at, story }) =>
      story === undefined ? [] : [{ at, story, ...scoreText(story.title.slice(0, mostRead)) }],
    );
    const few = tooFew(stories.length, 1, 'titles');
    if (few !== null) return few;
    const scores = stories.map(({ score }) => score);
    const average = mean(scores);
    const several = scores.length > 1;
    const freedom = scores.length - 1;
    const reach = several ? (studentReach(confidence, freedom) * deviation(scores)) / Math.sqrt(scores.length) : null;
    const of = (name: string) => stories.filter((one) => one.label === name).length;
    const told = reach !== null && Math.abs(average) > reach;
    const state = told ? (average > 0 ? 'positive' : 'negative') : 'neither';
    const evidence: EvidenceRef[] = [between('news', stories[0]?.at ?? '', stories.at(-1)?.at ?? '')];
    const strongest = stories
      .map((one, place) => ({ ...one, place }))
      .filter(({ hits }) => hits.length > 0)
      .sort((one, other) => Math.abs(other.score) - Math.abs(one.score) || other.place - one.place)
      .slice(0, mostQuoted);
    const findings: Finding[] = [
      {
        id: 'sentiment',
        figures: {
          instrument: id(instrument, 'instrument'),
          titles: count(stories.length, 'titles that were scored'),
          positive: count(of('positive'), 'positive titles'),
          neutral: count(of('neutral'), 'neutral titles'),
          negative: count(of('negative'), 'negative titles'),
          mean: figure(average, 'score', 'mean score of the titles, from −1 to 1'),
          low: figure(
            reach === null ? null : Math.max(-1, average - reach),
            'score',
            'lower end of the interval of the mean score',
          ),
          high: figure(
            reach === null ? null : Math.min(1, average + reach),
            'score',
            'upper end of the interval of the mean score',
          ),
          state: label(state, 'which way the mean score goes, where it is told from chance'),
          first_day: date(stories[0]?.at.slice(0, 10) ?? null, 'day of the first title'),
          last_day: date(stories.at(-1)?.at.slice(0, 10) ?? null, 'day of the last title'),
        },
        evidence,
      },
      {
        id: 'share',
        figures: {
          positive: percent(of('positive') / stories.length, 'part of the titles that are positive'),
          negative: percent(of('negative') / stories.length, 'part of the titles that are negative'),
        },
        evidence,
      },
      ...strongest.map(({ at, story, score, label: name }, place) => ({
        id: `title_${place + 1}`,
        figures: {
          news: id(story.news_id, 'id of the title'),
          day: date(at.slice(0, 10), 'day of the title'),
          score: figure(score, 'score', 'score of the title'),
          label: label(name, 'what the title counts as'),
        },
        evidence: [between('news', at, at)],
      })),
    ];
    return {
      status: 'computed',
      findings,
      sentences: [
        'Titles that name {sentiment.instrument}: {sentiment.titles}, of these positive {sentiment.positive}, neutral {sentiment.neutral}, negative {sentiment.negative}.',
        ...(several
          ? ['The mean score of the titles is {sentiment.mean}, its interval {sentiment.low} to {sentiment.high}.']
          : []),
        ...(told ? ['The mean score of {sentiment.mean} is told from chance: the news is {sentiment.state}.'] : []),
      ],
      quotations: strongest.flatMap(({ story, hits }) => hits.map((hit) => quoted(story, hit))),
    };
  },
});

const quoted = ({ news_id, feed_id, title }: Story, { start, end, weight }: Hit): Quotation => ({
  ...{ news_id, feed_id, field: 'title' as const, start, end },
  text: title.slice(start, end),
  score: figure(weight, 'score', '').value ?? '0',
});
