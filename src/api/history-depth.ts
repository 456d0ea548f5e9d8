import { toInstant } from '../core/clock.ts';
import { WizError } from '../core/errors.ts';
import { planOf } from '../model/plan.ts';
import type { Principal } from '../model/principal.ts';
import { momentMs } from './parameters.ts';

/** A link to prices that begins no earlier than the first day that the caller may see. */
export function linkWithin(link: string, earliest: string | null): string {
  return link.replace(/(?<=[?&]from=)\d{4}-\d\d-\d\d[^&]*/, (from) =>
    earliest === null || from >= earliest ? from : earliest,
  );
}

interface PriceRead {
  readonly moments: readonly string[];
  readonly fromStart: boolean;
  /** With this parameter it reads no prices. */
  readonly unless?: string;
}

/** The operations that read prices of the past, and the parameters that say from when. */
const reads: Readonly<Record<string, PriceRead>> = {
  listBars: { moments: ['from'], fromStart: true },
  listManyBars: { moments: ['from'], fromStart: true },
  listIndicatorValues: { moments: ['from'], fromStart: true },
  listBarRevisions: { moments: ['from'], fromStart: true },
  listQuotes: { moments: ['from'], fromStart: true },
  listTrades: { moments: ['from'], fromStart: true },
  listMeasurements: { moments: ['from'], fromStart: true },
  compare: { moments: ['from'], fromStart: true },
  listMovers: { moments: ['on'], fromStart: false },
  runScreen: { moments: ['on'], fromStart: false },
  runSavedScreen: { moments: ['on'], fromStart: false },
  listSectors: { moments: ['on'], fromStart: false },
  getRates: { moments: ['from', 'date'], fromStart: false },
  convertMoney: { moments: ['date'], fromStart: false },
  getInsightTrendRegime: { moments: ['from'], fromStart: true },
  getInsightAnomaly: { moments: ['from'], fromStart: true },
  getInsightVolatilityDrawdown: { moments: ['from'], fromStart: true },
  getInsightCorrelationLeadLag: { moments: ['from'], fromStart: true },
  getInsightSeasonality: { moments: ['from'], fromStart: true },
  getInsightEventStudy: { moments: ['from'], fromStart: true },
  getInsightFxExposure: { moments: ['from'], fromStart: true },
  getInsightPortfolio: { moments: ['from'], fromStart: true },
  getInsightForecast: { moments: ['from'], fromStart: true, unless: 'series' },
  getUdfHistory: { moments: ['since'], fromStart: true },
};
/** Parameters with which a span begins. */
const begins: readonly string[] = ['from', 'since'];

/** The first day whose prices the plan shows; null for all. */
export function earliestDay(plan: string, nowMs: number): string | null {
  const { history_years: years } = planOf(plan);
  if (years === null) return null;
  const day = new Date(nowMs);
  day.setUTCFullYear(day.getUTCFullYear() - years);
  return toInstant(day.getTime()).slice(0, 10);
}

/**
 * The query within what the plan shows: a moment before is refused, and a span that would begin with the first row
 * begins with the plan's first day. It comes before the caches, which then keep what each plan may see apart.
 */
export function withinDepth(
  operation: string,
  query: ReadonlyMap<string, string>,
  { plan }: Principal,
  nowMs: number,
): ReadonlyMap<string, string> {
  const bounds = Object.hasOwn(reads, operation) ? reads[operation] : undefined;
  if (bounds === undefined || query.has(bounds.unless ?? '')) return query;
  const earliest = earliestDay(plan, nowMs);
  if (earliest === null) return query;
  for (const name of [...bounds.moments, 'to']) {
    const asked = query.get(name);
    if (asked === undefined || (name === 'to' && !bounds.moments.includes('from'))) continue;
    // What is no moment is refused by the endpoint, in its own words.
    if ((momentMs(asked) ?? Number.POSITIVE_INFINITY) < Date.parse(earliest)) {
      const say = `${name}: the plan ${plan} reaches back to ${earliest}; ask from then on`;
      throw new WizError('forbidden', say, { earliest, plan });
    }
  }
  const begin = bounds.moments.find((name) => begins.includes(name));
  if (begin === undefined || query.has(begin) || query.has('date')) return query;
  return bounds.fromStart || query.has('to') ? new Map([...query, [begin, earliest]]) : query;
}
