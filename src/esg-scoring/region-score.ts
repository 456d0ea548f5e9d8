import { sumOf } from './points.ts';
import type { PillarScore, Score, Scored } from './score.ts';

/** What a country adds to the score of a region: the same share as every other country that has a score. */
export interface Member {
  readonly score: Score;
  readonly contribution: number | null;
}

export interface RegionScore extends Scored {
  readonly pillars: readonly PillarScore[];
  readonly members: readonly Member[];
}

/**
 * The mean of a region's countries, each counting once whatever its size; the interval is the mean of theirs, where a
 * country without a score may be anything from 0 to 100. The parts of the countries and those of the pillars both add up
 * to it, because both are sums of the same pieces: what a pillar adds to a country's score, shared by the countries.
 */
export function scoreRegion(countries: readonly Score[]): RegionScore {
  const counted = countries.filter(({ score }) => score !== null);
  const piece = (points: number): number => Math.round(points / counted.length);
  const members = countries.map((score): Member => {
    const parts = score.pillars.map(({ contribution }) => piece(contribution));
    return { score, contribution: score.score === null ? null : sumOf(parts) };
  });
  const pillars = (countries[0]?.pillars ?? []).map(({ pillar, weight }): PillarScore => {
    const own = countries.flatMap((country) => country.pillars.find((one) => one.pillar === pillar) ?? []);
    const scores = own.flatMap(({ score }) => score ?? []);
    const contribution = counted.length === 0 ? 0 : sumOf(own.map((one) => piece(one.contribution)));
    return { pillar, weight, contribution, ...meanOf(own, scores.length === 0 ? null : mean(scores)) };
  });
  const score = counted.length === 0 ? null : sumOf(members.map(({ contribution }) => contribution ?? 0));
  return { pillars, members, ...meanOf(countries, score) };
}

function meanOf(of: readonly Scored[], score: number | null): Scored {
  const lower = mean(of.map((one) => one.lower));
  const upper = mean(of.map((one) => one.upper));
  return {
    ...{ score, coverage: mean(of.map(({ coverage }) => coverage)) },
    ...{ lower: Math.min(lower, score ?? lower), upper: Math.max(upper, score ?? upper) },
  };
}

const mean = (points: readonly number[]): number => Math.round(sumOf(points) / points.length);
