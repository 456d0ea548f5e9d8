import { type Decimal, divideDecimals, multiplyDecimals } from '../core/decimal.ts';
import type { PublishedRate } from '../model/published-rate.ts';

/** A published rate as it is walked: from its base to its quote or, inverted, back. */
export interface Leg extends PublishedRate {
  readonly inverted: boolean;
  /** Days between the rate and the day that is asked for. */
  readonly age_days: number;
}

export interface Route {
  readonly method: 'direct' | 'inverse' | 'cross';
  /** As published where direct; else computed, to 12 significant digits. */
  readonly rate: Decimal;
  readonly legs: readonly Leg[];
}

/** Currencies in which others are quoted by those who publish rates. */
export const pivots = ['EUR', 'USD', 'ZAR', 'GBP', 'BWP'] as const;

/**
 * The ways that lead from one currency to the other, the best first: the youngest oldest leg, then the fewest
 * computations, then the legs of one source before those of two, then who is believed first, then who gives more digits.
 * @param day the day that is asked for; no rate is of a later one
 */
export function routesBetween(base: string, quote: string, day: string, rates: readonly PublishedRate[]): Route[] {
  const legs = (from: string, to: string): Leg[] =>
    rates
      .filter((rate) => (rate.base === from && rate.quote === to) || (rate.base === to && rate.quote === from))
      .filter(({ date, value }) => date <= day && Number(value) > 0)
      .map((rate) => ({ ...rate, inverted: rate.base !== from, age_days: daysBetween(rate.date, day) }));
  const straight = legs(base, quote).map((leg) => [leg]);
  const crossed = pivots
    .filter((pivot) => pivot !== base && pivot !== quote)
    .flatMap((pivot) => legs(base, pivot).flatMap((one) => legs(pivot, quote).map((two) => [one, two])));
  return [...straight, ...crossed].map(routeOf).toSorted(compareRoutes);
}

function routeOf(legs: readonly Leg[]): Route {
  const [only, second] = legs as readonly [Leg, Leg?];
  if (second === undefined && !only.inverted) return { method: 'direct', rate: only.value, legs };
  const product = (inverted: boolean): Decimal =>
    legs.filter((leg) => leg.inverted === inverted).reduce((all, { value }) => multiplyDecimals(all, value), '1');
  const rate = divideDecimals(product(false), product(true));
  return { method: second === undefined ? 'inverse' : 'cross', rate, legs };
}

const oldest = ({ legs }: Route): number => Math.max(...legs.map(({ age_days }) => age_days));
const sourcesOf = ({ legs }: Route): number => new Set(legs.map(({ source }) => source)).size;
const steps = ({ method }: Route): number => ['direct', 'inverse', 'cross'].indexOf(method);
const rank = ({ legs }: Route): number => Math.max(...legs.map((leg) => leg.rank));
/** Three digits of a rate leave half a percent open; from six on, more of them make no difference. */
const coarseness = ({ legs }: Route): number => Math.max(...legs.map(({ value }) => Math.max(0, 6 - digitsOf(value))));
const digitsOf = (value: Decimal): number => value.replace(/^[-0.]+|\./g, '').length;
const name = ({ legs }: Route): string => legs.map((leg) => `${leg.source} ${leg.base}`).join();

function compareRoutes(left: Route, right: Route): number {
  for (const measure of [oldest, steps, sourcesOf, rank, coarseness]) {
    const difference = measure(left) - measure(right);
    if (difference !== 0) return difference;
  }
  return name(left) < name(right) ? -1 : 1;
}

const daysBetween = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
