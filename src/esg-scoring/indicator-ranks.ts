import type { Indicator, IndicatorSeries } from './method.ts';
import { type Place, placesOf } from './rank.ts';

interface YearValue {
  readonly year: number;
  readonly value: number;
}

/** Published values by the head of their series and by entity, the newest year first. */
export type Inputs = ReadonlyMap<string, ReadonlyMap<string, readonly YearValue[]>>;

/** Where each peer stands in an indicator, by the value of which year. */
export interface IndicatorRanks {
  /** The one that was taken for all; null where nobody is ranked. */
  readonly series: IndicatorSeries | null;
  readonly places: ReadonlyMap<string, Place & { readonly year: number }>;
  readonly valued: number;
}

/** Of the series that may stand for the indicator, the one of which most peers have a value, the preferred of equals. */
export function rankIndicator(
  { series, carried_years, polarity }: Indicator,
  fewest: number,
  inputs: Inputs,
  entities: readonly string[],
  year: number,
): IndicatorRanks {
  let taken: IndicatorSeries | null = null;
  let found: (YearValue & { readonly entity: string })[] = [];
  for (const one of series) {
    const published = inputs.get(one.head);
    if (published === undefined) continue;
    const valued = entities.flatMap((entity) => {
      const last = published.get(entity)?.find((value) => value.year <= year);
      return last === undefined || last.year < year - carried_years ? [] : [{ entity, ...last }];
    });
    if (valued.length > found.length) [taken, found] = [one, valued];
  }
  const valued = found.length;
  if (valued < fewest) return { series: null, places: new Map(), valued };
  const values = found.map(({ value }) => value);
  const places = placesOf(values, polarity).map((place, at) => {
    const { entity, year: of } = found[at] as (typeof found)[number];
    return [entity, { ...place, year: of }] as const;
  });
  return { series: taken, places: new Map(places), valued };
}
