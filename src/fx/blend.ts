import type { Decimal } from '../core/decimal.ts';
import type { Route } from './routes.ts';

export interface Contribution {
  readonly source: string;
  readonly route: Route;
  readonly used: boolean;
  /** Why it was left out; null where it was used. */
  readonly reason: string | null;
}

export interface Blend {
  readonly rate: Decimal;
  readonly contributions: readonly Contribution[];
}

/** The median absolute deviation times this estimates the standard deviation of normally distributed values. */
const madToSigma = 1.4826;
const allowedSigmas = 3;
/** Sources fix at different hours of a day: what lies this close together never counts as an outlier. */
const alwaysAllowed = 0.005;
/** Fewer cannot tell which of them is wrong. */
const enoughToReject = 3;

/**
 * The median of what independent sources say, each by its own best route of its own rates. A source is left out when it
 * is farther from the median than three robust standard deviations (1.4826 x MAD) and than 0.5 %, or older than the
 * freshest by more than the days allowed; with fewer than three sources none is left out as an outlier.
 * @param routes best first, as `routesBetween` gives them; routes over two sources speak for neither and do not count
 */
export function blendRoutes(routes: readonly Route[], maxLagDays = 1): Blend | null {
  const best = new Map<string, Route>();
  for (const route of routes) {
    const [source, other] = new Set(route.legs.map((leg) => leg.source));
    if (source !== undefined && other === undefined && !best.has(source)) best.set(source, route);
  }
  const freshest = Math.min(...[...best.values()].map(ageOf));
  const young = [...best].filter(([, route]) => ageOf(route) - freshest <= maxLagDays);
  if (young.length === 0) return null;
  const centre = median(young.map(([, { rate }]) => Number(rate)));
  const spread = madToSigma * median(young.map(([, { rate }]) => Math.abs(Number(rate) - centre)));
  const reach = Math.max(allowedSigmas * spread, alwaysAllowed * centre);
  const contributions = [...best].map(([source, route]): Contribution => {
    const lag = ageOf(route) - freshest;
    if (lag > maxLagDays) return { source, route, used: false, reason: `${lag} days older than the freshest` };
    const off = Math.abs(Number(route.rate) - centre);
    const isOutlier = young.length >= enoughToReject && off > reach;
    const percent = ((off / centre) * 100).toPrecision(3);
    return {
      source,
      route,
      used: !isOutlier,
      reason: isOutlier ? `${percent} % from the median of the sources` : null,
    };
  });
  const used = contributions.filter((one) => one.used).map(({ route }) => Number(route.rate));
  return { rate: String(Number(median(used).toPrecision(12))), contributions };
}

const ageOf = ({ legs }: Route): number => Math.max(...legs.map(({ age_days }) => age_days));

function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, next) => one - next);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? upper)) / 2;
}
