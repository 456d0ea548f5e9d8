import type { Pillar } from '../../esg-scoring/method.ts';
import { peerGroupOf, peerGroups } from '../../esg-scoring/peers.ts';
import { scoreRegion } from '../../esg-scoring/region-score.ts';
import type { PillarScore, Score, Scored } from '../../esg-scoring/score.ts';
import { regionOf } from '../../model/world-regions.ts';
import type { EsgKind } from './subject.ts';

/** Who can be ranked: a peer, or a region of peers. */
export interface Ranked extends Scored {
  readonly entity: string;
  readonly pillars: readonly PillarScore[];
  readonly rank: number | null;
}

/** All of a kind with their rank by the whole score or by that of a pillar, equals sharing one. */
export function rankAll(kind: EsgKind, scores: readonly Score[], by: Pillar | null): Ranked[] {
  const all = kind === 'region' ? regionsOf(scores) : scores;
  const points = all.map((one) => pointsBy(one, by));
  return all.map((one, at): Ranked => ({ ...one, rank: rankAmong(points[at] ?? null, points) }));
}

function pointsBy({ score, pillars }: Pick<Ranked, 'score' | 'pillars'>, by: Pillar | null): number | null {
  return by === null ? score : (pillars.find(({ pillar }) => pillar === by)?.score ?? null);
}

/** Of the peers in a region; null where none of them lies in it. */
export function regionScoreOf(id: string, scores: readonly Score[]) {
  const within = new Set(peerGroupOf(id)?.members);
  const own = scores.filter(({ entity }) => within.has(entity));
  return own.length === 0 ? null : { entity: id, ...scoreRegion(own) };
}

const regionsOf = (scores: readonly Score[]) =>
  peerGroups.flatMap(({ peers_id }) => (regionOf(peers_id) === null ? [] : (regionScoreOf(peers_id, scores) ?? [])));

/** Billionths of a point. Each part of a score is rounded to one, so that equals may differ by as many as they have parts. */
const rounding = 100;

/** 1 for the best, the same for equals; null for what has none. */
function rankAmong(value: number | null, all: readonly (number | null)[]): number | null {
  return value === null ? null : 1 + all.filter((other) => other !== null && other > value + rounding).length;
}
