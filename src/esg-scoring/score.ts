import { type IndicatorRanks, type Inputs, rankIndicator } from './indicator-ranks.ts';
import type { Indicator, IndicatorSeries, Method, Pillar } from './method.ts';
import { allPoints, pointsOf, sumOf } from './points.ts';
import { type Place, percentileOf } from './rank.ts';
import type { Weights } from './weights.ts';

/** An indicator of an entity that has a value, and what it adds. */
export interface Contribution {
  readonly indicator: Indicator;
  readonly series: IndicatorSeries;
  readonly year: number;
  readonly place: Place;
  /** Of the points of the whole score that are this indicator's where none is missing, and where some are. */
  readonly weight: number;
  readonly counted_weight: number;
  /** To the score, and to the score of its pillar. */
  readonly contribution: number;
  readonly pillar_contribution: number;
}

export interface Missing {
  readonly indicator: Indicator;
  readonly weight: number;
  /** No peer has a value, the entity has none, or so few have one that nobody is ranked. */
  readonly reason: 'nobody_has_one' | 'has_none' | 'too_few_have_one';
}

/** In points; a score is null where nothing has a value. The interval is as wide as the coverage is short of all. */
export interface Scored {
  readonly score: number | null;
  readonly lower: number;
  readonly upper: number;
  readonly coverage: number;
}

export interface PillarScore extends Scored {
  readonly pillar: Pillar;
  readonly weight: number;
  readonly contribution: number;
}

export interface Score extends Scored {
  readonly entity: string;
  readonly pillars: readonly PillarScore[];
  readonly contributions: readonly Contribution[];
  readonly missing: readonly Missing[];
}

/** The scores of all peers in a year, in the order of the entities. What a peer has no value of changes nobody else's. */
export function scorePeers(
  method: Method,
  weights: Weights,
  inputs: Inputs,
  entities: readonly string[],
  year: number,
): Score[] {
  const weightOf = (pillar: Pillar): number => weights.pillars.get(pillar) ?? 0;
  const ranked = method.indicators.flatMap((indicator): Weighed[] => {
    const weight = weights.indicators.get(indicator.indicator_id) ?? 0;
    if (weight === 0 || weightOf(indicator.pillar) === 0) return [];
    return [{ indicator, weight, ranks: rankIndicator(indicator, method.fewest_valued, inputs, entities, year) }];
  });
  const byPillar = [...Map.groupBy(ranked, ({ indicator }) => indicator.pillar)].map(([pillar, of]): WeighedPillar => {
    return { pillar, of, weight: weightOf(pillar), inside: sumOf(of.map(({ weight }) => weight)) };
  });
  return entities.map((entity) => scoreOf(entity, byPillar));
}

interface Weighed {
  readonly indicator: Indicator;
  readonly weight: number;
  readonly ranks: IndicatorRanks;
}

interface WeighedPillar {
  readonly pillar: Pillar;
  readonly weight: number;
  /** What its indicators weigh together. */
  readonly inside: number;
  readonly of: readonly Weighed[];
}

function scoreOf(entity: string, byPillar: readonly WeighedPillar[]): Score {
  const known = byPillar.map(({ of }) => sumOf(of.map(({ ranks, weight }) => (ranks.places.has(entity) ? weight : 0))));
  const all = sumOf(byPillar.map(({ weight }) => weight));
  const counted = sumOf(byPillar.map(({ weight }, at) => (known[at] === 0 ? 0 : weight)));
  const contributions: Contribution[] = [];
  const missing: Missing[] = [];
  const worst: number[] = [];
  const pillars = byPillar.map(({ pillar, weight: ofPillar, inside, of }, at): PillarScore => {
    const own: Contribution[] = [];
    const worstInside: number[] = [];
    const missingInside: number[] = [];
    for (const { indicator, weight, ranks } of of) {
      const found = ranks.places.get(entity);
      const share = weight / inside;
      const whole = (ofPillar / all) * share;
      if (found === undefined || ranks.series === null) {
        missing.push({ indicator, weight: pointsOf(whole), reason: reasonOf(ranks) });
        missingInside.push(pointsOf(share));
        continue;
      }
      const percentile = percentileOf(found);
      const countedShare = weight / (known[at] ?? inside);
      const countedWhole = (ofPillar / counted) * countedShare;
      own.push({
        indicator,
        series: ranks.series,
        year: found.year,
        place: found,
        weight: pointsOf(whole),
        counted_weight: pointsOf(countedWhole),
        contribution: pointsOf(percentile * countedWhole),
        pillar_contribution: pointsOf(percentile * countedShare),
      });
      worst.push(pointsOf(percentile * whole));
      worstInside.push(pointsOf(percentile * share));
    }
    contributions.push(...own);
    const score = own.length === 0 ? null : sumOf(own.map(({ pillar_contribution }) => pillar_contribution));
    return {
      ...{ pillar, weight: pointsOf(ofPillar / all), ...bounded(score, worstInside, missingInside) },
      contribution: sumOf(own.map(({ contribution }) => contribution)),
    };
  });
  const score = contributions.length === 0 ? null : sumOf(pillars.map(({ contribution }) => contribution));
  const lost = missing.map(({ weight }) => weight);
  return { entity, pillars, contributions, missing, ...bounded(score, worst, lost) };
}

function reasonOf({ series, valued }: IndicatorRanks): Missing['reason'] {
  if (series !== null) return 'has_none';
  return valued === 0 ? 'nobody_has_one' : 'too_few_have_one';
}

/** What is missing adds nothing at its worst, and all of its points at its best. */
function bounded(score: number | null, worst: readonly number[], missing: readonly number[]): Scored {
  const lost = score === null ? allPoints : sumOf(missing);
  const lowest = sumOf(worst);
  // Parts are rounded one by one: the sums stay within what they are bounds of.
  return {
    ...{ score, coverage: Math.max(0, allPoints - lost) },
    ...{ lower: Math.min(lowest, score ?? 0), upper: Math.min(Math.max(lowest + lost, score ?? 0), allPoints) },
  };
}
