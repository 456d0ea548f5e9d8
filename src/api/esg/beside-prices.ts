import { type Correlation, correlate } from '../../esg-scoring/correlation.ts';
import { onePoint } from '../../esg-scoring/points.ts';
import { toDecimal12 } from '../../indicators/to-decimal12.ts';
import type { StockScores } from './read-stock.ts';
import { linksOf, shownEntity, shownScore } from './shown.ts';
import type { Subject } from './subject.ts';
import type { YearlyReturn } from './yearly-returns.ts';

export interface Beside {
  readonly subject: Subject;
  readonly of: StockScores['of'];
  readonly entity: string | null;
  readonly name: string | null;
  readonly reason: 'no_country' | 'no_disclosure' | null;
  readonly years: (ReturnType<typeof shownScore> & {
    readonly year: number;
    readonly return_percent: string | null;
    readonly explain: string;
  })[];
  readonly correlation: ReturnType<typeof shownCorrelation>;
  readonly explain: string | null;
}

/** The scores of each year, the newest first, beside the return of the share in it. */
export function besidePrices({ of, entity, read }: StockScores, returns: readonly YearlyReturn[]): Beside {
  const { subject, period } = read;
  const found = read.years.flatMap(({ period: year, scores }) => {
    const score = scores.find((one) => one.entity === entity);
    const { return_percent = null } = returns.find((one) => one.year === year) ?? {};
    return score === undefined || score.score === null ? [] : [{ year, score, points: score.score, return_percent }];
  });
  const pairs = found.flatMap(({ points, return_percent }): [number, number][] =>
    return_percent === null ? [] : [[points / onePoint, Number(return_percent)]],
  );
  const isKnown = entity !== null && read.scores.some((one) => one.entity === entity);
  const shown = isKnown ? shownEntity(of, entity) : null;
  const explainOf = (year: number): string => linksOf(shown ?? '', of, { subject, period: year }).explain;
  return {
    ...{ subject, of, entity: shown, name: isKnown ? read.nameOf(entity) : null },
    reason: isKnown ? null : of === 'country' ? 'no_country' : 'no_disclosure',
    years: found.map(({ year, score, return_percent }) => {
      return { year, ...shownScore(score), return_percent, explain: explainOf(year) };
    }),
    correlation: shownCorrelation(correlate(pairs)),
    explain: shown === null || period === null ? null : explainOf(period),
  };
}

const shownCorrelation = ({ n, r, lower, upper, reason }: Correlation) => ({
  ...{ n, r: toDecimal12(r), lower: toDecimal12(lower), upper: toDecimal12(upper), reason },
});
