import { toInstant } from '../core/clock.ts';
import { WizError } from '../core/errors.ts';
import { planOf } from '../model/plan.ts';
import type { Principal } from '../model/principal.ts';
import { momentMs } from './parameters.ts';

/** The operations that read prices of the past, and the parameters that say from when. */
const reads: Readonly<Record<string, { readonly moments: readonly string[]; readonly fromStart: boolean }>> = {
  listBars: { moments: ['from'], fromStart: true },
  listManyBars: { moments: ['from'], fromStart: true },
  listBarRevisions: { moments: ['from'], fromStart: true },
  listQuotes: { moments: ['from'], fromStart: true },
  listTrades: { moments: ['from'], fromStart: true },
  listMeasurements: { moments: ['from'], fromStart: true },
  compare: { moments: ['from'], fromStart: true },
  listMovers: { moments: ['on'], fromStart: false },
  listSectors: { moments: ['on'], fromStart: false },
  getRates: { moments: ['from', 'date'], fromStart: false },
  convertMoney: { moments: ['date'], fromStart: false },
};

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
  if (bounds === undefined) return query;
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
  const beginsAnywhere = bounds.moments.includes('from') && !query.has('from') && !query.has('date');
  const isOpen = beginsAnywhere && (bounds.fromStart || query.has('to'));
  return isOpen ? new Map([...query, ['from', earliest]]) : query;
}
