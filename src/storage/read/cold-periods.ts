import type { IntervalClass } from '../../model/time-classes.ts';

/** Which of the cold files are asked about. */
export interface ColdPlace {
  readonly intervalClass: IntervalClass;
  /** That of the instrument's shard. */
  readonly part: string;
}

/** The longest period there is: no other begins so long before an instant that it holds. */
const longest = `interval '1 year'`;

/**
 * SQL for the periods in [lower, upper) whose bars of the instrument `$1` lie in cold storage and not in the table, as
 * JSON, null where there is none. One probe of an index where the span ends after the last of them.
 */
export function coldPeriods({ intervalClass, part }: ColdPlace, lower: string, upper: string): string {
  return `(SELECT json_agg(c.period ORDER BY c.period) FROM cold_file c
    WHERE c.interval_class = '${intervalClass}' AND c.part = '${part}'
      AND c.period_from > ${lower} - ${longest} AND c.period_to > ${lower} AND c.period_from < ${upper}
      AND NOT EXISTS (SELECT FROM cold_reopened r WHERE r.interval_class = c.interval_class
        AND r.period = c.period AND r.instrument_id = $1))`;
}

type Bound = string | null;

/** SQL for where a span begins that has to fulfil all of these, null where one says nothing. */
export const beginOf = (...bounds: readonly Bound[]): string =>
  `COALESCE(GREATEST(${[null, ...bounds].map(typed).join(', ')}), '-infinity'::timestamptz)`;

/** Where it ends, exclusive. */
export const endOf = (...bounds: readonly Bound[]): string =>
  `COALESCE(LEAST(${[null, ...bounds].map(typed).join(', ')}), 'infinity'::timestamptz)`;

const typed = (bound: Bound): string => bound ?? 'NULL::timestamptz';

/** What lies at an instant is before this. */
export const justAfter = (instant: string): string => `${instant} + interval '1 microsecond'`;
