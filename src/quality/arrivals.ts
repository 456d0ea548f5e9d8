import { type Expected, expectedIn, type Point, type SourceSeries } from './series.ts';

/** A row with the time from the end of its period to when WizData first knew it. */
export interface Arrival {
  readonly point: Point;
  readonly afterMs: number;
}

/**
 * The rows that were collected as they came about. What had ended before the first row of the series was known is the
 * past, filled in: it says nothing of how punctual the source is.
 */
export function arrivalsOf({ points }: Pick<SourceSeries, 'points'>, expected: readonly Expected[] | null): Arrival[] {
  const ends = new Map(expected?.map((one) => [one.period, Date.parse(one.ends)]));
  const known = points.map((point) => Date.parse(point.first_recorded_at));
  const since = known.reduce((first, one) => Math.min(first, one), Number.POSITIVE_INFINITY);
  return points.flatMap((point, at) => {
    const end = ends.get(expectedIn(point));
    return end === undefined || end <= since ? [] : [{ point, afterMs: (known[at] as number) - end }];
  });
}
