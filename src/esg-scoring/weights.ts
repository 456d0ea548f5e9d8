import { type Method, type Pillar, pillars } from './method.ts';

/** The whole numbers by which a method's parts weigh; only their ratios matter. */
export interface Weights {
  readonly pillars: ReadonlyMap<Pillar, number>;
  readonly indicators: ReadonlyMap<string, number>;
}

/** A caller's own weight of a pillar, by its letter, or of an indicator, by its id. */
export type OwnWeights = ReadonlyMap<string, string>;

export const letterOf: Readonly<Record<Pillar, string>> = {
  environment: 'E',
  social: 'S',
  governance: 'G',
  infrastructure: 'I',
};

/** What of the caller's weights the method does not have. */
export function unknownWeights({ indicators, pillar_weights }: Method, own: OwnWeights): string[] {
  const known = new Set(indicators.map(({ indicator_id }) => indicator_id));
  for (const pillar of pillars) if (pillar_weights[pillar] !== undefined) known.add(letterOf[pillar]);
  return [...own.keys()].filter((name) => !known.has(name));
}

/**
 * The method's weights with the caller's in their place. Where a pillar is named, those that are not weigh nothing; an
 * indicator that is not named keeps its weight. Null where nothing would weigh anything.
 */
export function weightsOf(method: Method, own: OwnWeights = new Map()): Weights | null {
  const ofIndicators = wholes(
    method.indicators.map(({ indicator_id, weight }) => [indicator_id, own.get(indicator_id) ?? weight]),
  );
  const namesPillars = pillars.some((pillar) => own.has(letterOf[pillar]));
  const has = (pillar: Pillar): boolean =>
    method.indicators.some((one) => one.pillar === pillar && (ofIndicators.get(one.indicator_id) ?? 0) > 0);
  const ofPillars = wholes(
    pillars.map((pillar) => {
      const weight = namesPillars ? own.get(letterOf[pillar]) : method.pillar_weights[pillar];
      return [pillar, has(pillar) ? (weight ?? '0') : '0'];
    }),
  );
  const weighs = [...ofPillars.values()].some((weight) => weight > 0);
  return weighs ? { pillars: ofPillars, indicators: ofIndicators } : null;
}

/** Decimals of at most six places as the smallest whole numbers of the same ratios, so that twice all weights are the same weights. */
function wholes<K extends string>(weights: readonly (readonly [K, string])[]): Map<K, number> {
  const scaled = weights.map(([name, weight]) => [name, Math.round(Number(weight) * 1_000_000)] as const);
  const divisor = scaled.reduce((one, [, weight]) => greatestCommon(one, weight), 0) || 1;
  return new Map(scaled.map(([name, weight]) => [name, weight / divisor]));
}

function greatestCommon(one: number, other: number): number {
  return other === 0 ? one : greatestCommon(other, one % other);
}
