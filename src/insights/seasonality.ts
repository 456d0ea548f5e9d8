import { z } from 'zod';
import { instrumentId } from '../model/symbol.ts';
import { count, figure, id, label, percent } from './figure.ts';
import { allOf, cannot, insight, type Outcome, tooFew } from './insight.ts';
import * as parameters from './parameters.ts';
import { logReturns, type Point, points } from './returns.ts';
import { kruskalWallis } from './statistics/kruskal-wallis.ts';
import { mean } from './statistics/moments.ts';
import { median } from './statistics/quantile.ts';
import { holm } from './statistics/rank.ts';

const seasons = {
  month: [
    ...['January', 'February', 'March', 'April', 'May', 'June'],
    ...['July', 'August', 'September', 'October', 'November', 'December'],
  ],
  weekday: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
} as const;
type By = keyof typeof seasons;

/** Fewer of a season say nothing of it. */
const leastOfSeason = 3;

export const seasonality = insight({
  id: 'seasonality',
  version: 1,
  title: 'Seasonality',
  question: 'Do returns depend on the month of the year or the day of the week?',
  method: {
    formula:
      'Kruskal and Wallis’ H over the seasons’ log returns, corrected for ties, against χ² with seasons − 1 degrees of freedom; each season against all others by the same test, its p-value corrected by Holm for the number of seasons. A month’s return is ln(last close / last close of the month before)',
    source:
      'Kruskal and Wallis, Use of ranks in one-criterion variance analysis, 1952; Holm, A simple sequentially rejective multiple test procedure, 1979',
    notes: [
      'A season stands out only after the correction: of twelve months one looks odd by chance every other time.',
      'The month that has not ended is left out.',
    ],
  },
  parameters: z.object({
    instrument: instrumentId.meta({ example: 'XJSE:NPN' }),
    by: parameters.oneOf(['month', 'weekday'], 'What the returns are grouped by'),
    confidence: parameters.confidence(),
  }),
  minimumRows: 30,
  inputs: ({ instrument }) => ({ prices: { kind: 'prices', id: instrument } }),
  compute({ prices }, { instrument, by, confidence }): Outcome {
    const closes = points(prices);
    const few = tooFew(closes.length, 30, 'closes');
    if (few !== null) return few;
    const returns = logReturns(by === 'month' ? monthEnds(closes) : closes);
    const groups = [...Map.groupBy(returns, ({ at }) => seasonOf(at, by))].sort(([one], [other]) => one - other);
    const scarcest = by === 'month' && groups.length < 12 ? 0 : Math.min(...groups.map(([, { length }]) => length));
    const scarce = tooFew(scarcest, leastOfSeason, `returns of each ${by}`);
    if (scarce !== null) return scarce;
    const samples = groups.map(([, own]) => own.map(({ value }) => value));
    const whole = kruskalWallis(samples);
    if (whole === null) return cannot('the price does not move', closes.length);
    const single = samples.map((own, index) => {
      return kruskalWallis([own, samples.flatMap((other, at) => (at === index ? [] : other))])?.p ?? 1;
    });
    const corrected = holm(single);
    const evidence = allOf('prices');
    const least = corrected.indexOf(Math.min(...corrected));
    const name = (index: number): string => seasons[by][groups[index]?.[0] ?? 0] as string;
    const differ = whole.p < 1 - confidence;
    const standsOut = (corrected[least] ?? 1) < 1 - confidence;
    return {
      status: 'computed',
      findings: [
        {
          id: 'test',
          figures: {
            instrument: id(instrument, 'instrument'),
            by: label(by, 'what the returns are grouped by'),
            returns: count(returns.length, 'returns that were counted'),
            seasons: count(groups.length, 'seasons that were compared'),
            h: figure(whole.h, 'ratio', 'statistic of the test of all seasons'),
            p: figure(whole.p, 'ratio', 'chance of such differences where seasons do not matter'),
            stands_out: label(standsOut ? name(least) : 'none', 'season that stands out after the correction'),
          },
          evidence,
        },
        ...groups.map(([, own], index) => ({
          id: name(index).toLowerCase(),
          figures: {
            season: label(name(index), 'season'),
            returns: count(own.length, 'returns of the season'),
            mean: percent(mean(samples[index] ?? []), 'mean return of the season'),
            median: percent(median(samples[index] ?? []), 'median return of the season'),
            positive: percent(
              own.filter(({ value }) => value > 0).length / own.length,
              'part of the returns above zero',
            ),
            p: figure(single[index] ?? 1, 'ratio', 'chance of such a difference from all other seasons, alone'),
            p_corrected: figure(corrected[index] ?? 1, 'ratio', 'the same, corrected for the number of seasons'),
          },
          evidence,
        })),
      ],
      sentences: [
        `Over {test.returns} returns of {test.instrument}, the chance of such differences by {test.by} where seasons do not matter is {test.p}${differ ? '' : ': the returns do not differ beyond chance'}.`,
        standsOut
          ? `{test.stands_out} stands out after the correction, with a mean return of {${name(least).toLowerCase()}.mean}.`
          : 'None of the {test.seasons} seasons stands out after the correction.',
      ],
    };
  },
});

/** The last close of each month that is followed by another. */
function monthEnds(closes: readonly Point[]): Point[] {
  return closes.filter(({ at }, index) => {
    const next = closes[index + 1];
    return next !== undefined && next.at.slice(0, 7) !== at.slice(0, 7);
  });
}

const seasonOf = (day: string, by: By): number =>
  by === 'month' ? Number(day.slice(5, 7)) - 1 : new Date(`${day}T00:00:00Z`).getUTCDay();
