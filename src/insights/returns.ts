import type { Input, InputRow } from './insight.ts';

export interface Point {
  readonly at: string;
  readonly value: number;
}

/** Rows that have a value, as numbers. */
export const points = ({ rows }: Pick<Input, 'rows'>): Point[] =>
  rows.flatMap(({ at, value }: InputRow) => (value === null ? [] : [{ at, value: Number(value) }]));

/** The logarithm of each value over the one before, on the day of the later; none where a value is not above 0. */
export function logReturns(values: readonly Point[]): Point[] {
  return values.flatMap((point, index) => {
    const before = values[index - 1];
    if (before === undefined || before.value <= 0 || point.value <= 0) return [];
    return [{ at: point.at, value: Math.log(point.value / before.value) }];
  });
}

export const valuesOf = (series: readonly Point[]): Float64Array => Float64Array.from(series, ({ value }) => value);

/** The values of all series on the days that all of them have. */
export function aligned(series: readonly (readonly Point[])[]): { days: string[]; columns: Float64Array[] } {
  const maps = series.map((one) => new Map(one.map(({ at, value }) => [at, value])));
  const days = (series[0] ?? []).map(({ at }) => at).filter((day) => maps.every((known) => known.has(day)));
  const columns = maps.map((known) => Float64Array.from(days, (day) => known.get(day) as number));
  return { days, columns };
}

/** Log returns between the days that all have: over a day that one lacks, each return spans two. */
export function commonReturns(series: readonly (readonly Point[])[]): { days: string[]; columns: Float64Array[] } {
  const { days, columns } = aligned(series.map((one) => one.filter(({ value }) => value > 0)));
  const returns = columns.map((column) =>
    column.slice(1).map((value, index) => Math.log(value / (column[index] ?? 1))),
  );
  return { days: days.slice(1), columns: returns };
}
