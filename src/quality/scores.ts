import type { Arrival } from './arrivals.ts';
import type { Compared } from './compare.ts';
import type { Expected } from './series.ts';

/** What is measured of a series, each from 0 to 1, in the order in which a reader asks. */
export const metricNames = ['completeness', 'freshness', 'timeliness', 'accuracy', 'validity', 'uniqueness'] as const;
type MetricName = (typeof metricNames)[number];

/** A share with the two counts that it comes from, so that it explains itself. */
export interface Metric {
  readonly numerator: number;
  readonly denominator: number;
}

/** Null where there is nothing to count: that is no zero, and does not enter the score. */
export type Metrics = Readonly<Record<MetricName, Metric | null>>;

/** What a number is made of, in words. */
export const meanings: Readonly<Record<MetricName, string>> = {
  completeness: 'periods with a row, of those that the calendar expects from the first row to the last',
  freshness: 'one, of one and the periods that have ended since the newest row and ought to have come by now',
  timeliness: 'rows known within a day of the end of their period, of those not filled in from the past',
  accuracy: 'rows that agree with the other sources, of those of which another source speaks',
  validity:
    'records not rejected for what they say, of those in the payloads that bring the series, of the last 30 days',
  uniqueness: 'records that are no repeat, of those in the payloads that bring the series, of the last 30 days',
};

const dayMs = 86_400_000;

const metric = (numerator: number, denominator: number): Metric | null =>
  denominator > 0 ? { numerator, denominator } : null;

/** @param present the periods of all rows, those included that have not ended */
export function completeness(present: ReadonlySet<string>, expected: readonly Expected[] | null): Metric | null {
  const periods = expected ?? [];
  return metric(periods.filter(({ period }) => present.has(period)).length, periods.length);
}

/**
 * 1 while nothing is overdue, a half when one period is, a third when two are.
 * @param missed periods after the newest row that have ended, and after whose end the source was due to be asked
 */
export function freshness(missed: number | null): Metric | null {
  return missed === null ? null : metric(1, 1 + missed);
}

export function timeliness(arrivals: readonly Arrival[]): Metric | null {
  return metric(arrivals.filter(({ afterMs }) => afterMs <= dayMs).length, arrivals.length);
}

export function accuracy(compared: readonly Pick<Compared, 'agrees'>[]): Metric | null {
  return metric(compared.filter(({ agrees }) => agrees).length, compared.length);
}

/** What became of the records of the payloads that bring a series. */
interface Intake {
  readonly rows_in: number;
  readonly rejected: number;
  readonly duplicates: number;
}

/** A repeat is rejected too, but is not wrong in itself. */
export const validity = ({ rows_in, rejected, duplicates }: Intake): Metric | null =>
  metric(rows_in - (rejected - duplicates), rows_in);

export const uniqueness = ({ rows_in, duplicates }: Intake): Metric | null => metric(rows_in - duplicates, rows_in);

export const shareOf = ({ numerator, denominator }: Metric): number => numerator / denominator;

/** The mean of what can be measured; null where nothing can. */
export function scoreOf(metrics: Metrics): number | null {
  const shares = metricNames.flatMap((name) => (metrics[name] === null ? [] : [shareOf(metrics[name])]));
  return shares.length === 0 ? null : shares.reduce((sum, share) => sum + share, 0) / shares.length;
}

/** Shares and scores are shown with four decimals: a tenth of a thousandth is one row in a month of minutes. */
export const shown = (share: number): string => share.toFixed(4);

/** The metrics as they are stored and shown. */
export function shownMetrics(metrics: Metrics): Record<MetricName, (Metric & { readonly share: string }) | null> {
  const entries = metricNames.map((name) => {
    const known = metrics[name];
    return [name, known && { share: shown(shareOf(known)), ...known }] as const;
  });
  return Object.fromEntries(entries) as Record<MetricName, (Metric & { readonly share: string }) | null>;
}

/** Each metric that can be told, as a sentence. */
export function explained(metrics: Partial<Metrics>): string[] {
  return metricNames.flatMap((name) => {
    const known = metrics[name] ?? null;
    if (known === null) return [];
    const { numerator, denominator } = known;
    return [`${name} ${shown(shareOf(known))} = ${numerator} / ${denominator}: ${meanings[name]}.`];
  });
}
