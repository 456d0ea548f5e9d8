import { methodName, type Pillar } from '../../esg-scoring/method.ts';
import { pointsText } from '../../esg-scoring/points.ts';
import type { PillarScore, Score, Scored } from '../../esg-scoring/score.ts';
import type { OwnWeights } from '../../esg-scoring/weights.ts';
import type { PeersScored } from './read-scores.ts';
import { companyIdOf, type EsgKind } from './subject.ts';

export const shownScore = ({ score, lower, upper, coverage }: Scored) => ({
  score: score === null ? null : pointsText(score),
  ...{ lower: pointsText(lower), upper: pointsText(upper), coverage_percent: pointsText(coverage) },
});

export const shownPillar = (one: PillarScore) => ({
  ...{ pillar: one.pillar, weight_percent: pointsText(one.weight), ...shownScore(one) },
  contribution: pointsText(one.contribution),
});

export const pillarOf = ({ pillars }: Pick<Score, 'pillars'>, name: Pillar): string | null => {
  const score = pillars.find(({ pillar }) => pillar === name)?.score ?? null;
  return score === null ? null : pointsText(score);
};

/** As ids of the API spell it. */
export const shownEntity = (kind: EsgKind, entity: string): string =>
  kind === 'company' ? companyIdOf(entity) : entity;

/** Links that ask for the same again: the explanation of a score, its method, and all its peers. */
export function linksOf(
  entity: string,
  kind: EsgKind,
  { subject, period }: Pick<PeersScored, 'subject' | 'period'>,
  weights?: OwnWeights,
) {
  const method = methodName(subject.method);
  const query = new URLSearchParams({ method, peers: subject.peers.peers_id });
  if (period !== null) query.set('period', String(period));
  if (weights !== undefined) query.set('weights', [...weights].map((one) => one.join(':')).join(','));
  if (subject.as_of !== null) query.set('as_of', subject.as_of);
  return {
    explain: `/v1/esg/scores/${entity}/explain?${query}`,
    method: `/v1/esg/method?${new URLSearchParams({ method })}`,
    peers: `/v1/esg/scores?kind=${kind}&${query}`,
  };
}
